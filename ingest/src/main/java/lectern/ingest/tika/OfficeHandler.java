package lectern.ingest.tika;

/// Takes what is read of a Word document or an OpenDocument text, in its order.
interface OfficeHandler {
  void paragraph(OfficeParagraph paragraph);

  /// Begins a table.
  ///
  /// @param headerRow whether the table's style sets its first row apart
  default void startTable(boolean headerRow) {}

  /// Begins a row.
  ///
  /// @param columnsBefore that the row leaves out
  default void startRow(int columnsBefore) {}

  default void startCell() {}

  /// Ends a cell.
  ///
  /// @param columns that it spans
  /// @param kept false where it was deleted
  default void endCell(int columns, boolean kept) {}

  /// Ends a row.
  ///
  /// @param header whether it is repeated on every page
  default void endRow(boolean header) {}

  default void endTable() {}

  /// Begins a note, whose paragraphs follow.
  ///
  /// @param id by which it is referred to
  default void startNote(String id) {}
}
