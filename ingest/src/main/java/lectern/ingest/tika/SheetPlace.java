package lectern.ingest.tika;

import lectern.ingest.Locator;
import org.jspecify.annotations.Nullable;

/// Where in a workbook the reading of it is: sheet and row.
final class SheetPlace {
  private final SheetRows rows;
  private int sheets;
  private String name = "";
  private int row;

  /// What the format tells of the sheet's rows; null where rows are counted.
  private SheetRows.@Nullable Sheet told;

  SheetPlace(SheetRows rows) {
    this.rows = rows;
  }

  /// A sheet starts whose name comes later, if at all.
  void end() {
    name = "";
    told = null;
  }

  Locator named(String sheet) {
    name = sheet;
    told = rows.next(sheet);
    return new Locator.Sheet(name(), "");
  }

  void table() {
    row = 0;
    sheets += name.isEmpty() ? 1 : 0;
  }

  void row() {
    row++;
  }

  /// The cells of the row that ends.
  Locator cells(TableReading table) {
    int number = number();
    return new Locator.Sheet(name(), number == 0 ? "" : table.range(number));
  }

  /// Whether the row that ends names the columns.
  boolean isHeader() {
    return told != null && told.isHeader(number());
  }

  /// One-based; 0 where the format does not tell.
  private int number() {
    if (told != null) {
      return told.number(row);
    }
    return rows.counted() && !name.isEmpty() ? row : 0;
  }

  private String name() {
    return name.isEmpty() ? String.valueOf(Math.max(1, sheets)) : name;
  }
}
