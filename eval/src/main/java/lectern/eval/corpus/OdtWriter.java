package lectern.eval.corpus;

import java.util.List;

/// Writes an OpenDocument text.
final class OdtWriter implements DocumentWriter {

  private static final String URN = "urn:oasis:names:tc:opendocument:xmlns:";
  private static final String MEDIA_TYPE = "application/vnd.oasis.opendocument.text";
  private static final String NAMESPACES =
      " xmlns:office=\""
          + URN
          + "office:1.0\" xmlns:text=\""
          + URN
          + "text:1.0\" xmlns:table=\""
          + URN
          + "table:1.0\" xmlns:style=\""
          + URN
          + "style:1.0\" xmlns:fo=\""
          + URN
          + "xsl-fo-compatible:1.0\" xmlns:meta=\""
          + URN
          + "meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.2\"";

  @Override
  public byte[] write(Manuscript manuscript) {
    return new Archive()
        .add("mimetype", MEDIA_TYPE)
        .add("META-INF/manifest.xml", manifest())
        .add("content.xml", content(manuscript))
        .add("meta.xml", meta(manuscript))
        .add("styles.xml", styles())
        .bytes();
  }

  private static String content(Manuscript manuscript) {
    StringBuilder out = new StringBuilder(Markup.DECLARATION);
    out.append("<office:document-content").append(NAMESPACES).append("><office:automatic-styles>");
    out.append("<style:style style:name=\"T1\" style:family=\"text\">");
    out.append("<style:text-properties fo:font-weight=\"bold\"/></style:style>");
    out.append("</office:automatic-styles><office:body><office:text>\n");
    int tables = 0;
    for (Part part : manuscript.parts()) {
      switch (part) {
        case Part.Title(String text) -> out.append(paragraph("Title", runs(text)));
        case Part.Byline(String text) -> out.append(paragraph("Subtitle", runs(text)));
        case Part.Heading(int level, String text) ->
            out.append("<text:h text:style-name=\"Heading_20_")
                .append(level)
                .append("\" text:outline-level=\"")
                .append(level)
                .append("\">")
                .append(runs(text))
                .append("</text:h>\n");
        case Part.Clause(String number, String text) ->
            out.append(paragraph("Clause", number + "<text:tab/>" + runs(text)));
        case Part.Item(String marker, String text) ->
            out.append(
                paragraph(
                    "Item", (marker.equals("-") ? "•" : marker) + "<text:tab/>" + runs(text)));
        case Part.Paragraph(String text) -> out.append(paragraph("Text_20_body", runs(text)));
        case Part.Table(List<List<String>> rows) -> out.append(table(++tables, rows));
      }
    }
    return out.append("</office:text></office:body></office:document-content>").toString();
  }

  private static String paragraph(String style, String inner) {
    return "<text:p text:style-name=\"" + style + "\">" + inner + "</text:p>\n";
  }

  private static String runs(String text) {
    return Markup.runs(text, "<text:span text:style-name=\"T1\">", "</text:span>");
  }

  private static String table(int number, List<List<String>> rows) {
    StringBuilder out = new StringBuilder("<table:table table:name=\"Table" + number + "\">");
    out.append("<table:table-column table:number-columns-repeated=\"")
        .append(rows.getFirst().size())
        .append("\"/>\n");
    for (List<String> row : rows) {
      out.append("<table:table-row>");
      for (String cell : row) {
        out.append("<table:table-cell office:value-type=\"string\">");
        out.append(paragraph("Table_20_Contents", runs(cell)).strip())
            .append("</table:table-cell>");
      }
      out.append("</table:table-row>\n");
    }
    return out.append("</table:table>\n").toString();
  }

  private static String styles() {
    StringBuilder out = new StringBuilder(Markup.DECLARATION);
    out.append("<office:document-styles").append(NAMESPACES).append("><office:styles>");
    out.append(
        style(
            "Title", "fo:text-align=\"center\"", "fo:font-weight=\"bold\" fo:font-size=\"17pt\""));
    out.append(style("Subtitle", "fo:text-align=\"center\"", ""));
    for (int level = 1; level <= 3; level++) {
      out.append(
          style(
              "Heading_20_" + level,
              "fo:margin-top=\"10pt\" fo:margin-bottom=\"4pt\"",
              "fo:font-weight=\"bold\" fo:font-size=\"" + (15 - level) + "pt\""));
    }
    out.append(style("Text_20_body", "fo:margin-bottom=\"6pt\"", ""));
    out.append(
        style(
            "Clause",
            "fo:margin-left=\"36pt\" fo:text-indent=\"-36pt\" fo:margin-bottom=\"6pt\"",
            ""));
    out.append(
        style(
            "Item",
            "fo:margin-left=\"60pt\" fo:text-indent=\"-24pt\" fo:margin-bottom=\"4pt\"",
            ""));
    out.append(style("Table_20_Contents", "", "fo:font-size=\"10pt\""));
    return out.append("</office:styles></office:document-styles>").toString();
  }

  private static String style(String name, String paragraph, String text) {
    return "<style:style style:name=\""
        + name
        + "\" style:display-name=\""
        + name.replace("_20_", " ")
        + "\" style:family=\"paragraph\"><style:paragraph-properties "
        + paragraph
        + "/><style:text-properties "
        + text
        + "/></style:style>\n";
  }

  private static String meta(Manuscript manuscript) {
    return Markup.DECLARATION
        + "<office:document-meta"
        + NAMESPACES
        + "><office:meta><dc:title>"
        + Markup.escape(manuscript.title())
        + "</dc:title><dc:creator>"
        + Markup.escape(manuscript.field("author", "Lectern samples"))
        + "</dc:creator><dc:date>"
        + manuscript.field("date")
        + "T09:00:00</dc:date></office:meta></office:document-meta>";
  }

  private static String manifest() {
    StringBuilder out = new StringBuilder(Markup.DECLARATION);
    out.append("<manifest:manifest xmlns:manifest=\"")
        .append(URN)
        .append("manifest:1.0\" manifest:version=\"1.2\">");
    out.append(entry("/", MEDIA_TYPE));
    for (String part : List.of("content.xml", "meta.xml", "styles.xml")) {
      out.append(entry(part, "text/xml"));
    }
    return out.append("</manifest:manifest>").toString();
  }

  private static String entry(String path, String type) {
    return "<manifest:file-entry manifest:full-path=\""
        + path
        + "\" manifest:media-type=\""
        + type
        + "\"/>";
  }
}
