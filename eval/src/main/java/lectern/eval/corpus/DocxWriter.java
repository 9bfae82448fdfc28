package lectern.eval.corpus;

import java.util.List;

/// Writes WordprocessingML with the heading styles that Word itself uses.
final class DocxWriter implements DocumentWriter {

  private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String RELATIONSHIP =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  @Override
  public byte[] write(Manuscript manuscript) {
    return new Archive()
        .add("[Content_Types].xml", contentTypes())
        .add("_rels/.rels", packageRelationships())
        .add("docProps/core.xml", coreProperties(manuscript))
        .add("word/document.xml", document(manuscript))
        .add("word/styles.xml", styles())
        .add("word/header1.xml", header(manuscript))
        .add("word/_rels/document.xml.rels", documentRelationships())
        .bytes();
  }

  private static String document(Manuscript manuscript) {
    StringBuilder body = new StringBuilder();
    for (Part part : manuscript.parts()) {
      body.append(
          switch (part) {
            case Part.Title(String text) -> paragraph("Title", text);
            case Part.Byline(String text) -> paragraph("Subtitle", text);
            case Part.Heading(int level, String text) -> paragraph("Heading" + level, text);
            case Part.Clause(String number, String text) -> tabbed("Clause", number, text);
            case Part.Item(String marker, String text) ->
                tabbed("ListParagraph", marker.equals("-") ? "•" : marker, text);
            case Part.Paragraph(String text) -> paragraph("Normal", text);
            case Part.Table table -> table(table);
          });
    }
    return Markup.DECLARATION
        + "<w:document xmlns:w=\""
        + W
        + "\" xmlns:r=\""
        + RELATIONSHIP
        + "\"><w:body>"
        + body
        + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
        + "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
        + "<w:pgMar w:top=\"1440\" w:right=\"1300\" w:bottom=\"1300\" w:left=\"1300\" w:header=\"700\""
        + " w:footer=\"700\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
  }

