package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CancellationException;
import lectern.app.Collection;
import lectern.app.Lectern;

/// One run that made vectors, in words and as JSON.
///
/// @param passages that were given vectors
/// @param stopped whether the run was ended before the last
record Embedding(int passages, boolean stopped) {

  /// Gives vectors to what has none.
  static Embedding run(
      Console console,
      Interruption interruption,
      CommonOptions common,
      Lectern lectern,
      Collection collection) {
    StepView view = new StepView(console, !common.quiet, "embed", "passages");
    try {
      int done = lectern.embed(collection, view::at, interruption::begun);
      return new Embedding(done, interruption.isEnding());
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
    return json;
  }
}
