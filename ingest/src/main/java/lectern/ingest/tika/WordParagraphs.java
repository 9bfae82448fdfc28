package lectern.ingest.tika;

/// Tells what the paragraphs of a Word document are: headings and list items with the numbers that
/// Word shows, entries of a table of contents, plain ones.
///
/// @param notes that paragraphs refer to
record WordParagraphs(WordStyles styles, WordNumbering numbering, WordNotes notes) {
  OfficeParagraph paragraph(OpenParagraph open) {
    String words = open.words.toString();
    WordNumbering.Marker marker = numbering.next(open.numbered, open.style);
    String shown = marker == null ? "" : marker.words();
    int heading =
        open.outline == null ? styles.heading(open.style) : WordStyles.heading(open.outline);
    if (styles.isContents(open.style)) {
      return new OfficeParagraph(OfficeParagraph.Kind.FURNITURE, 0, shown, words, open.notes);
    }
    if (heading != WordStyles.NO_HEADING && OfficeParagraph.isHeading(words)) {
      return new OfficeParagraph(OfficeParagraph.Kind.HEADING, heading, shown, words, open.notes);
    }
    return marker == null
        ? new OfficeParagraph(OfficeParagraph.Kind.PARAGRAPH, 0, "", words, open.notes)
        : new OfficeParagraph(OfficeParagraph.Kind.ITEM, marker.depth(), shown, words, open.notes);
  }
}
