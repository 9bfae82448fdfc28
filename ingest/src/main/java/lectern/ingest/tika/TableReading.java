package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;

/// A table while its XHTML comes in.
final class TableReading {
  /// A cell longer than this with more than one paragraph is layout, not data.
  private static final int LAYOUT_CELL_CHARS = 600;

  private final List<List<String>> cells = new ArrayList<>();
  private List<String> cell = new ArrayList<>();
  private int firstCell = -1;
  private int lastCell = -1;

  /// Whether the table only places blocks on a page, so that they are read as blocks.
  boolean layout;

  boolean inCell;

  void startCell() {
    cell = new ArrayList<>();
    inCell = true;
  }

  /// A paragraph of the open cell.
  void text(String paragraph) {
    if (!paragraph.isBlank()) {
      cell.add(paragraph);
    }
  }

  void endCell() {
    if (!cell.isEmpty()) {
      firstCell = firstCell < 0 ? cells.size() : firstCell;
      lastCell = cells.size();
    }
    cells.add(cell);
    cell = new ArrayList<>();
    inCell = false;
  }

  /// The cells of the row that ends, one text each.
  List<String> row() {
    return cells.stream().map(paragraphs -> String.join(" ", paragraphs)).toList();
  }

  /// What stands in the row so far, as blocks.
  List<String> paragraphs() {
    List<String> all = new ArrayList<>();
    cells.forEach(all::addAll);
    all.addAll(cell);
    return all;
  }

  /// Whether the row that ends holds running text rather than data.
  boolean rowIsLayout() {
    return cells.stream()
        .anyMatch(
            paragraphs ->
                paragraphs.size() > 1
                    && paragraphs.stream().mapToInt(String::length).sum() > LAYOUT_CELL_CHARS);
  }

  /// Range of the row's filled cells in A1 notation; empty for an empty row.
  ///
  /// @param row one-based
  String range(int row) {
    if (firstCell < 0) {
      return "";
    }
    String first = column(firstCell) + row;
    return firstCell == lastCell ? first : first + ":" + column(lastCell) + row;
  }

  void endRow() {
    cells.clear();
    cell = new ArrayList<>();
    firstCell = -1;
    lastCell = -1;
  }

  private static String column(int index) {
    StringBuilder name = new StringBuilder();
    for (int left = index; left >= 0; left = left / 26 - 1) {
      name.insert(0, (char) ('A' + left % 26));
    }
    return name.toString();
  }
}
