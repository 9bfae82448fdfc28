package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.ingest.IngestOutcome;
import lectern.ingest.walk.Summary;

/// Outcomes of an ingest run, in words and as JSON.
final class OutcomeView {
  private OutcomeView() {}

  static String words(IngestOutcome outcome) {
    String file = Printable.line(outcome.file().value());
    return switch (outcome) {
      case IngestOutcome.Indexed indexed ->
          "indexed    " + file + ": d" + indexed.number() + ", " + indexed.passages() + " passages";
      case IngestOutcome.Unchanged _ -> "unchanged  " + file;
      case IngestOutcome.Moved moved ->
          "moved      " + file + ", was " + Printable.line(moved.from().value());
      case IngestOutcome.Removed _ -> "removed    " + file;
      case IngestOutcome.Failed failed ->
          "failed     "
              + file
              + ": "
              + failed.cause().reason()
              + ", "
              + Printable.line(failed.cause().detail())
              + (failed.tried() ? "" : " (as before, not tried again)");
    };
  }

  static String words(Summary summary) {
    List<String> parts = new ArrayList<>();
    part(parts, summary.indexed(), "indexed");
    part(parts, summary.unchanged(), "unchanged");
    part(parts, summary.moved(), "moved");
    part(parts, summary.removed(), "removed");
    part(parts, summary.failed(), "failed");
    boolean nothing = summary.indexed() + summary.moved() + summary.removed() == 0;
    return String.format(
        Locale.ROOT,
        "%s%s%s; %,d passages, %,d tokens; %.1f s%s",
        nothing && !summary.stopped() ? "nothing to do: " : "",
        PlanView.count(summary.files(), "file"),
        parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")",
        summary.passages(),
        summary.tokens(),
        summary.elapsed().toMillis() / 1000.0,
        summary.stopped() ? "; stopped before the end, the next run goes on" : "");
  }

  private static void part(List<String> parts, int number, String what) {
    if (number > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
    }
  }

  static ObjectNode json(IngestOutcome outcome) {
    ObjectNode json = JsonLines.object();
    json.put("path", outcome.file().value());
    switch (outcome) {
      case IngestOutcome.Indexed indexed -> {
        json.put("outcome", "INDEXED");
        json.putNull("reason");
        json.put("document", "d" + indexed.number());
        json.put("documents", indexed.documents());
        json.put("passages", indexed.passages());
        json.put("tokens", indexed.tokens());
        json.put("millis", indexed.elapsed().toMillis());
      }
      case IngestOutcome.Unchanged unchanged -> {
        json.put("outcome", "UNCHANGED");
        json.putNull("reason");
        json.put("passages", unchanged.passages());
        json.put("tokens", unchanged.tokens());
        json.put("millis", 0);
      }
      case IngestOutcome.Moved moved -> {
        json.put("outcome", "MOVED");
        json.putNull("reason");
        json.put("from", moved.from().value());
        json.put("passages", moved.passages());
        json.put("tokens", moved.tokens());
        json.put("millis", 0);
      }
      case IngestOutcome.Removed _ -> {
        json.put("outcome", "REMOVED");
        json.putNull("reason");
        json.put("passages", 0);
        json.put("tokens", 0);
        json.put("millis", 0);
      }
      case IngestOutcome.Failed failed -> {
        json.put("outcome", "FAILED");
        json.put("reason", failed.cause().reason().name());
        json.put("detail", failed.cause().detail());
        json.putNull("document");
        json.put("passages", 0);
        json.put("tokens", 0);
        json.put("attempts", failed.attempts());
        json.put("millis", failed.elapsed().toMillis());
      }
    }
    return json;
  }

  static ObjectNode json(Summary summary) {
    ObjectNode json = JsonLines.object();
    json.putObject("summary")
        .put("files", summary.files())
        .put("indexed", summary.indexed())
        .put("unchanged", summary.unchanged())
        .put("moved", summary.moved())
        .put("removed", summary.removed())
        .put("failed", summary.failed())
        .put("passages", summary.passages())
        .put("tokens", summary.tokens())
        .put("bytes", summary.bytes())
        .put("stopped", summary.stopped())
        .put("millis", summary.elapsed().toMillis());
    return json;
  }
}
