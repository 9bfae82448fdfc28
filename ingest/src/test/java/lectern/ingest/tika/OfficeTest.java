package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import lectern.ingest.SourceDocument;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/// Word, Excel, PowerPoint, HTML, RTF.
class OfficeTest extends WithParser {
  @Test
  void aWordDocumentHasHeadingsTablesAndParagraphNumbers() throws IOException {
    try (XWPFDocument word = new XWPFDocument()) {
      for (int level = 1; level <= 2; level++) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading" + level);
        style.addNewName().setVal("heading " + level);
        word.createStyles().addStyle(new XWPFStyle(style));
      }
      paragraph(word, "Heading1", "Lease");
      paragraph(word, null, "Between  A\tand B.");
      paragraph(word, "Heading2", "Rent");
      XWPFTable table = word.createTable(2, 2);
      table.getRow(0).getCell(0).setText("month");
      table.getRow(0).getCell(1).setText("rent");
      table.getRow(1).getCell(1).setText("500");
      paragraph(word, null, "Signed.");
      word.getProperties().getCoreProperties().setTitle("Microsoft Word - lease.docx");
      word.getProperties().getCoreProperties().setCreator("Ann");
      SourceDocument document = read("lease.docx", bytes(word::write));
      assertEquals(
          List.of(
              "Heading 1 @ para. 1: Lease",
              "Paragraph @ para. 2: Between A and B.",
              "Heading 2 @ para. 3: Rent",
              "Table 2 @ para. 4: month | rent\n| 500",
              "Paragraph @ para. 6: Signed."),
          Sources.blocks(document));
      assertEquals("Lease", document.title());
      assertEquals("Ann", document.metadata().get("author"));
    }
  }

  private static void paragraph(
      XWPFDocument word, @org.jspecify.annotations.Nullable String style, String text) {
    XWPFParagraph paragraph = word.createParagraph();
    if (style != null) {
      paragraph.setStyle(style);
    }
    paragraph.createRun().setText(text);
  }

  @Test
  void spreadsheetRowsSayTheirCells() throws IOException {
    for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
      Sheet rents = workbook.createSheet("Rents 2024");
      rents.createRow(0).createCell(0).setCellValue("Name");
      rents.getRow(0).createCell(1).setCellValue("Rent");
      rents.createRow(4).createCell(1).setCellValue("late");
      rents.getRow(4).createCell(27).setCellValue("far");
      rents.createRow(70).createCell(2).setCellValue("single");
      workbook.createSheet("Costs").createRow(1).createCell(0).setCellValue("x");
      String name = workbook instanceof XSSFWorkbook ? "rents.xlsx" : "rents.xls";
      SourceDocument document = read(name, bytes(workbook::write));
      workbook.close();
      assertEquals("sheet Rents 2024, A1:B1", where(document, "Name"), name);
      assertEquals("sheet Rents 2024, B5:AB5", where(document, "late"), name);
      assertEquals("sheet Rents 2024, C71", where(document, "single"), name);
      assertEquals("sheet Costs, A2", where(document, "x"), name);
      assertTrue(Sources.blocks(document).getFirst().startsWith("Heading 1 @ sheet Rents 2024: "));
    }
  }

  @Test
  void slidesAreNumbered() throws IOException {
    try (XMLSlideShow show = new XMLSlideShow()) {
      for (int i = 1; i <= 3; i++) {
        XSLFTextBox box = show.createSlide().createTextBox();
        box.setText("Text of slide " + i);
      }
      SourceDocument document = read("talk.pptx", bytes(show::write));
      assertEquals("slide 1", where(document, "Text of slide 1"));
      assertEquals("slide 3", where(document, "Text of slide 3"));
    }
  }

  @Test
  void htmlHasBlocksAndNoScripts() {
    SourceDocument document =
        read(
            "page.html",
            """
            <html><head><title>The page</title><style>p {}</style></head><body>
            <h1>Top</h1><p>One<br>and two.<br><br>Three</p>
            <ul><li>first<ul><li>inner</li></ul></li><li>second</li></ul>
            <ol><li>counted</li><li>again</li></ol>
            <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>
            <pre>x =  1
              y</pre>
            <script>alert('no')</script><div>loose text</div></body></html>
            """);
    assertEquals(
        List.of(
            "Heading 1 @ para. 1: Top",
            "Paragraph @ para. 2: One and two.",
            "Paragraph @ para. 3: Three",
            "ListItem 1 @ para. 4: - first",
            "ListItem 2 @ para. 5: - inner",
            "ListItem 1 @ para. 6: - second",
            "ListItem 1 @ para. 7: 1. counted",
            "ListItem 1 @ para. 8: 2. again",
            "Table 2 @ para. 9: a | b\n1 | 2 3",
            "Code @ para. 11: x =  1\n  y",
            "Paragraph @ para. 12: loose text"),
        Sources.blocks(document));
    assertEquals("The page", document.title());
  }

  @Test
  void listItemsHaveTheNumbersThatAreShown() {
    SourceDocument document =
        read(
            "clauses.html",
            """
            <html><body><ol start="7"><li>seven</li><li value="12">twelve</li>
            <li>thirteen<ol type="a" start="26"><li>z</li><li>aa</li></ol></li></ol>
            <ol type="I"><li value="4">four</li><li type="A">five</li></ol>
            <ol type="i" start="1999"><li>year</li></ol>
            <ol reversed start="2"><li>two</li><li>one</li><li>zero</li></ol>
            <ol reversed><li>of how many?</li></ol>
            <ol type="a" start="-1"><li>no letter</li></ol>
            <ol start="x"><li value="y">one</li></ol>
            <menu><li>dish</li></menu></body></html>
            """);
    assertEquals(
        List.of(
            "7. seven",
            "12. twelve",
            "13. thirteen",
            "z. z",
            "aa. aa",
            "IV. four",
            "E. five",
            "mcmxcix. year",
            "2. two",
            "1. one",
            "0. zero",
            "- of how many?",
            "-1. no letter",
            "1. one",
            "- dish"),
        document.text().lines().filter(line -> !line.isEmpty()).toList());
  }

  @Test
  void everyBlockOfHtmlStandsAlone() {
    String blocks =
        "address article aside blockquote center details dialog dd div dl dt fieldset figcaption figure"
            + " footer form header hgroup legend main nav optgroup option p search section select"
            + " summary textarea button";
    StringBuilder html = new StringBuilder("<html><body>");
    for (String name : blocks.split(" ", -1)) {
      html.append("<").append(name).append(">").append(name).append("</").append(name).append(">");
    }
    assertEquals(blocks.replace(" ", "\n\n"), read("blocks.html", html + "</body></html>").text());
  }

  @Test
  void tablesThatOnlyPlaceTextAreReadAsText() {
    SourceDocument document =
        read(
            "layout.html",
            "<html><body><table><tr><td><h2>News</h2><table><tr><td>a</td><td>b</td></tr></table>"
                + "<p>Text of the page.</p></td></tr></table></body></html>");
    assertEquals(
        List.of(
            "Paragraph @ para. 1: News",
            "Table 1 @ para. 2: a | b",
            "Paragraph @ para. 3: Text of the page."),
        Sources.blocks(document));
  }

  @Test
  void richTextIsRead() {
    SourceDocument document = read("a.rtf", "{\\rtf1\\ansi\\pard Lease\\par Rent is due.\\par}");
    assertEquals(
        List.of("Paragraph @ para. 1: Lease", "Paragraph @ para. 2: Rent is due."),
        Sources.blocks(document));
  }

  private static String where(SourceDocument document, String text) {
    int at = document.text().indexOf(text);
    assertTrue(at >= 0, document.text());
    return document.locators().at(at).orElseThrow().words();
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toByteArray();
  }
}
