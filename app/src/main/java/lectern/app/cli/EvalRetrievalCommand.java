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
import lectern.app.Lectern;
import lectern.eval.data.BeirFolder;
import lectern.eval.rank.PairedRandomisation;
import lectern.eval.rank.TrecFiles;
import lectern.eval.retrieval.RetrievalEvaluation;
import lectern.retrieve.IndexException;
import lectern.retrieve.search.FusionMethod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures rankings of a data set in BEIR's layout.
@Command(
    name = "retrieval",
    header = {
      "Rank a judged data set and measure the rankings by trec_eval's rules.",
      "",
      "Example:  lectern eval retrieval scifact --mode hybrid --index /tmp/scifact",
      ""
    },
    description =
        "FOLDER is in BEIR's layout: corpus.jsonl (each row is a document), queries.jsonl or"
            + " queries-test.jsonl, qrels/test.tsv.")
final class EvalRetrievalCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin EvalOptions options = new EvalOptions();

  @Parameters(paramLabel = "FOLDER", description = "The data set.")
  Path folder = Path.of("");

  @Mixin FusionOption fusion = new FusionOption();

  @Option(
      names = "--run",
      paramLabel = "FILE",
      description = "Write the rankings in TREC's format.")
  @Nullable Path run;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Compare with the rankings of an earlier --run: by how much each measure differs, and how likely"
              + " that is by chance (paired randomisation, two-sided).")
  @Nullable Path against;

  @Option(
      names = "--beir",
      description =
          "Leave the document that has a query's id out of its ranking, as BEIR does (ArguAna, Quora).")
  boolean beir;

  EvalRetrievalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    for (String file : List.of("corpus.jsonl", "qrels/test.tsv")) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new AppException.BadArgument(
            "there is no " + file + " in " + folder,
            "Name a folder in BEIR's layout; `lectern eval retrieval --help` says what is in it.");
      }
    }
    FusionMethod method = fusion.method(options.mode);
    BeirFolder set = BeirFolder.test(folder);
    BeirFolder.Strangers strangers = set.strangers();
    warn(strangers);
    int queries = set.queries().size();
    try (EvalFolder place = options.folder()) {
      StepView embedding = new StepView(console, !common.quiet, "embed", "passages");
      StepView asking = new StepView(console, !common.quiet, "ask", "queries");
      RetrievalEvaluation.Result result =
          lectern.evaluate(
              set,
              place.path(),
              options.mode,
              method,
              !beir,
              embedding,
              done -> asking.at(queries, done));
      if (run != null) {
        TrecFiles.writeRun(run, result.run(), "lectern-" + options.modeName());
      }
      Map<String, PairedRandomisation> compared =
          against == null
              ? Map.of()
              : RetrievalEvaluation.compared(set.qrels(), result.run(), TrecFiles.readRun(against));
      print(result, strangers, compared);
    } catch (IndexException.Incompatible e) {
      throw EvalOptions.notOurs(e);
    } catch (InterruptedException e) {
      throw new CancellationException("stopped");
    }
    return Exit.OK.code();
  }

  /// Said even with `--quiet`: the measures are lower for it.
  private void warn(BeirFolder.Strangers strangers) {
    if (!strangers.queries().isEmpty()) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%,d of %,d judged queries are not in the set and count as 0, as with trec_eval -c%n",
              strangers.queries().size(),
              strangers.judgedQueries());
    }
    if (!strangers.documents().isEmpty()) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%,d of %,d judged documents are not in the corpus; relevant ones count as missed%n",
              strangers.documents().size(),
              strangers.judgedDocuments());
    }
  }

  private void print(
      RetrievalEvaluation.Result result,
      BeirFolder.Strangers strangers,
      Map<String, PairedRandomisation> compared) {
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("set", String.valueOf(folder.getFileName()));
      json.put("mode", options.mode.name());
      json.put("documents", result.documents());
      json.put("queries", result.queries());
      json.put("judged", result.judged());
      json.put("unknown_queries", strangers.queries().size());
      json.put("unknown_documents", strangers.documents().size());
      ObjectNode measures = json.putObject("measures");
      result.means().forEach(measures::put);
      Comparison.put(json, compared);
      json.put("millis_per_query", result.perQuery().toNanos() / 1e6);
      JsonLines.print(console.out(), json);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s, %s: %,d documents, %,d queries, %,d of them judged; %.1f ms a query (median)%n",
            folder.getFileName(),
            options.modeName(),
            result.documents(),
            result.queries(),
            result.judged(),
            result.perQuery().toNanos() / 1e6);
    result
        .means()
        .forEach(
            (measure, mean) ->
                console
                    .out()
                    .printf(
                        Locale.ROOT,
                        "%-12s %.4f%s%n",
                        measure,
                        mean,
                        Comparison.words(compared.get(measure))));
  }
}
