package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import lectern.app.AppException;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.catalogue.ModelEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the catalogue: models with their prices, providers, rate tiers.
@Command(
    name = "models",
    header = {
      "Print the models that are known: window, longest completion, prices, rules, source.",
      "",
      "Example:  lectern models kimi-k2.6 --prices-as-of 2026-04-24",
      ""
    },
    description = {
      "Tokens, and US dollars per million tokens: in, in from the cache, out, and cache writes for"
          + " five minutes and an hour where they are a line of the bill. Sends nothing. A star marks"
          + " the price of the day; projected ones were never the provider's."
    })
final class ModelsCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin PricesOption prices = new PricesOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Everything of the models with this id, provider/id or alias.")
  @Nullable String name;

  @Option(names = "--providers", description = "Print who serves models: address and key variable.")
  boolean providers;

  @Option(names = "--tiers", description = "Print Moonshot's rate tiers.")
  boolean tiers;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LocalDate day = prices.day(LocalDate.now(ZoneOffset.UTC));
    if ((providers && tiers) || (name != null && (providers || tiers))) {
      throw new AppException.BadArgument(
          "more than one thing to print", "Give one of NAME, --providers and --tiers.");
    }
    ModelCatalogue catalogue = common.lectern(console).models().catalogue();
    if (providers) {
      print(null, catalogue.providers(), ProvidersView::line, ProvidersView::json);
    } else if (tiers) {
      print(
          ProvidersView.tierHeader(), catalogue.tiers(), ProvidersView::line, ProvidersView::json);
    } else if (name == null) {
      print(
          ModelsView.header(),
          catalogue.models(),
          entry -> ModelsView.line(entry, day),
          entry -> ModelsView.json(entry, day));
    } else {
      List<ModelEntry> meant = catalogue.named(name);
      print(
          null,
          meant,
          entry -> ModelsView.whole(entry, day).stripTrailing(),
          entry -> ModelsView.json(entry, day));
    }
    return Exit.OK.code();
  }

  private <T> void print(
      @Nullable String header,
      List<T> rows,
      Function<T, String> words,
      Function<T, ObjectNode> json) {
    if (common.json) {
      rows.forEach(row -> JsonLines.print(console.out(), json.apply(row)));
      return;
    }
    if (header != null) {
      console.out().println(header.stripTrailing());
    }
    rows.forEach(row -> console.out().println(words.apply(row)));
  }
}
