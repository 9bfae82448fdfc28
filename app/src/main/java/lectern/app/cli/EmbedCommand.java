package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import lectern.app.Lectern;
import lectern.retrieve.EmbeddingTally;
import lectern.retrieve.IndexException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Gives vectors to the passages that have none.
@Command(
    name = "embed",
    header = {
      "Make the vectors of a collection's passages, to search by meaning.",
      "",
      "Example:  lectern embed data-samples/leases",
      ""
    },
    description = {
      "Passages that have a vector are left alone, so that a run that was stopped or killed is taken up"
          + " by the next one. The model runs in this process and nothing is sent anywhere, unless"
          + " embedder.url names an endpoint; its key is read from EMBEDDER_API_KEY."
    })
final class EmbedCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  EmbedCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    StepView view = new StepView(console, !common.quiet, "embed", "passages");
    EmbeddingTally calls = new EmbeddingTally();
    int done;
    try {
      done = lectern.embed(collection.collection(), view::at, interruption::begun, calls);
    } catch (IndexException.NoEmbedder e) {
      tell(calls.sums());
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped; what was embedded is committed");
    }
    boolean stopped = interruption.isEnding();
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("embedded", done);
      json.put("stopped", stopped);
      json.set("calls", json(calls.sums()));
      JsonLines.print(console.out(), json);
    } else {
      console
          .out()
          .println(
              (stopped ? "stopped: " : "")
                  + PlanView.count(done, "passage")
                  + " embedded"
                  + (stopped ? "; run again to go on" : ""));
      tell(calls.sums());
    }
    return Exit.OK.code();
  }

  private static ObjectNode json(EmbeddingTally.Sums sums) {
    return JsonLines.object()
        .put("made", sums.calls())
        .put("failed", sums.failed())
        .put("tokens", sums.tokens())
        .put("without_tokens", sums.untold());
  }

  /// What may be billed; nothing for the model in this process.
  private void tell(EmbeddingTally.Sums sums) {
    if (sums.calls() > 0) {
      common.note(
          console,
          String.format(
              Locale.ROOT,
              "%s to the endpoint, %,d of them failed, %,d tokens%s",
              PlanView.count(sums.calls(), "call"),
              sums.failed(),
              sums.tokens(),
              sums.untold() == 0
                  ? ""
                  : String.format(Locale.ROOT, "; %,d did not say theirs", sums.untold())));
    }
  }
}
