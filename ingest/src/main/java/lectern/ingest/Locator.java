package lectern.ingest;

/// Where a person finds a piece of text in the source file. Formats differ in what they number.
public sealed interface Locator {
  /// A page of a PDF.
  ///
  /// @param number one-based
  record Page(int number) implements Locator {}

  /// Cells of a spreadsheet.
  ///
  /// @param cells range in A1 notation, `A3:D3`; empty for text that belongs to the sheet as a
  ///   whole
  record Sheet(String name, String cells) implements Locator {}

  /// A slide.
  ///
  /// @param number one-based
  record Slide(int number) implements Locator {}

  /// A paragraph of a format without pages (DOCX, ODT, RTF, HTML).
  ///
  /// @param number one-based, headings, list items and table rows counted
  record Paragraph(int number) implements Locator {}

  /// A line of a plain-text file.
  ///
  /// @param number one-based, in the source file
  record Line(int number) implements Locator {}

  /// A part of an e-mail, or of a PDF what stands on no page.
  ///
  /// @param name `header` or `body` of an e-mail, whose attachments are documents of their own;
  ///   `form fields` of a PDF
  record MailPart(String name) implements Locator {}

  /// Cells of a table that is not a spreadsheet.
  ///
  /// @param table where the first of the rows stands
  /// @param firstRow one-based, header rows counted
  /// @param lastRow the same as the first for cells of one row
  /// @param column its name in the table's header, `Rent`, or its one-based number; empty for cells
  ///   of several columns
  record Cells(Locator table, int firstRow, int lastRow, String column) implements Locator {
    private String cellWords() {
      String rows = firstRow == lastRow ? "row " + firstRow : "rows " + firstRow + "–" + lastRow;
      String name =
          !column.isEmpty() && column.chars().allMatch(c -> c >= '0' && c <= '9')
              ? "column " + column
              : column;
      return name.isEmpty() ? rows : rows + ", " + name;
    }
  }

  /// The locator in words: `p. 7`, `sheet Rents, A3:D3`, `slide 4`, `para. 12`, `line 30`, `body`,
  /// `para. 12, row 3, Rent`.
  default String words() {
    return switch (this) {
      case Page(int number) -> "p. " + number;
      case Sheet(String name, String cells) ->
          cells.isEmpty() ? "sheet " + name : "sheet " + name + ", " + cells;
      case Slide(int number) -> "slide " + number;
      case Paragraph(int number) -> "para. " + number;
      case Line(int number) -> "line " + number;
      case MailPart(String name) -> name;
      case Cells cells -> cells.table().words() + ", " + cells.cellWords();
    };
  }
}
