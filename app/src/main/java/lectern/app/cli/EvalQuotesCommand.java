package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lectern.app.AppException;
import lectern.eval.cite.QuoteMutations;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import lectern.synthesize.Citation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures the check of quotes with changed sentences of a collection.
@Command(
    name = "quotes",
    header = {
      "Measure the check of quotes: sentences of a collection, quoted rightly and falsely.",
      "",
      "Example:  lectern eval quotes data-samples/leases --seed 7",
      ""
    },
    description =
        "Draws sentences of the English documents, changes them in classes (another figure, shall for may,"
            + " a negation dropped, two clauses spliced ...), and counts what the check makes of each."
            + " docs/proof.md has the classes.")
final class EvalQuotesCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the draws; 1 where left out.")
  long seed = 1;

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Cases of all classes together; 6000 where left out.")
  int cases = 6_000;

  @Option(
      names = "--each",
      paramLabel = "FILE",
      description = "Write what came of each case as JSON Lines.")
  @Nullable Path each;

  EvalQuotesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (cases < 1) {
      throw new AppException.BadArgument(
          "--cases must be 1 or more: " + cases, "Leave it out for 6000.");
    }
    StepView progress = new StepView(console, !common.quiet, "eval quotes", "classes");
    try (PassageIndex index = common.lectern(console).open(collection.collection())) {
      List<QuoteMutations.Result> results =
          QuoteMutations.run(
              index.documents(new Scope.Everything()).stream()
                  .map(IndexedDocument::number)
                  .flatMap(number -> index.text(number).stream())
                  .toList(),
              seed,
              cases,
              done -> progress.at(QuoteMutations.classes(), done));
      if (each != null) {
        write(each, results);
      }
      print(results);
    }
    return Exit.OK.code();
  }

  private static void write(Path file, List<QuoteMutations.Result> results) {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      for (QuoteMutations.Result result : results) {
        for (QuoteMutations.Case one : result.cases()) {
          ObjectNode json = JsonLines.object();
          json.put("class", one.mutation());
          json.put("document", one.document());
          json.put("quote", one.quote());
          json.put("expected", one.expected().name());
          json.put("got", one.got().name());
          json.put("differences", one.differences());
          JsonLines.print(out, json);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void print(List<QuoteMutations.Result> results) {
    if (!common.json) {
      console.out().println("class                      expected      cases   right  got");
    }
    for (QuoteMutations.Result result : results) {
      if (common.json) {
        ObjectNode json = JsonLines.object();
        json.put("class", result.mutation());
        json.put("expected", result.expected().name());
        json.put("cases", result.cases().size());
        json.put("right", result.right());
        ObjectNode states = json.putObject("states");
        result.states().forEach((state, count) -> states.put(state.name(), count));
        JsonLines.print(console.out(), json);
      } else {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%-26s %-13s %5d %6.1f %% %s%n",
                result.mutation(),
                result.expected(),
                result.cases().size(),
                percent(result.right(), result.cases().size()),
                result.states().entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", ")));
      }
    }
    summarize(results);
  }

  private void summarize(List<QuoteMutations.Result> results) {
    long all = results.stream().mapToLong(result -> result.cases().size()).sum();
    long proved =
        results.stream()
            .flatMap(result -> result.cases().stream())
            .filter(QuoteMutations.Case::isFalselyProved)
            .count();
    List<QuoteMutations.Result> altered =
        results.stream().filter(one -> one.expected() == Citation.State.ALTERED).toList();
    long changed = altered.stream().mapToLong(one -> one.cases().size()).sum();
    long right = altered.stream().mapToLong(QuoteMutations.Result::right).sum();
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.putObject("summary")
          .put("seed", seed)
          .put("cases", all)
          .put("falsely_proved", proved)
          .put("altered", changed)
          .put("altered_right", right);
      JsonLines.print(console.out(), json);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d cases, seed %d: %,d false quotes verified or repaired; %,d of %,d altered ones classed"
                + " right (%.2f %%)%n",
            all,
            seed,
            proved,
            right,
            changed,
            percent(right, changed));
  }

  private static double percent(long part, long all) {
    return all == 0 ? 0 : 100.0 * part / all;
  }
}
