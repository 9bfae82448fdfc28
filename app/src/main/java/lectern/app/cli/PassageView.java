package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import lectern.app.AppException;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.Passage;
import org.jspecify.annotations.Nullable;

/// One passage and where it stands, in words and as JSON.
final class PassageView {
  /// A document as labels call it.
  static final Pattern DOCUMENT = Pattern.compile("d([1-9][0-9]{0,8})");

  static final String NUMBERS = "`lectern documents` lists the numbers in use.";

  private PassageView() {}

  /// The label that a user names.
  ///
  /// @throws AppException.BadArgument for what is none
  static Label label(String text) {
    return Label.parse(text)
        .orElseThrow(
            () ->
                new AppException.BadArgument(
                    "not a label: " + text,
                    "Give one as an answer prints it, d7#12, or a document, d7."));
  }

  /// The passage that a user names, where a document does not do.
  ///
  /// @throws AppException.BadArgument for what names none
  static Label passageLabel(String text) {
    if (DOCUMENT.matcher(text).matches()) {
      throw new AppException.BadArgument(
          text + " is a document, not a passage",
          "Give one of its passages, " + text + "#0 or a later one; `lectern show` prints them.");
    }
    return Label.parse(text)
        .orElseThrow(
            () ->
                new AppException.BadArgument(
                    "not a label of a passage: " + text, "Give one as a hit prints it, d7#12."));
  }

  /// No document ever had such a passage.
  static AppException unknown(Label label) {
    return new AppException.BadArgument("no passage " + label, NUMBERS);
  }

  /// `[d7#12] lease.pdf, p. 4, § 8.2, Break option`, and under it the text.
  ///
  /// @param clause number of the clause that the passage starts in; empty for none
  /// @param before what stands before the label
  /// @param after what stands after the place
  static String text(
      String before, Passage passage, @Nullable Locator locator, String clause, String after) {
    return before
        + "["
        + passage.label()
        + "] "
        + Printable.place(passage.document().value(), locator, clause, passage.headingPath())
        + after
        + "\n"
        + Printable.block(passage.text(), "    ")
        + "\n";
  }

  /// Adds what the index knows of the passage.
  ///
  /// @param clause number of the clause that the passage starts in; empty for none
  static void add(ObjectNode json, Passage passage, @Nullable Locator locator, String clause) {
    json.put("label", passage.label().toString());
    json.put("document", passage.document().value());
    JsonLines.place(json, locator);
    json.put("clause", clause.isEmpty() ? null : clause);
    ArrayNode headings = json.putArray("headings");
    passage.headingPath().forEach(headings::add);
    json.put("start", passage.span().start());
    json.put("end", passage.span().end());
    json.put("tokens", passage.renderedTokens());
    json.put("text", passage.text());
  }
}
