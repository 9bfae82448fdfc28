package lectern.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Name of a passage in prompts, answers and citations: `d7#12` is passage 12 of document 7.
///
/// A label is never given twice. Labels order as the documents were first ingested, then as they
/// read.
///
/// @param document number the collection gave the document, from 1
/// @param ordinal zero-based place of the passage in its document
public record Label(int document, int ordinal) implements Comparable<Label> {
  /// A label as it stands in text, brackets left out; group 1 is the document, group 2 the ordinal.
  public static final Pattern PATTERN = Pattern.compile("d([1-9][0-9]{0,8})#([0-9]{1,9})");

  public Label {
    if (document < 1 || ordinal < 0) {
      throw new IllegalArgumentException("no such label: d" + document + "#" + ordinal);
    }
  }

  /// Reads `d7#12` or `[d7#12]`; empty for anything else.
  public static Optional<Label> parse(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    Matcher matcher = PATTERN.matcher(bare);
    return matcher.matches()
        ? Optional.of(
            new Label(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Label other) {
    int byDocument = Integer.compare(document, other.document);
    return byDocument == 0 ? Integer.compare(ordinal, other.ordinal) : byDocument;
  }

  @Override
  public String toString() {
    return "d" + document + "#" + ordinal;
  }
}
