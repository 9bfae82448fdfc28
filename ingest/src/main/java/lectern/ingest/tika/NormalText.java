package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Repairs;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// A document's text as it grows: clean, one blank line between blocks, one line feed between table
/// rows, with the blocks and locators that point into it.
final class NormalText {
  /// A line and where it stands.
  record Line(String text, @Nullable Locator locator) {}

  private final Budget budget;
  private final boolean countsParagraphs;
  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();
  private final List<LocatorMap.Entry> locators = new ArrayList<>();
  private final List<Repairs.Repair> repairs = new ArrayList<>();
  private final List<Block.Row> rows = new ArrayList<>();

  /// Offsets right behind the marks of printed notes.
  private final List<Integer> noted = new ArrayList<>();

  private @Nullable Locator locator;
  private int headerRows;
  private int paragraphs;
  private long unreadable;

  /// @param countsParagraphs whether blocks and table rows are numbered as [Locator.Paragraph]
  NormalText(Budget budget, boolean countsParagraphs) {
    this.budget = budget;
    this.countsParagraphs = countsParagraphs;
  }

  /// Where the blocks that follow stand.
  void at(Locator next) {
    locator = next;
  }

  void heading(int level, CharSequence raw) {
    heading(level, clean(raw));
  }

  /// A heading whose lines [Joints] joined.
  void printedHeading(int level, String marked) {
    heading(level, cleanPrint(marked));
  }

  private void heading(int level, CleanLine line) {
    if (!line.isEmpty()) {
      blocks.add(new Block.Heading(block(line), level));
    }
  }

  void paragraph(CharSequence raw) {
    paragraph(clean(raw));
  }

  /// A paragraph whose lines [Joints] joined.
  void printedParagraph(String marked) {
    paragraph(cleanPrint(marked));
  }

  private void paragraph(CleanLine line) {
    if (!line.isEmpty()) {
      blocks.add(new Block.Paragraph(block(line)));
    }
  }

  void furniture(CharSequence raw) {
    CleanLine line = clean(raw);
    if (!line.isEmpty()) {
      blocks.add(new Block.Furniture(block(line)));
    }
  }

  void listItem(int depth, String marker, CharSequence raw) {
    CleanLine line = clean(raw);
    if (!line.isEmpty()) {
      blocks.add(new Block.ListItem(block(marker, line), depth));
    }
  }

  /// A paragraph whose line breaks stay.
  void paragraph(List<Line> lines) {
    lines(lines, false);
  }

  void code(List<Line> lines) {
    lines(lines, true);
  }

  /// A note, which stands where the block before it does.
  ///
  /// @param at offset right behind its mark in the text; -1 for none
  void footnote(String mark, CharSequence raw, int at) {
    CleanLine line = clean(raw);
    if (!line.isEmpty()) {
      endTable();
      separate("\n\n");
      String before = NoteMark.bracketed(mark) + " ";
      Span span = append(before + line.text(), false);
      repaired(line, span.start() + before.length());
      blocks.add(new Block.Footnote(span, mark, at));
    }
  }

  /// A note at the foot of a printed page.
  ///
  /// @param marked its words behind its mark, whose lines [Joints] joined
  /// @param place which of the marks so far stands for it, counted from 0; -1 for none
  void printedFootnote(String mark, String marked, int place) {
    CleanLine line = cleanPrint(marked);
    if (!line.isEmpty()) {
      int at = place >= 0 && place < noted.size() ? noted.get(place) : -1;
      blocks.add(new Block.Footnote(block(line), mark, at));
    }
  }

  /// Offset right behind a word; -1 where it does not stand there.
  ///
  /// @param before how often it stands between `from` and the place that is wanted
  int behind(String word, int before, int from) {
    int at = text.indexOf(word, from);
    for (int i = 0; i < before && at >= 0; i++) {
      at = text.indexOf(word, at + 1);
    }
    return at < 0 ? -1 : at + word.length();
  }

  /// A row that names no columns.
  void row(List<String> cells, @Nullable Locator where) {
    row(cells, where, false);
  }

