package lectern.ingest.tika;

/// Tells what the paragraphs of a Word document are: headings and list items with the numbers that
/// Word shows, entries of a table of contents, plain ones.
///
/// @param notes that paragraphs refer to
record WordParagraphs(WordStyles styles, WordNumbering numbering, WordNotes notes) {
  /// Lawyers give whole clauses the style of a heading, for its number. What is longer than this is
  /// read as a clause; a heading is a signpost, and no path shows more of it.
  private static final int LONGEST_HEADING_CHARS = 200;

  /// Whether words in the style of a heading are short enough for one.
  static boolean isHeading(String words) {
    return words.strip().length() <= LONGEST_HEADING_CHARS;
  }

  WordParagraph paragraph(OpenParagraph open) {
    String words = open.words.toString();
    WordNumbering.Marker marker = numbering.next(open.numbered, open.style);
    String shown = marker == null ? "" : marker.words();
    int heading =
        open.outline == null ? styles.heading(open.style) : WordStyles.heading(open.outline);
    if (styles.isContents(open.style)) {
      return new WordParagraph(WordParagraph.Kind.FURNITURE, 0, shown, words, open.notes);
    }
    if (heading != WordStyles.NO_HEADING && isHeading(words)) {
      return new WordParagraph(WordParagraph.Kind.HEADING, heading, shown, words, open.notes);
    }
    return marker == null
        ? new WordParagraph(WordParagraph.Kind.PARAGRAPH, 0, "", words, open.notes)
        : new WordParagraph(WordParagraph.Kind.ITEM, marker.depth(), shown, words, open.notes);
  }
}
