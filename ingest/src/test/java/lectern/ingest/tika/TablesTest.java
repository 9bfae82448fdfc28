package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.SourceDocument;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/// Header rows and merged cells of tables.
class TablesTest extends WithParser {
  private static List<Block.Table> tables(SourceDocument document) {
    return document.blocks().stream()
        .filter(Block.Table.class::isInstance)
        .map(Block.Table.class::cast)
        .toList();
  }

  private static List<Integer> headers(SourceDocument document) {
    return tables(document).stream().map(Block.Table::headerRows).toList();
  }

  private static List<List<String>> cells(SourceDocument document) {
    return tables(document).getFirst().rows().stream()
        .map(
            row ->
                row.cells().stream()
                    .map(cell -> document.text().substring(cell.start(), cell.end()))
                    .toList())
        .toList();
  }

  @Test
  void rowsOfHeaderCellsNameTheColumnsOfHtml() {
    assertEquals(
        List.of(2, 1, 0, 0),
        headers(
            read(
                "tables.html",
                """
                <table><thead><tr><td>a</td></tr><tr><td>b</td></tr></thead>
                <tbody><tr><td>1</td></tr></tbody></table><p>x</p>
                <table><tr><th>a</th><th>b</th></tr><tr><th>row</th><td>1</td></tr></table><p>x</p>
                <table><tr><th>name</th><td>1</td></tr><tr><th>other</th><td>2</td></tr></table><p>x</p>
                <table><tr><td>1</td></tr><tr><th>late</th></tr></table>
                """)));
  }

  @Test
  void mergedCellsOfHtmlKeepTheColumnsOfTheOthers() {
    assertEquals(
        List.of(
            List.of("who", "", "rent"),
            List.of("", "last", "EUR"),
            List.of("Ann", "Smith", "500"),
            List.of("x", "", "", "end")),
        cells(
            read(
                "merged.html",
                """
                <table><tr><th colspan="2">who</th><th>rent</th></tr>
                <tr><td></td><td>last</td><td>EUR</td></tr>
                <tr><td>Ann</td><td rowspan="2">Smith</td><td rowspan="2">500</td></tr>
                <tr><td colspan="x">x</td><td colspan="-3">end</td></tr></table>
                """)));
  }

  @Test
  void aHugeSpanCostsNoMoreThanALargeOne() {
    String cell = "<td colspan=\"999999999\" rowspan=\"999999999\">x</td>";
    SourceDocument document =
        read("huge.html", "<table>" + ("<tr>" + cell.repeat(3) + "</tr>").repeat(3) + "</table>");
    assertEquals(3, tables(document).getFirst().rows().size());
  }

  @Test
  void theRowAboveTheRuleNamesTheColumnsOfMarkdown() {
    SourceDocument document =
        read("a.md", "| name | rent |\n|---|---|\n| Ann | 500 |\n\ntext\n\na|b\n--|--\n1|2\n");
    assertEquals(List.of(1, 1), headers(document));
  }

  @Test
  void aFirstRecordOfNamesNamesTheColumns() {
    assertEquals(List.of(1), headers(read("a.csv", "name,rent 2024\nAnn,500\nBen,600\n")));
    for (String plain :
        List.of("Ann,500\nBen,600\n", "name,name\na,b\n", "name,\na,b\n", "2024,name\na,b\n")) {
      assertEquals(List.of(0), headers(read("b.csv", plain)), plain);
    }
  }

  @Test
  void theFirstRowOfAFilterOrATableNamesTheColumnsOfASheet() throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      sheet(workbook, "Filtered", 0).setAutoFilter(CellRangeAddress.valueOf("A1:B3"));
      sheet(workbook, "Plain", 0);
      XSSFSheet tabled = sheet(workbook, "Tabled", 4);
      tabled.createTable(new AreaReference("A5:B7", SpreadsheetVersion.EXCEL2007));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      assertEquals(List.of(1, 0, 1), headers(read("rents.xlsx", out.toByteArray())));
    }
  }

  private static XSSFSheet sheet(XSSFWorkbook workbook, String name, int first) {
    XSSFSheet sheet = workbook.createSheet(name);
    for (int row = first; row < first + 3; row++) {
      sheet.createRow(row).createCell(0).setCellValue("a" + row);
      sheet.getRow(row).createCell(1).setCellValue("b" + row);
    }
    return sheet;
  }
}
