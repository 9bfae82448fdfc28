package lectern.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

/// Opens with POI what was written without it.
class OfficeFilesTest {

  @Test
  void wordFilesUseHeadingStylesThatTheyDefine() throws IOException {
    for (SampleFile file : files(".docx")) {
      try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file.bytes()))) {
        long headings = 0;
        for (XWPFParagraph paragraph : document.getParagraphs()) {
          String style = paragraph.getStyle();
          assertNotNull(
              document.getStyles().getStyle(style), file.path() + " lacks style " + style);
          headings += style.startsWith("Heading") ? 1 : 0;
        }
        assertTrue(headings >= 3, file.path() + " has " + headings + " headings");
        assertEquals(file.title(), document.getProperties().getCoreProperties().getTitle());
      }
    }
  }

  @Test
  void theScheduleAddsUp() throws IOException {
    SampleFile file = files("rent-and-deposit-schedule.xlsx").getFirst();
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file.bytes()))) {
      assertEquals(2, workbook.getNumberOfSheets());
      assertAddsUp(workbook.getSheet("Rents"), 2);
      assertAddsUp(workbook.getSheet("Deposits"), 1);
    }
  }

  /// The last number of a column is the sum of those above it.
  private static void assertAddsUp(XSSFSheet sheet, int column) {
    List<Double> numbers = new ArrayList<>();
    sheet.forEach(
        row -> {
          if (row.getCell(column) != null
              && row.getCell(column).getCellType() == CellType.NUMERIC) {
            numbers.add(row.getCell(column).getNumericCellValue());
          }
        });
    double total = numbers.removeLast();
    assertEquals(7, numbers.size());
    assertEquals(
        numbers.stream().mapToDouble(Double::doubleValue).sum(), total, sheet.getSheetName());
  }

  private static List<SampleFile> files(String ending) throws IOException {
    return Corpus.files().stream()
        .filter(file -> !file.path().startsWith("broken/") && file.path().endsWith(ending))
        .toList();
  }
}
