package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.Hit;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.search.RankingTrace;
import lectern.retrieve.search.Stretch;
import org.jspecify.annotations.Nullable;

/// Stretches of passages, in words and as JSON.
final class StretchView {
  private final PassageIndex index;
  private final @Nullable RankingTrace trace;
  private final Map<Integer, Optional<DocumentText>> documents = new HashMap<>();

  /// @param trace to explain the hits by, or null not to
  StretchView(PassageIndex index, @Nullable RankingTrace trace) {
    this.index = index;
    this.trace = trace;
  }

  /// `1. [d7#11-13] lease.pdf, p. 4, § 8.2, Break option (hits d7#12, d7#13)`, and under it the
  /// text; before it, where they are explained, how each of the hits was ranked.
  String text(int rank, Stretch stretch) {
    Passage first = stretch.passages().getFirst();
    int last = stretch.passages().getLast().label().ordinal();
    String labels = first.label() + (last == first.label().ordinal() ? "" : "-" + last);
    String hits =
        stretch.hits().stream()
            .map(hit -> hit.passage().label().toString())
            .collect(Collectors.joining(", "));
    return explained(stretch)
        + rank
        + ". ["
        + labels
        + "] "
        + Printable.place(
            first.document().value(), locator(first), clause(first), first.headingPath())
        + (stretch.hits().size() == 1 ? " (hit " : " (hits ")
        + hits
        + ")\n"
        + Printable.block(stretch.text(), "    ")
        + "\n";
  }

  private String explained(Stretch stretch) {
    if (trace == null) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    for (Hit hit : stretch.hits()) {
      Label label = hit.passage().label();
      lines.append("   ").append(label).append(": ").append(TraceView.words(trace, label));
      lines.append('\n');
    }
    return lines.toString();
  }

  ObjectNode json(int rank, Stretch stretch) {
    List<Passage> passages = stretch.passages();
    Passage first = passages.getFirst();
    ObjectNode json = JsonLines.object();
    json.put("rank", rank);
    ArrayNode hits = json.putArray("hits");
    for (Hit hit : stretch.hits()) {
      ObjectNode one = hits.addObject();
      one.put("label", hit.passage().label().toString());
      one.put("rank", hit.rank());
      one.put("score", hit.score());
      if (trace != null) {
        one.set("stages", TraceView.json(trace, hit.passage().label()));
      }
    }
    ArrayNode labels = json.putArray("labels");
    passages.stream().map(Passage::label).map(Label::toString).forEach(labels::add);
    json.put("document", first.document().value());
    JsonLines.place(json, locator(first));
    String clause = clause(first);
    json.put("clause", clause.isEmpty() ? null : clause);
    ArrayNode headings = json.putArray("headings");
    first.headingPath().forEach(headings::add);
    Span span = new Span(first.span().start(), passages.getLast().span().end());
    json.put("start", span.start());
    json.put("end", span.end());
    json.put("tokens", stretch.tokens());
    json.put("text", stretch.text());
    return json;
  }

  private @Nullable Locator locator(Passage passage) {
    return document(passage).flatMap(document -> document.locator(passage)).orElse(null);
  }

  private String clause(Passage passage) {
    return document(passage)
        .map(document -> document.clauses().at(passage.span().start()))
        .orElse("");
  }

  private Optional<DocumentText> document(Passage passage) {
    return documents.computeIfAbsent(passage.label().document(), index::text);
  }
}
