package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lectern.app.report.Facts;
import lectern.ingest.Passage;
import lectern.synthesize.Answer;
import lectern.synthesize.Reading;

/// What of a scope was read for an answer, in words and as JSON.
final class CoverageView {
  /// Unread documents that are named in words; JSON has all of them.
  private static final int MOST_NAMED = 20;

  private static final int NEAREST_CHARS = 240;

  private CoverageView() {}

  /// What has to be known of an answer that says that there is none, or that was made without all
  /// of what was to be read; empty for any other.
  static String text(Answer answer) {
    Reading reading = answer.reading();
    StringBuilder text = new StringBuilder();
    if (answer.outcome() == Answer.Outcome.NO_EVIDENCE) {
      text.append('\n').append(Printable.block("Read: " + Facts.read(reading) + ".", ""));
    } else if (!reading.unread().isEmpty()) {
      text.append('\n')
          .append(
              Printable.block(
                  "Not everything could be read. Read: " + Facts.read(reading) + ".", ""));
    }
    List<Reading.Unread> unread = reading.unread();
    for (Reading.Unread one : unread.subList(0, Math.min(MOST_NAMED, unread.size()))) {
      text.append("Not read: ")
          .append(Printable.line(one.document().id().value() + ": " + one.why()))
          .append('\n');
    }
    if (unread.size() > MOST_NAMED) {
      text.append("Not read: ").append(unread.size() - MOST_NAMED).append(" more (--json)\n");
    }
    for (Passage near : reading.nearest()) {
      text.append("Nearest: [").append(near.label()).append("] ");
      text.append(Printable.place(near.document().value(), null, "", near.headingPath()));
      text.append('\n').append(Printable.block("“" + beginning(near) + "”", "    "));
    }
    return text.toString();
  }

  private static String beginning(Passage passage) {
    String text = passage.body().strip();
    if (text.length() <= NEAREST_CHARS) {
      return text;
    }
    int end = text.lastIndexOf(' ', NEAREST_CHARS);
    return text.substring(0, end < NEAREST_CHARS / 2 ? NEAREST_CHARS : end) + " …";
  }

  static ObjectNode json(Reading reading) {
    ObjectNode json = JsonLines.object();
    json.put("documents", reading.documents());
    json.put("documents_read", reading.documentsRead());
    json.put("documents_only_searched", reading.documentsSearched());
    json.put("passages", reading.passages());
    json.put("passages_read", reading.passagesRead());
    json.put("tokens", reading.tokens());
    json.put("tokens_read", reading.tokensRead());
    json.put("coverage", reading.coverage());
    json.put("complete", reading.isComplete());
    ArrayNode unread = json.putArray("unread");
    for (Reading.Unread one : reading.unread()) {
      unread.addObject().put("document", one.document().id().value()).put("reason", one.why());
    }
    ArrayNode nearest = json.putArray("nearest");
    for (Passage near : reading.nearest()) {
      nearest
          .addObject()
          .put("label", near.label().toString())
          .put("document", near.document().value())
          .put("text", near.body().strip());
    }
    json.put("notes", reading.notes().size());
    return json;
  }
}
