package lectern.ingest.tika;

import java.util.LinkedHashMap;
import java.util.Map;

/// A Word document made of raw XML, part by part.
final class WordFile {
  private static final String NAMESPACES =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
          + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String TYPES =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  /// Who changed something, and when.
  static final String WHO = "w:id=\"1\" w:author=\"A\" w:date=\"2024-01-01T00:00:00Z\"";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final StringBuilder relations = new StringBuilder();
  private final StringBuilder types = new StringBuilder();

  WordFile(String body) {
    parts.put("word/document.xml", part("document", "<w:body>" + body + "</w:body>"));
    type("document", "document.main");
  }

  /// Adds a part under its root's name: `styles`, `numbering`, `footnotes`, `hdr`.
  WordFile with(String name, String root, String inner) {
    parts.put("word/" + name + ".xml", part(root, inner));
    String kind = name.replaceAll("\\d", "");
    relations.append(
        "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s.xml\"/>"
            .formatted(name, RELATIONS, kind, name));
    type(name, kind);
    return this;
  }

  private void type(String name, String kind) {
    types.append(
        "<Override PartName=\"/word/%s.xml\" ContentType=\"%s%s+xml\"/>"
            .formatted(name, TYPES, kind));
  }

  private static String part(String root, String inner) {
    return "<?xml version=\"1.0\"?><w:%s %s>%s</w:%s>".formatted(root, NAMESPACES, inner, root);
  }

  byte[] bytes() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "[Content_Types].xml",
        Sources.utf8(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package"
                + ".relationships+xml\"/>"
                + types
                + "</Types>"));
    files.put(
        "_rels/.rels",
        relations(
            "<Relationship Id=\"m\" Type=\""
                + RELATIONS
                + "officeDocument\" Target=\"word/document.xml\"/>"));
    files.put("word/_rels/document.xml.rels", relations(relations.toString()));
    parts.forEach((name, xml) -> files.put(name, Sources.utf8(xml)));
    return Sources.zip(files);
  }

  private static byte[] relations(String inner) {
    return Sources.utf8(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + inner
            + "</Relationships>");
  }

  static String paragraph(String inner) {
    return "<w:p>" + inner + "</w:p>";
  }

  static String paragraph(String properties, String inner) {
    return "<w:p><w:pPr>" + properties + "</w:pPr>" + inner + "</w:p>";
  }

  static String styled(String style, String words) {
    return paragraph("<w:pStyle w:val=\"" + style + "\"/>", run(words));
  }

  static String run(String words) {
    return "<w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
  }

  static String field(String kind) {
    return "<w:r><w:fldChar w:fldCharType=\"" + kind + "\"/></w:r>";
  }

  static String inserted(String inner) {
    return "<w:ins " + WHO + ">" + inner + "</w:ins>";
  }

  static String deleted(String words) {
    return "<w:del " + WHO + "><w:r><w:delText>" + words + "</w:delText></w:r></w:del>";
  }

  static String row(String properties, String... cells) {
    return "<w:tr><w:trPr>" + properties + "</w:trPr>" + String.join("", cells) + "</w:tr>";
  }

  static String cell(String properties, String inner) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + inner + "</w:tc>";
  }

  static String cell(String words) {
    return cell("", paragraph(run(words)));
  }
}