  /// One row; rows that follow each other are one table until [#endTable] or another block.
  ///
  /// @param header whether it names the columns, as long as every row before it does
  void row(List<String> cells, @Nullable Locator where, boolean header) {
    List<CleanLine> clean = new ArrayList<>();
    int last = 0;
    for (String cell : cells) {
      clean.add(clean(cell));
      last = clean.getLast().isEmpty() ? last : clean.size();
    }
    if (last == 0) {
      return;
    }
    if (where != null) {
      locator = where;
    }
    separate(rows.isEmpty() ? "\n\n" : "\n");
    int start = text.length();
    StringBuilder line = new StringBuilder();
    List<Span> spans = new ArrayList<>();
    for (CleanLine cell : clean.subList(0, last)) {
      if (!spans.isEmpty()) {
        // An empty cell leaves one space between its bars.
        line.append(line.isEmpty() || line.charAt(line.length() - 1) == ' ' ? "| " : " | ");
      }
      int cellStart = start + line.length();
      line.append(cell.text());
      spans.add(new Span(cellStart, start + line.length()));
      repaired(cell, cellStart);
    }
    headerRows += header && headerRows == rows.size() ? 1 : 0;
    rows.add(new Block.Row(append(line.toString()), spans));
  }

  void endTable() {
    if (!rows.isEmpty()) {
      Span span = new Span(rows.getFirst().span().start(), rows.getLast().span().end());
      blocks.add(new Block.Table(span, rows, headerRows));
      rows.clear();
      headerRows = 0;
    }
  }

  String text() {
    endTable();
    return text.toString();
  }

  List<Block> blocks() {
    endTable();
    return blocks;
  }

  Repairs repairs() {
    return repairs.isEmpty() ? Repairs.NONE : new Repairs(repairs);
  }

  LocatorMap locators() {
    return new LocatorMap(locators);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  int length() {
    return text.length();
  }

  /// Characters that no readable text holds, dropped ones too.
  long unreadable() {
    return unreadable;
  }

  private void countUnreadable(CharSequence raw) {
    unreadable += Cleaning.unreadable(raw);
  }

  private CleanLine clean(CharSequence raw) {
    countUnreadable(raw);
    return CleanLine.of(raw);
  }

  private CleanLine cleanPrint(String marked) {
    unreadable += Cleaning.unreadable(marked) - Joints.count(marked);
    return CleanLine.ofPrint(marked);
  }

  private void repaired(CleanLine line, int start) {
    for (Repairs.Repair repair : line.repairs()) {
      Span span = repair.span();
      repairs.add(
          new Repairs.Repair(new Span(start + span.start(), start + span.end()), repair.printed()));
    }
  }

  private void lines(List<Line> lines, boolean code) {
    List<CleanLine> clean = new ArrayList<>();
    List<@Nullable Locator> places = new ArrayList<>();
    for (Line line : lines) {
      countUnreadable(line.text());
      CleanLine kept =
          code
              ? new CleanLine(Cleaning.codeLine(line.text()), List.of())
              : CleanLine.of(line.text());
      if (!kept.text().isBlank() || (code && !clean.isEmpty() && !clean.getLast().isEmpty())) {
        clean.add(kept.text().isBlank() ? new CleanLine("", List.of()) : kept);
        places.add(line.locator());
      }
    }
    while (!clean.isEmpty() && clean.getLast().isEmpty()) {
      clean.removeLast();
    }
    if (clean.isEmpty()) {
      return;
    }
    endTable();
    int start = -1;
    for (int i = 0; i < clean.size(); i++) {
      separate(start < 0 ? "\n\n" : "\n");
      Locator place = places.get(i);
      if (place != null) {
        locator = place;
      }
      Span span = append(clean.get(i).text(), start < 0);
      repaired(clean.get(i), span.start());
      start = start < 0 ? span.start() : start;
    }
    Span span = new Span(start, text.length());
    blocks.add(code ? new Block.Code(span) : new Block.Paragraph(span));
  }

  private Span block(CleanLine line) {
    return block("", line);
  }

  private Span block(String marker, CleanLine line) {
    endTable();
    separate("\n\n");
    Span span = append(marker + line.text());
    int start = span.start() + marker.length();
    repaired(line, start);
    line.noted().forEach(at -> noted.add(start + at));
    return span;
  }

  private void separate(String separator) {
    if (!text.isEmpty()) {
      text.append(separator);
      budget.text(separator.length());
    }
  }

  private Span append(String line) {
    return append(line, true);
  }

  private Span append(String line, boolean counted) {
    int start = text.length();
    budget.text(line.length());
    text.append(line);
    if (countsParagraphs && counted) {
      locator = new Locator.Paragraph(++paragraphs);
    }
    if (!line.isEmpty()
        && locator != null
        && (locators.isEmpty() || !locators.getLast().locator().equals(locator))) {
      locators.add(new LocatorMap.Entry(start, locator));
    }
    return new Span(start, text.length());
  }
}
