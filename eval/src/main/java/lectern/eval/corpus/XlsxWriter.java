package lectern.eval.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes a workbook: each heading of the first level begins a sheet, paragraphs and table rows
/// fill its rows.
final class XlsxWriter implements DocumentWriter {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONSHIP =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(,[0-9]{3})*(\\.[0-9]+)?");

  /// Places in `cellXfs` of the style sheet.
  private static final int PLAIN = 0;

  private static final int BOLD = 1;
  private static final int THOUSANDS = 2;

  @Override
  public byte[] write(Manuscript manuscript) {
    Map<String, List<List<String>>> sheets = sheets(manuscript);
    StringBuilder list = new StringBuilder();
    StringBuilder types = new StringBuilder();
    StringBuilder links = new StringBuilder();
    int number = 0;
    for (String name : sheets.keySet()) {
      number++;
      list.append("<sheet name=\"")
          .append(Markup.escape(name))
          .append("\" sheetId=\"")
          .append(number);
      list.append("\" r:id=\"rId").append(number).append("\"/>");
      types.append(override("/xl/worksheets/sheet" + number + ".xml", "worksheet+xml"));
      links.append(
          DocxWriter.relationship(
              "rId" + number, RELATIONSHIP + "/worksheet", "worksheets/sheet" + number + ".xml"));
    }
    links.append(
        DocxWriter.relationship("rId" + (number + 1), RELATIONSHIP + "/styles", "styles.xml"));
    Archive archive =
        new Archive()
            .add("[Content_Types].xml", contentTypes(types.toString()))
            .add(
                "_rels/.rels",
                DocxWriter.relationships(
                    DocxWriter.relationship(
                        "rId1", RELATIONSHIP + "/officeDocument", "xl/workbook.xml")))
            .add(
                "xl/workbook.xml",
                Markup.DECLARATION
                    + "<workbook xmlns=\""
                    + MAIN
                    + "\" xmlns:r=\""
                    + RELATIONSHIP
                    + "\"><sheets>"
                    + list
                    + "</sheets></workbook>")
            .add("xl/_rels/workbook.xml.rels", DocxWriter.relationships(links.toString()))
            .add("xl/styles.xml", styles());
    number = 0;
    for (List<List<String>> rows : sheets.values()) {
      number++;
      archive.add("xl/worksheets/sheet" + number + ".xml", sheet(rows));
    }
    return archive.bytes();
  }

  private static Map<String, List<List<String>>> sheets(Manuscript manuscript) {
    Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Part part : manuscript.parts()) {
      switch (part) {
        case Part.Heading(int _, String name) -> {
          rows = new ArrayList<>();
          sheets.put(name, rows);
        }
        case Part.Table(List<List<String>> cells) -> {
          rows.add(cells.getFirst().stream().map(cell -> "**" + cell + "**").toList());
          rows.addAll(cells.subList(1, cells.size()));
          rows.add(List.of());
        }
        case Part.Paragraph(String text) -> rows.add(List.of(text));
        case Part.Title _, Part.Byline _, Part.Clause _, Part.Item _ ->
            throw new IllegalArgumentException(manuscript.path() + " cannot hold " + part);
      }
    }
    return sheets;
  }

  private static String sheet(List<List<String>> rows) {
    StringBuilder out = new StringBuilder(Markup.DECLARATION);
    out.append("<worksheet xmlns=\"").append(MAIN).append("\"><cols>");
    out.append("<col min=\"1\" max=\"12\" width=\"24\" customWidth=\"1\"/></cols><sheetData>\n");
    for (int row = 0; row < rows.size(); row++) {
      out.append("<row r=\"").append(row + 1).append("\">");
      List<String> cells = rows.get(row);
      for (int column = 0; column < cells.size(); column++) {
        out.append(cell((char) ('A' + column) + Integer.toString(row + 1), cells.get(column)));
      }
      out.append("</row>\n");
    }
    return out.append("</sheetData></worksheet>").toString();
  }

  private static String cell(String place, String text) {
    if (text.isEmpty()) {
      return "";
    }
    if (NUMBER.matcher(text).matches()) {
      int style = text.contains(",") ? THOUSANDS : PLAIN;
      return "<c r=\"" + place + "\" s=\"" + style + "\"><v>" + text.replace(",", "") + "</v></c>";
    }
    int style = text.startsWith("**") ? BOLD : PLAIN;
    return "<c r=\""
        + place
        + "\" s=\""
        + style
        + "\" t=\"inlineStr\"><is><t>"
        + Markup.escape(TextRun.plain(text))
        + "</t></is></c>";
  }

  /// Number format 3 is `#,##0`.
  private static String styles() {
    return Markup.DECLARATION
        + "<styleSheet xmlns=\""
        + MAIN
        + "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
        + "<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "</cellXfs></styleSheet>";
  }

  private static String contentTypes(String sheets) {
    return Markup.DECLARATION
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + override("/xl/workbook.xml", "sheet.main+xml")
        + override("/xl/styles.xml", "styles+xml")
        + sheets
        + "</Types>";
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
  }
}
