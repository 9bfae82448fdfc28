package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xml.sax.Attributes;

/// A table while its XHTML comes in.
final class TableReading {
  /// A cell longer than this with more than one paragraph is layout, not data.
  private static final int LAYOUT_CELL_CHARS = 600;

  /// What a cell may span at most, in columns or rows, and a row may hold for its merged cells;
  /// HTML has the same limit for columns.
  private static final int MAX_COLUMNS = 1_000;

  private final List<List<String>> cells = new ArrayList<>();
  private List<String> cell = new ArrayList<>();

  /// Rows that a column is still covered for by a cell above, this row included.
  private final Map<Integer, Integer> covered = new HashMap<>();

  private int columns = 1;
  private int deep = 1;
  private boolean inHead;
  private boolean named;
  private int firstCell = -1;
  private int lastCell = -1;

  /// Whether the table only places blocks on a page, so that they are read as blocks.
  boolean layout;

  boolean inCell;

  /// A group of rows starts or ends that name the columns, or that do not.
  void head(boolean starts) {
    inHead = starts;
  }

  void startCell(boolean names, Attributes attributes) {
    while (cells.size() < MAX_COLUMNS && covered.containsKey(cells.size())) {
      cells.add(List.of());
    }
    named = (cells.isEmpty() || named) && names;
    columns = span(attributes, "colspan");
    deep = span(attributes, "rowspan");
    cell = new ArrayList<>();
    inCell = true;
  }

  private static int span(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    try {
      return value == null ? 1 : Math.clamp(Integer.parseInt(value.strip()), 1, MAX_COLUMNS);
    } catch (NumberFormatException e) {
      return 1;
    }
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
    cover(cells.size());
    cells.add(cell);
    for (int i = 1; i < columns && cells.size() < MAX_COLUMNS; i++) {
      cover(cells.size());
      cells.add(List.of());
    }
    cell = new ArrayList<>();
    inCell = false;
  }

  private void cover(int column) {
    if (deep > 1) {
      covered.put(column, deep);
    }
  }

  /// Whether the row that ends names the columns.
  boolean isHeader() {
    return inHead || named;
  }

  /// The cells of the row that ends, one text each; a merged cell is empty but in its first place.
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
    covered.replaceAll((_, rows) -> rows - 1);
    covered.values().removeIf(rows -> rows < 1);
    named = false;
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
