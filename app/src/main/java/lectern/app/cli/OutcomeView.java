package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.ingest.DocumentId;
import lectern.ingest.IngestOutcome;
import lectern.ingest.ParseResult;
import lectern.ingest.walk.Summary;
import org.jspecify.annotations.Nullable;

/// Outcomes of an ingest run, in words and as JSON.
final class OutcomeView {
  private OutcomeView() {}

  static String words(IngestOutcome outcome) {
    String file = Printable.line(outcome.file().value());
    return switch (outcome) {
      case IngestOutcome.Indexed indexed ->
          "indexed    " + file + ": d" + indexed.number() + ", " + indexed.passages() + " passages";
      case IngestOutcome.Unchanged _ -> "unchanged  " + file;
      case IngestOutcome.Described _ -> "described  " + file;
      case IngestOutcome.Duplicate duplicate ->
          "duplicate  " + file + ", same bytes as " + Printable.line(duplicate.of().value());
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
    if (summary.stopped()) {
      return stopped(summary) + "; run again to go on";
    }
    boolean nothing = summary.changes() == 0;
    return String.format(
        Locale.ROOT,
        "%s%s%s; %,d passages, %,d tokens; %.1f s",
        nothing ? "nothing to do: " : "",
        PlanView.count(summary.files(), "file"),
        outcomes(summary),
        summary.passages(),
        summary.tokens(),
        summary.elapsed().toMillis() / 1000.0);
  }

  /// What a run did that did not come to the end.
  static String stopped(Summary summary) {
    return "stopped: "
        + PlanView.count(summary.files(), "file")
        + " done"
        + outcomes(summary)
        + ", committed";
  }

  private static String outcomes(Summary summary) {
    List<String> parts = new ArrayList<>();
    part(parts, summary.indexed(), "indexed");
    part(parts, summary.unchanged(), "unchanged");
    part(parts, summary.described(), "described anew");
    part(parts, summary.duplicates(), "duplicate");
    part(parts, summary.moved(), "moved");
    part(parts, summary.removed(), "removed");
    part(parts, summary.failed(), "failed");
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  private static void part(List<String> parts, int number, String what) {
    if (number > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", number, what));
    }
  }

  /// Every line has the same keys.
  static ObjectNode json(IngestOutcome outcome) {
    return switch (outcome) {
      case IngestOutcome.Indexed(
              var file,
              var number,
              var documents,
              var passages,
              var tokens,
              var elapsed) ->
          line(file, "INDEXED", null, "d" + number, documents, passages, tokens, 0, null, elapsed);
      case IngestOutcome.Unchanged(var file, var passages, var tokens) ->
          line(file, "UNCHANGED", null, null, null, passages, tokens, 0, null, Duration.ZERO);
      case IngestOutcome.Described(var file, var passages, var tokens) ->
          line(file, "DESCRIBED", null, null, null, passages, tokens, 0, null, Duration.ZERO);
      case IngestOutcome.Duplicate(var file, var of) ->
          line(file, "DUPLICATE", null, null, 0, 0, 0, 0, of, Duration.ZERO);
      case IngestOutcome.Moved(var file, var from, var passages, var tokens) ->
          line(file, "MOVED", null, null, null, passages, tokens, 0, from, Duration.ZERO);
      case IngestOutcome.Removed(var file) ->
          line(file, "REMOVED", null, null, 0, 0, 0, 0, null, Duration.ZERO);
      case IngestOutcome.Failed(var file, var cause, var attempts, _, var elapsed) ->
          line(file, "FAILED", cause, null, 0, 0, 0, attempts, null, elapsed);
    };
  }

  private static ObjectNode line(
      DocumentId file,
      String outcome,
      ParseResult.@Nullable Rejected cause,
      @Nullable String document,
      @Nullable Integer documents,
      int passages,
      int tokens,
      int attempts,
      @Nullable DocumentId from,
      Duration elapsed) {
    ObjectNode json = JsonLines.object();
    json.put("path", file.value());
    json.put("outcome", outcome);
    json.put("reason", cause == null ? null : cause.reason().name());
    json.put("detail", cause == null ? null : cause.detail());
    json.put("document", document);
    json.put("documents", documents);
    json.put("passages", passages);
    json.put("tokens", tokens);
    json.put("attempts", attempts);
    json.put("from", from == null ? null : from.value());
    json.put("millis", elapsed.toMillis());
    return json;
  }

  /// @param doubts of the manifest
  static ObjectNode json(Summary summary, List<String> doubts) {
    ObjectNode json = JsonLines.object();
    ObjectNode counts = json.putObject("summary");
    summary.unmatched().forEach(counts.putArray("unmatched")::add);
    doubts.forEach(counts.putArray("doubts")::add);
    counts
        .put("files", summary.files())
        .put("indexed", summary.indexed())
        .put("unchanged", summary.unchanged())
        .put("described", summary.described())
        .put("duplicates", summary.duplicates())
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
