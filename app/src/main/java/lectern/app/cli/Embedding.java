package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.retrieve.EmbeddingTally;
import lectern.retrieve.IndexException;

/// One run that made vectors, in words and as JSON.
///
/// @param passages that were given vectors
/// @param stopped whether the run was ended before the last
/// @param calls to an endpoint; none to the model in this process
record Embedding(int passages, boolean stopped, EmbeddingTally.Sums calls) {

  /// Gives vectors to what has none.
  static Embedding run(
      Console console,
      Interruption interruption,
      CommonOptions common,
      Lectern lectern,
      Collection collection) {
    StepView view = new StepView(console, !common.quiet, "embed", "passages");
    EmbeddingTally calls = new EmbeddingTally();
    try {
      int done =
          lectern.embed(
              collection,
              view,
              interruption::begun,
              calls,
              note -> common.note(console, Printable.line(note)));
      return new Embedding(done, interruption.isEnding(), calls.sums());
    } catch (IndexException.NoEmbedder e) {
      // What was asked before the failure may be billed.
      tell(console, common, calls.sums());
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped; what was embedded is committed");
    }
  }

  String words() {
    return (stopped ? "stopped: " : "")
        + PlanView.count(passages, "passage")
        + " embedded"
        + (stopped ? "; run again to go on" : "");
  }

  ObjectNode json() {
    ObjectNode json = JsonLines.object();
    json.put("embedded", passages);
    json.put("stopped", stopped);
    json.putObject("calls")
        .put("made", calls.calls())
        .put("failed", calls.failed())
        .put("tokens", calls.tokens())
        .put("without_tokens", calls.untold());
    return json;
  }

  /// What may be billed; nothing for the model in this process.
  void tellCalls(Console console, CommonOptions common) {
    tell(console, common, calls);
  }

  private static void tell(Console console, CommonOptions common, EmbeddingTally.Sums sums) {
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
