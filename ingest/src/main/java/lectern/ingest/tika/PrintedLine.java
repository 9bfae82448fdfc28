package lectern.ingest.tika;

import java.util.List;
import lectern.ingest.Span;

/// A line of a printed page, as it stands there. Lengths are points (1/72 inch); y grows downwards.
///
/// @param left of its first character
/// @param right of its last character
/// @param y of its baseline
/// @param size of most of its characters
/// @param bold whether most of its characters are
/// @param opens whether the parser takes it for the start of a paragraph
/// @param columns whether wide gaps divide it, as in a table
/// @param superscripts where it is smaller, and raised
record PrintedLine(
    String text,
    float left,
    float right,
    float y,
    float size,
    boolean bold,
    boolean opens,
    boolean columns,
    List<Span> superscripts) {
  PrintedLine {
    superscripts = List.copyOf(superscripts);
  }
}
