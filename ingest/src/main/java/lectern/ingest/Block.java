package lectern.ingest;

import java.util.List;

/// One structural unit of a parsed document, in reading order. Blocks do not overlap; what stands
/// between them is the line or paragraph break.
public sealed interface Block {
  /// Where the unit stands in the document's normalised text.
  Span span();

  /// A heading.
  ///
  /// @param level 1 for the outermost heading, at most 6
  record Heading(Span span, int level) implements Block {}

  record Paragraph(Span span) implements Block {}

  /// An item of a list; its marker is part of the text.
  ///
  /// @param depth 1 for the outermost list
  record ListItem(Span span, int depth) implements Block {}

  /// A table, one line of text a row, cells separated by ` | `.
  ///
  /// @param rows in order
  /// @param headerRows how many of the first rows name the columns; 0 where the format does not
  ///   tell
  record Table(Span span, List<Row> rows, int headerRows) implements Block {
    public Table {
      rows = List.copyOf(rows);
      if (headerRows < 0 || headerRows > rows.size()) {
        throw new IllegalArgumentException(headerRows + " header rows of " + rows.size());
      }
    }
  }

  /// A row of a table.
  ///
  /// @param cells in order, the first column's first; an empty span where a cell is empty. Cells
  ///   empty at the row's end may be left out
  record Row(Span span, List<Span> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// A note to a place in the text. It stands behind the block that refers to it, or where the page
  /// has it.
  ///
  /// @param mark what stands in the text for it: `3`, `*`
  /// @param at offset in the document's text right behind that mark; -1 where none was found
  record Footnote(Span span, String mark, int at) implements Block {}

  /// A running head, a footer, a page number, an automatic table of contents: kept in the text, but
  /// neither indexed, nor shown to a model, nor looked at where a quote is checked, so that a
  /// sentence over a page break is whole.
  record Furniture(Span span) implements Block {}

  /// Text whose line breaks matter.
  record Code(Span span) implements Block {}
}
