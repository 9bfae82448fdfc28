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
  /// @param rows spans of its rows, in order
  record Table(Span span, List<Span> rows) implements Block {
    public Table {
      rows = List.copyOf(rows);
    }
  }

  /// A running head, a footer or a page number: kept in the text, but neither indexed, nor shown to
  /// a model, nor looked at where a quote is checked, so that a sentence over a page break is
  /// whole.
  record Furniture(Span span) implements Block {}

  /// Text whose line breaks matter.
  record Code(Span span) implements Block {}
}