  private static String paragraph(String style, String text) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + runs(text) + "</w:p>\n";
  }

  private static String tabbed(String style, String marker, String text) {
    return "<w:p><w:pPr><w:pStyle w:val=\""
        + style
        + "\"/></w:pPr>"
        + runs(marker)
        + "<w:r><w:tab/></w:r>"
        + runs(text)
        + "</w:p>\n";
  }

  private static String runs(String text) {
    StringBuilder out = new StringBuilder();
    for (TextRun run : TextRun.of(text)) {
      out.append("<w:r>").append(run.bold() ? "<w:rPr><w:b/></w:rPr>" : "");
      out.append("<w:t xml:space=\"preserve\">").append(Markup.escape(run.text()));
      out.append("</w:t></w:r>");
    }
    return out.toString();
  }

  private static String table(Part.Table table) {
    StringBuilder out = new StringBuilder("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>");
    out.append("<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
    out.append("<w:gridCol/>".repeat(table.rows().getFirst().size())).append("</w:tblGrid>\n");
    boolean header = true;
    for (List<String> row : table.rows()) {
      out.append("<w:tr>");
      for (String cell : row) {
        String text = header ? "**" + TextRun.plain(cell) + "**" : cell;
        out.append("<w:tc><w:tcPr/>")
            .append(paragraph("TableText", cell.isEmpty() ? "" : text).strip());
        out.append("</w:tc>");
      }
      out.append("</w:tr>\n");
      header = false;
    }
    return out.append("</w:tbl>\n").append(paragraph("Normal", "")).toString();
  }

  private static String header(Manuscript manuscript) {
    String text = manuscript.field("running", manuscript.title());
    return Markup.DECLARATION
        + "<w:hdr xmlns:w=\""
        + W
        + "\">"
        + paragraph("Header", text)
        + "</w:hdr>";
  }

  private static String styles() {
    StringBuilder out = new StringBuilder(Markup.DECLARATION);
    out.append("<w:styles xmlns:w=\"")
        .append(W)
        .append("\"><w:docDefaults><w:rPrDefault><w:rPr>")
        .append("<w:rFonts w:ascii=\"Cambria\" w:hAnsi=\"Cambria\"/><w:sz w:val=\"21\"/>")
        .append("</w:rPr></w:rPrDefault></w:docDefaults>\n");
    out.append(style("Normal", "Normal", "<w:spacing w:after=\"120\"/><w:jc w:val=\"both\"/>", ""));
    out.append(
        style(
            "Title",
            "Title",
            "<w:spacing w:after=\"200\"/><w:jc w:val=\"center\"/>",
            "<w:b/><w:sz w:val=\"34\"/>"));
    out.append(
        style("Subtitle", "Subtitle", "<w:spacing w:after=\"80\"/><w:jc w:val=\"center\"/>", ""));
    for (int level = 1; level <= 3; level++) {
      out.append(
          style(
              "Heading" + level,
              "heading " + level,
              "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"100\"/><w:outlineLvl w:val=\""
                  + (level - 1)
                  + "\"/>",
              "<w:b/><w:sz w:val=\"" + (28 - 2 * level) + "\"/>"));
    }
    out.append(
        style(
            "Clause",
            "Clause",
            "<w:spacing w:after=\"120\"/><w:ind w:left=\"720\" w:hanging=\"720\"/><w:jc w:val=\"both\"/>",
            ""));
    out.append(
        style(
            "ListParagraph",
            "List Paragraph",
            "<w:spacing w:after=\"80\"/><w:ind w:left=\"1287\" w:hanging=\"567\"/>",
            ""));
    out.append(
        style("TableText", "Table Text", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"19\"/>"));
    out.append(style("Header", "header", "", "<w:sz w:val=\"17\"/>"));
    StringBuilder borders = new StringBuilder();
    for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
      borders
          .append("<w:")
          .append(side)
          .append(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    return out.append(
            "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>")
        .append("<w:tblPr><w:tblBorders>")
        .append(borders)
        .append("</w:tblBorders></w:tblPr></w:style></w:styles>")
        .toString();
  }

  private static String style(String id, String name, String paragraph, String run) {
    return "<w:style w:type=\"paragraph\""
        + (id.equals("Normal") ? " w:default=\"1\"" : "")
        + " w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/>"
        + (id.equals("Normal") ? "" : "<w:basedOn w:val=\"Normal\"/>")
        + "<w:qFormat/><w:pPr>"
        + paragraph
        + "</w:pPr><w:rPr>"
        + run
        + "</w:rPr></w:style>\n";
  }

  private static String coreProperties(Manuscript manuscript) {
    String instant = manuscript.field("date") + "T09:00:00Z";
    return Markup.DECLARATION
        + "<cp:coreProperties xmlns:cp=\""
        + PACKAGE
        + "metadata/core-properties\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
        + Markup.escape(manuscript.title())
        + "</dc:title><dc:creator>"
        + Markup.escape(manuscript.field("author", "Lectern samples"))
        + "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">"
        + instant
        + "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">"
        + instant
        + "</dcterms:modified></cp:coreProperties>";
  }

  private static String contentTypes() {
    return Markup.DECLARATION
        + "<Types xmlns=\""
        + PACKAGE
        + "content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + override("/word/document.xml", OFFICE + "wordprocessingml.document.main+xml")
        + override("/word/styles.xml", OFFICE + "wordprocessingml.styles+xml")
        + override("/word/header1.xml", OFFICE + "wordprocessingml.header+xml")
        + override(
            "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
        + "</Types>";
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
  }

  private static String packageRelationships() {
    return relationships(
        relationship("rId1", RELATIONSHIP + "/officeDocument", "word/document.xml")
            + relationship(
                "rId2", PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"));
  }

  private static String documentRelationships() {
    return relationships(
        relationship("rId1", RELATIONSHIP + "/styles", "styles.xml")
            + relationship("rId2", RELATIONSHIP + "/header", "header1.xml"));
  }

  static String relationships(String inner) {
    return Markup.DECLARATION
        + "<Relationships xmlns=\""
        + PACKAGE
        + "relationships\">"
        + inner
        + "</Relationships>";
  }

  static String relationship(String id, String type, String target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
  }
}
