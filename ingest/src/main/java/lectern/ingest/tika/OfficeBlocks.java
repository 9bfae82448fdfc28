package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// Puts the paragraphs and tables of a Word document or an OpenDocument text into a [NormalText],
/// each note right behind the block that refers to it.
final class OfficeBlocks implements OfficeHandler {
  /// Columns that Word allows; a cell that claims to span more does not.
  private static final int MAX_COLUMNS = 63;

  /// A cell longer than this with more than one paragraph is layout, not data.
  private static final int LAYOUT_CELL_CHARS = 600;

  private static final class Table {
    final boolean styled;
    final List<List<OfficeParagraph>> row = new ArrayList<>();
    boolean inCell;

    /// Whether it only places paragraphs on a page, so that they are read as they are.
    boolean layout;

    int rows;

    Table(boolean styled) {
      this.styled = styled;
    }
  }

  private final NormalText text;
  private final Deque<Table> tables = new ArrayDeque<>();

  /// Notes of the table that is being written, and the words of its cells so far.
  private final List<OfficeParagraph.Note> tableNotes = new ArrayList<>();

  private final StringBuilder tableWords = new StringBuilder();
  private int tableStart;

  OfficeBlocks(NormalText text) {
    this.text = text;
  }

  @Override
  public void paragraph(OfficeParagraph paragraph) {
    Table table = tables.peek();
    if (table != null && table.inCell && !table.layout) {
      table.row.getLast().add(paragraph);
    } else {
      block(paragraph);
    }
  }

  private void block(OfficeParagraph paragraph) {
    if (paragraph.isBlank()) {
      return;
    }
    int from = text.length();
    switch (paragraph.kind()) {
      case HEADING -> text.heading(paragraph.level(), paragraph.shown());
      case ITEM -> text.listItem(paragraph.level(), paragraph.marker(), paragraph.words());
      case PARAGRAPH -> text.paragraph(paragraph.shown());
      case FURNITURE -> text.furniture(paragraph.shown());
    }
    notes(paragraph.notes(), from);
  }

  private void notes(List<OfficeParagraph.Note> notes, int from) {
    List<Integer> places =
        notes.stream().map(n -> text.behind(n.bracketed(), n.occurrence(), from)).toList();
    for (int i = 0; i < notes.size(); i++) {
      text.footnote(notes.get(i).mark(), notes.get(i).words(), places.get(i));
    }
  }

  @Override
  public void startTable(boolean headerRow) {
    for (Table outer : tables) {
      if (outer.inCell && !outer.layout) {
        outer.layout = true;
        endRows();
        outer.row.forEach(cell -> cell.forEach(this::block));
        outer.row.clear();
      }
    }
    endRows();
    tables.push(new Table(headerRow));
  }

  @Override
  public void startRow(int columnsBefore) {
    tables.element().row.clear();
    skip(columnsBefore);
  }

  @Override
  public void startCell() {
    tables.element().row.add(new ArrayList<>());
    tables.element().inCell = true;
  }

  @Override
  public void endCell(int columns, boolean kept) {
    Table table = tables.element();
    table.inCell = false;
    if (table.layout) {
      return;
    }
    if (kept) {
      skip(columns - 1);
    } else {
      table.row.removeLast();
    }
  }

  private void skip(int columns) {
    List<List<OfficeParagraph>> row = tables.element().row;
    int room = MAX_COLUMNS - row.size();
    row.addAll(Collections.nCopies(Math.clamp(columns, 0, Math.max(0, room)), List.of()));
  }

  @Override
  public void endRow(boolean header) {
    Table table = tables.element();
    if (!table.layout && table.row.stream().anyMatch(OfficeBlocks::isLayout)) {
      endRows();
      table.row.forEach(cell -> cell.forEach(this::block));
    } else if (!table.layout) {
      row(table, header || (table.styled && table.rows == 0));
    }
    table.rows++;
    table.row.clear();
  }

  private void row(Table table, boolean header) {
    if (tableWords.isEmpty()) {
      tableStart = text.length();
    }
    List<String> cells = new ArrayList<>();
    for (List<OfficeParagraph> cell : table.row) {
      StringBuilder words = new StringBuilder();
      for (OfficeParagraph paragraph : cell) {
        words.append(words.isEmpty() ? "" : " ");
        for (OfficeParagraph.Note note : paragraph.notes()) {
          int before =
              NoteMark.count(tableWords, note.mark())
                  + NoteMark.count(words, note.mark())
                  + note.occurrence();
          tableNotes.add(new OfficeParagraph.Note(note.mark(), before, note.words()));
        }
        words.append(paragraph.shown());
      }
      cells.add(words.toString());
      tableWords.append(words).append('\n');
    }
    text.row(cells, null, header);
  }

  private static boolean isLayout(List<OfficeParagraph> cell) {
    return cell.stream().filter(p -> !p.isBlank()).count() > 1
        && cell.stream().mapToInt(p -> p.words().length()).sum() > LAYOUT_CELL_CHARS;
  }

  @Override
  public void endTable() {
    tables.pop();
    endRows();
  }

  private void endRows() {
    text.endTable();
    notes(List.copyOf(tableNotes), tableStart);
    tableNotes.clear();
    tableWords.setLength(0);
  }
}
