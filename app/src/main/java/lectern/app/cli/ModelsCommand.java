package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import lectern.app.AppException;
import lectern.app.Keys;
import lectern.app.ModelListings;
import lectern.app.Models;
import lectern.synthesize.ModelListing;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.catalogue.ModelEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the catalogue: models with their prices, providers, rate tiers; and which of the models
/// the key may call.
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
          + " five minutes and an hour where they are a line of the bill. A star marks the price of the"
          + " day; projected ones were never the provider's. Where a key is set, the providers of the"
          + " settings' models are asked which ones it may call (GET /models), and what they say is set"
          + " beside the rows; if one cannot be asked, the exit code is 4."
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

  @Option(names = "--offline", description = "Ask no provider: print the catalogue alone.")
  boolean offline;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate day = prices.day(today);
    if ((providers && tiers) || (name != null && (providers || tiers))) {
      throw new AppException.BadArgument(
          "more than one thing to print", "Give one of NAME, --providers and --tiers.");
    }
    Models models = common.lectern(console).models();
    ModelCatalogue catalogue = models.catalogue();
    if (providers) {
      print(null, catalogue.providers(), ProvidersView::line, ProvidersView::json);
    } else if (tiers) {
      print(
          ProvidersView.tierHeader(), catalogue.tiers(), ProvidersView::line, ProvidersView::json);
    } else {
      List<ModelEntry> meant = name == null ? catalogue.models() : catalogue.named(name);
      return models(meant, day, listed(models, today)).code();
    }
    return Exit.OK.code();
  }

  private ListingView listed(Models models, LocalDate today) {
    List<ModelListing> listings =
        offline ? List.of() : ModelListings.of(models, new Keys(console.environment()));
    return new ListingView(listings, models.catalogue().models(), today);
  }

  private Exit models(List<ModelEntry> entries, LocalDate day, ListingView listed) {
    Function<ModelEntry, ObjectNode> json = entry -> listed.put(entry, ModelsView.json(entry, day));
    if (name == null) {
      print(
          ModelsView.header(!listed.isEmpty()),
          entries,
          entry -> ModelsView.line(entry, day, listed.word(entry)),
          json);
    } else {
      print(
          null,
          entries,
          entry -> ModelsView.whole(entry, day).stripTrailing() + listed.words(entry),
          json);
    }
    if (common.json) {
      listed.json().forEach(line -> JsonLines.print(console.out(), line));
    } else if (name == null) {
      listed.words().forEach(console.out()::println);
    }
    console.out().flush();
    return listed.tellFailures(console, common);
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
