package lectern.retrieve;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Block;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Span;

/// The cells of a table that some of its words touch, counted from 0.
record TableCells(
    Block.Table table, int firstRow, int lastRow, int firstColumn, int lastColumn, String name) {
  /// Row of the first cell of a range in A1 notation.
  private static final Pattern ROW = Pattern.compile("[A-Z]+(\\d+)(?::.*)?");

  private static final int LETTERS = 26;

  /// The cells that a part of the text touches.
  ///
  /// @param span within the table
  static TableCells of(Block.Table table, Span span, String text) {
    int firstRow = -1;
    int lastRow = -1;
    int firstColumn = Integer.MAX_VALUE;
    int lastColumn = -1;
    for (int i = 0; i < table.rows().size(); i++) {
      Block.Row row = table.rows().get(i);
      if (!touches(row.span(), span)) {
        continue;
      }
      firstRow = firstRow < 0 ? i : firstRow;
      lastRow = i;
      for (int column = 0; column < row.cells().size(); column++) {
        if (touches(row.cells().get(column), span)) {
          firstColumn = Math.min(firstColumn, column);
          lastColumn = Math.max(lastColumn, column);
        }
      }
    }
    String name =
        firstColumn == lastColumn && firstRow >= table.headerRows()
            ? name(table, firstColumn, text)
            : "";
    return new TableCells(table, firstRow, lastRow, firstColumn, lastColumn, name);
  }

  private static boolean touches(Span cell, Span span) {
    return cell.length() > 0 && cell.start() < span.end() && span.start() < cell.end();
  }

  /// What the lowest header row with words for a column calls it, else its number, from 1.
  private static String name(Block.Table table, int column, String text) {
    for (int i = table.headerRows() - 1; i >= 0; i--) {
      List<Span> cells = table.rows().get(i).cells();
      if (column < cells.size() && cells.get(column).length() > 0) {
        return text.substring(cells.get(column).start(), cells.get(column).end());
      }
    }
    return Integer.toString(column + 1);
  }

  /// Where the cells stand; empty where nothing tells of their rows.
  Optional<Locator> within(LocatorMap locators) {
    if (lastColumn < 0) {
      return Optional.empty();
    }
    Optional<Locator> first = locators.at(table.rows().get(firstRow).span().start());
    Optional<Locator> last = locators.at(table.rows().get(lastRow).span().start());
    return first.map(
        start ->
            start instanceof Locator.Sheet top && last.orElse(start) instanceof Locator.Sheet bottom
                ? new Locator.Sheet(top.name(), range(top.cells(), bottom.cells()))
                : new Locator.Cells(start, firstRow + 1, lastRow + 1, name));
  }

  /// The cells in A1 notation; those of the first row where the rows have no numbers.
  private String range(String top, String bottom) {
    Matcher first = ROW.matcher(top);
    Matcher last = ROW.matcher(bottom);
    if (!first.matches() || !last.matches()) {
      return top;
    }
    String from = letters(firstColumn) + first.group(1);
    String to = letters(lastColumn) + last.group(1);
    return from.equals(to) ? from : from + ":" + to;
  }

  private static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int left = column; left >= 0; left = left / LETTERS - 1) {
      letters.insert(0, (char) ('A' + left % LETTERS));
    }
    return letters.toString();
  }
}
