package lectern.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Span;
import org.junit.jupiter.api.Test;

class DocumentTextTest {
  private static final String TABLE = "Name | Rent | Due\nAnn | 500 | May\n| 700 | June";

  /// A document of one heading, the table and a paragraph.
  private static DocumentText document(int headerRows, List<Locator> ofRows) {
    String text = "Rents\n\n" + TABLE + "\n\nEnd.";
    List<Block.Row> rows = new ArrayList<>();
    List<LocatorMap.Entry> locators = new ArrayList<>();
    int at = "Rents\n\n".length();
    locators.add(new LocatorMap.Entry(0, new Locator.Paragraph(1)));
    for (String line : TABLE.split("\n", -1)) {
      List<Span> cells = new ArrayList<>();
      int from = at;
      for (String cell : (line.startsWith("|") ? " " + line : line).split(" \\| ", -1)) {
        String words = cell.strip();
        int start = words.isEmpty() ? from : text.indexOf(words, from);
        cells.add(new Span(start, start + words.length()));
        from = start + words.length();
      }
      locators.add(new LocatorMap.Entry(at, ofRows.get(rows.size())));
      rows.add(new Block.Row(new Span(at, at + line.length()), cells));
      at += line.length() + 1;
    }
    Span table = new Span("Rents\n\n".length(), at - 1);
    locators.add(new LocatorMap.Entry(at + 1, new Locator.Paragraph(9)));
    IndexedDocument document =
        new IndexedDocument(
            1,
            new DocumentId("rents"),
            new DocumentId("rents"),
            "r",
            "Rents",
            "text/plain",
            0,
            0,
            0,
            text.length(),
            1,
            "",
            Map.of(),
            Map.of(),
            List.of());
    return new DocumentText(
        document,
        text,
        List.of(
            new Block.Heading(new Span(0, 5), 1),
            new Block.Table(table, rows, headerRows),
            new Block.Paragraph(new Span(at + 1, text.length()))),
        new LocatorMap(locators),
        List.of());
  }

  private static String where(DocumentText document, String words) {
    int at = document.text().indexOf(words);
    return document.locator(new Span(at, at + words.length())).map(Locator::words).orElse("");
  }

  @Test
  void wordsOfASheetAreInTheirCells() {
    DocumentText sheet =
        document(
            0,
            List.of(
                new Locator.Sheet("S", "A1:C1"),
                new Locator.Sheet("S", "A4:C4"),
                new Locator.Sheet("S", "B9:C9")));
    assertEquals("sheet S, B4", where(sheet, "500"));
    assertEquals("sheet S, B4:C4", where(sheet, "500 | May"));
    assertEquals("sheet S, B4:C9", where(sheet, "00 | May\n| 700"));
    assertEquals("sheet S, C9", where(sheet, "June"));
    assertEquals("para. 9", where(sheet, "End."));
  }

  @Test
  void wordsOfATableAreInARowAndAColumn() {
    List<Locator> rows =
        List.of(new Locator.Paragraph(2), new Locator.Paragraph(3), new Locator.Paragraph(4));
    DocumentText table = document(1, rows);
    assertEquals("para. 3, row 2, Rent", where(table, "500"));
    assertEquals("para. 3, row 2", where(table, "Ann | 500"));
    assertEquals("para. 3, rows 2–3", where(table, "May\n| 700"));
    assertEquals("para. 4, row 3, Due", where(table, "June"));
    assertEquals("para. 2, row 1", where(table, "Rent |"));
    assertEquals("para. 3, row 2, column 2", where(document(0, rows), "500"));
    assertEquals("para. 1", where(table, "Rents"));
  }

  @Test
  void headingsAreThoseAboveThePlaceItself() {
    DocumentText text =
        document(
            0,
            List.of(new Locator.Paragraph(2), new Locator.Paragraph(3), new Locator.Paragraph(4)));
    assertEquals(List.of("Rents"), text.headings(text.text().length() - 1));
  }
}
