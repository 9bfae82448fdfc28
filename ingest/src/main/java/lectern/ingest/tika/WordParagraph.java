package lectern.ingest.tika;

import java.util.List;

/// A paragraph of a Word document on its way into the text.
///
/// @param level of a heading or a list item; 0 for the others
/// @param marker what Word shows before its words; empty for none
/// @param words as they are, white space and all
record WordParagraph(Kind kind, int level, String marker, String words, List<Note> notes) {
  enum Kind {
    HEADING,
    ITEM,
    PARAGRAPH,
    FURNITURE
  }

  /// A note that the paragraph refers to.
  ///
  /// @param mark what Word shows for it, without the brackets that it gets in the text
  /// @param occurrence how often that mark, in brackets, stands in the paragraph before this one
  record Note(String mark, int occurrence, String words) {
    String bracketed() {
      return "[" + mark + "]";
    }
  }

  WordParagraph {
    notes = List.copyOf(notes);
  }

  String shown() {
    return marker + words;
  }

  boolean isBlank() {
    return shown().isBlank() || (words.isBlank() && marker.startsWith("-"));
  }

  /// How often a word stands in a text.
  static int count(CharSequence text, String word) {
    String all = text.toString();
    int count = 0;
    for (int at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1)) {
      count++;
    }
    return count;
  }
}
