package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Reads tables, rows and cells of a Word document; rows and cells that were deleted with the
/// change tracked are left out.
final class WordTables {
  /// Bit of a table's look that sets its first row apart, where the look is one number.
  private static final int FIRST_ROW = 0x20;

  private static final int HEXADECIMAL = 16;

  private static final class Row {
    final int insertions;
    final int deletions;
    int columnsBefore;
    int columns = 1;
    boolean opened;
    boolean header;
    boolean inserted;
    boolean dropped;
    boolean dropsCell;

    Row(TrackedChanges changes) {
      insertions = changes.insertions();
      deletions = changes.deletions();
    }
  }

  private final WordStyles styles;
  private final TrackedChanges changes;
  private final OfficeHandler blocks;
  private final Deque<Row> rows = new ArrayDeque<>();

  /// A table's properties come before its first row, a row's before its first cell.
  private boolean opening;

  private @Nullable String style;
  private boolean firstRow;

  WordTables(WordStyles styles, TrackedChanges changes, OfficeHandler blocks) {
    this.styles = styles;
    this.changes = changes;
    this.blocks = blocks;
  }

  /// Whether an element lies in a row or a cell that was deleted.
  boolean drops(String name) {
    Row row = rows.peek();
    return row != null
        && switch (name) {
          case "tc" -> row.dropped;
          case "p", "tbl" -> row.dropsCell;
          default -> false;
        };
  }

  void start(String name, Attributes attributes) {
    String said = XmlPart.value(attributes, "val");
    switch (name) {
      case "tbl" -> {
        open();
        opening = true;
        style = null;
        firstRow = false;
      }
      case "tblStyle" -> style = said;
      case "tblLook" -> firstRow = isFirstRow(said, attributes);
      case "tr" -> {
        open();
        rows.push(new Row(changes));
      }
      default -> {
        Row row = rows.peek();
        if (row != null) {
          cell(row, name, said, attributes);
        }
      }
    }
  }

  private static boolean isFirstRow(@Nullable String look, Attributes attributes) {
    boolean inNumber = false;
    try {
      inNumber = look != null && (Integer.parseInt(look, HEXADECIMAL) & FIRST_ROW) != 0;
    } catch (NumberFormatException e) {
      // No number; it may be said in an attribute of its own.
    }
    return XmlPart.isOn(attributes, "firstRow", inNumber);
  }

  private void cell(Row row, String name, @Nullable String said, Attributes attributes) {
    switch (name) {
      case "tc" -> {
        if (!row.opened) {
          row.opened = true;
          blocks.startRow(row.columnsBefore);
        }
        row.columns = 1;
        row.dropsCell = false;
        blocks.startCell();
      }
      case "tblHeader" -> row.header = XmlPart.isOn(attributes, "val", true);
      case "gridBefore" -> row.columnsBefore = columns(said, 0);
      case "gridSpan" -> row.columns = columns(said, 1);
      case "cellDel" -> row.dropsCell = true;
      default -> {}
    }
  }

  private static int columns(@Nullable String said, int unsaid) {
    return Objects.requireNonNullElse(XmlPart.number(said), unsaid);
  }

  /// Takes that the row was inserted, or deleted.
  void rowChanged(boolean removed) {
    Row row = rows.peek();
    if (row != null) {
      row.dropped |= removed;
      row.inserted |= !removed;
    }
  }

  void end(String name) {
    switch (name) {
      case "tc" -> {
        Row row = rows.peek();
        if (row != null) {
          blocks.endCell(row.columns, !row.dropsCell);
          row.dropsCell = false;
        }
      }
      case "tr" -> {
        Row row = rows.poll();
        if (row != null) {
          end(row);
        }
      }
      case "tbl" -> {
        open();
        blocks.endTable();
      }
      default -> {}
    }
  }

  private void end(Row row) {
    if (row.dropped && changes.deletions() == row.deletions) {
      changes.deletion();
    } else if (row.inserted && changes.insertions() == row.insertions) {
      changes.insertion();
    }
    if (row.opened) {
      blocks.endRow(row.header);
    }
  }

  /// Begins the table whose properties have been read.
  void open() {
    if (opening) {
      opening = false;
      blocks.startTable(firstRow && style != null && styles.hasHeaderRow(style));
    }
  }
}
