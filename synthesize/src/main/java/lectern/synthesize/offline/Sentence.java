package lectern.synthesize.offline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.synthesize.CitationFormat;

/// A sentence of the evidence, with what it shares with the question.
///
/// @param span in the passage's text
/// @param words how many it has
/// @param own what it shares with the question itself, context left out
/// @param heading whether it looks like a heading, which gives context and no answer
record Sentence(
    EvidenceText.Document document,
    EvidenceText.Passage passage,
    Span span,
    int words,
    Overlap own,
    boolean heading,
    Section section) {

  /// A clause with its subclauses, or what stands under one heading.
  ///
  /// @param number of the clause, empty where it has none
  /// @param heading what its heading shares with the question
  /// @param all what its sentences share with the question together
  record Section(String number, Overlap heading, Overlap all) {}

  private static final Pattern NUMBER =
      Pattern.compile("^\\(?([0-9]{1,2}(?:\\.[0-9]{1,2})*)[.)]?\\s+\\S");

  private static final int MAX_NUMBER_CHARS = 12;

  String text() {
    return passage.text().substring(span.start(), span.end());
  }

  /// Whether the sentence has letters enough to be quoted.
  boolean says() {
    return text().codePoints().filter(Character::isLetterOrDigit).count()
        >= CitationFormat.LEAST_QUOTE_CHARS;
  }

  /// Number of the clause that the sentence opens, as "8.2"; its section's where it opens none.
  String number() {
    String own = number(passage.text(), span);
    return own.isEmpty() ? section.number() : own;
  }

  /// The clause number that a sentence begins with, or nothing.
  static String number(String text, Span span) {
    int end = Math.min(span.end(), span.start() + MAX_NUMBER_CHARS);
    Matcher number = NUMBER.matcher(text.substring(span.start(), end));
    return number.find() ? number.group(1) : "";
  }
}
