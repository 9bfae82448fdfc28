package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import lectern.app.AppException;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.eval.data.SpanTests;
import lectern.eval.rank.PairedRandomisation;
import lectern.eval.retrieval.SpanEvaluation;
import lectern.retrieve.IndexException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures how much of marked spans the best passages hold.
@Command(
    name = "spans",
    header = {
      "Measure how much of the spans that answer questions the best passages hold.",
      "",
      "Example:  lectern eval spans tests.json --texts corpus --index /tmp/corpus-index",
      ""
    },
    description =
        "FILE is in LegalBench-RAG's format. The texts are ingested and embedded as any collection is;"
            + " precision and recall are of characters.")
final class EvalSpansCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin EvalOptions options = new EvalOptions();
  @Mixin VocabularyOption vocabulary = new VocabularyOption();

  @Parameters(paramLabel = "FILE", description = "The questions with their spans.")
  Path file = Path.of("");

  @Option(
      names = "--texts",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder of the text files that the spans are of.")
  Path texts = Path.of("");

  @Option(
      names = "--no-header",
      description =
          "Search passages without the header that says where they stand: title, sections. Needs an index of"
              + " its own.")
  boolean noHeader;

  @Option(
      names = "--each",
      paramLabel = "FILE",
      description = "Write what came of each test as JSON Lines.")
  @Nullable Path each;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Compare with an earlier --each: by how much recall differs at each number of characters, and how"
              + " likely that is by chance (paired randomisation, two-sided).")
  @Nullable Path against;

  EvalSpansCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    SpanTests tests = SpanTests.read(file);
    String prefix = commonFolder(tests);
    Path root = root(prefix);
    tests.requireFiles(root, prefix);
    try (EvalFolder folder = options.folder()) {
      StepView embedding = new StepView(console, !common.quiet, "embed", "passages");
      StepView asking = new StepView(console, !common.quiet, "ask", "questions");
      SpanEvaluation.Result result =
          lectern.evaluate(
              tests,
              new Collection(root, folder.path()),
              prefix,
              options.mode,
              !noHeader,
              vocabulary.vocabulary(),
              embedding,
              done -> asking.at(tests.tests().size(), done));
      Map<String, PairedRandomisation> compared =
          against == null ? Map.of() : SpanOutcomes.compared(result.outcomes(), against);
      if (each != null) {
        SpanOutcomes.write(each, result.outcomes());
      }
      print(result, compared);
    } catch (IndexException.Incompatible e) {
      throw EvalOptions.notOurs(e);
    } catch (InterruptedException e) {
      throw new CancellationException("stopped");
    }
    return Exit.OK.code();
  }

  /// What all file paths of the tests begin with, up to a `/`.
  private static String commonFolder(SpanTests tests) {
    String common = null;
    for (SpanTests.Test test : tests.tests()) {
      for (SpanTests.Snippet snippet : test.snippets()) {
        String folder = snippet.file().substring(0, snippet.file().lastIndexOf('/') + 1);
        if (common == null) {
          common = folder;
        }
        while (!folder.startsWith(common)) {
          common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
        }
      }
    }
    return common == null ? "" : common;
  }

  private Path root(String prefix) {
    Path below = texts.resolve(prefix);
    Path root = Files.isDirectory(below) ? below : texts;
    if (!Files.isDirectory(root)) {
      throw new AppException.BadArgument(
          "there is no folder " + texts, "Name the folder of the text files with --texts.");
    }
    return root;
  }

  private void print(SpanEvaluation.Result result, Map<String, PairedRandomisation> compared) {
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("set", String.valueOf(file.getFileName()));
      json.put("mode", options.mode.name());
      json.put("header", !noHeader);
      vocabulary.files.forEach(json.withArray("vocabulary")::add);
      json.put("tests", result.outcomes().size());
      json.put("unplaced", result.unplaced());
      json.put("wrong_document", result.wrongDocument());
      SpanOutcomes.put(json, "at_passages", result.atPassages());
      SpanOutcomes.put(json, "at_characters", result.atCharacters());
      Comparison.put(json, compared);
      json.put("millis_per_query", result.perQuery().toNanos() / 1e6);
      JsonLines.print(console.out(), json);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s, %s: %,d tests; wrong document first in %.1f %%; %.1f ms a question (median)%n",
            file.getFileName(),
            options.modeName(),
            result.outcomes().size(),
            100 * result.wrongDocument(),
            result.perQuery().toNanos() / 1e6);
    if (result.unplaced() > 0) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d spans are not in the indexed texts and count as missed%n",
              result.unplaced());
    }
    console.out().println("retrieved           precision   recall");
    print("passages", result.atPassages());
    print("characters", result.atCharacters());
    compared.forEach((measure, test) -> console.out().println(measure + Comparison.words(test)));
  }

  private void print(String unit, List<SpanEvaluation.At> rows) {
    for (SpanEvaluation.At row : rows) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,6d %-11s %9.2f %% %6.2f %%%n",
              row.depth(),
              unit,
              100 * row.precision(),
              100 * row.recall());
    }
  }
}
