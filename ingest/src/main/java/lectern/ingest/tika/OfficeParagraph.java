package lectern.ingest.tika;

import java.util.List;

/// A paragraph of a Word document or an OpenDocument text on its way into the text.
///
/// @param level of a heading or a list item; 0 for the others
/// @param marker what the program shows before its words; empty for none
/// @param words as they are, white space and all
record OfficeParagraph(Kind kind, int level, String marker, String words, List<Note> notes) {
  enum Kind {
    HEADING,
    ITEM,
    PARAGRAPH,
    FURNITURE
  }

  /// A note that the paragraph refers to.
  ///
  /// @param mark what the program shows for it, without the brackets that it gets in the text
  /// @param occurrence how often that mark, in brackets, stands in the paragraph before this one
  record Note(String mark, int occurrence, String words) {
    String bracketed() {
      return NoteMark.bracketed(mark);
    }
  }

  /// Lawyers give whole clauses the style of a heading, for its number. What is longer than this is
  /// read as a clause; a heading is a signpost, and no path shows more of it.
  private static final int LONGEST_HEADING_CHARS = 200;

  OfficeParagraph {
    notes = List.copyOf(notes);
  }

  /// Whether words in the style of a heading are short enough for one.
  static boolean isHeading(String words) {
    return words.strip().length() <= LONGEST_HEADING_CHARS;
  }

  String shown() {
    return marker + words;
  }

  boolean isBlank() {
    return shown().isBlank() || (words.isBlank() && marker.startsWith("-"));
  }
}
