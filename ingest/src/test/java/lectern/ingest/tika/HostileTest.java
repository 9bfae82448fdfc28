package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import org.junit.jupiter.api.Test;

/// Files made to do harm.
class HostileTest extends WithParser {
  @Test
  void externalEntitiesAreInert() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the secret");
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]><a>before &x; after</a>";
    ParseResult result = parser.parse(Sources.of(folder, "xxe.xml", xml));
    assertFalse(result.toString().contains("the secret"), result.toString());
  }

  @Test
  void entitiesThatMultiplyAreRejected() {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"lol\">");
    for (int i = 1; i < 12; i++) {
      xml.append("<!ENTITY e")
          .append(i)
          .append(" \"")
          .append(("&e" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    xml.append("]><a>&e11;</a>");
    assertEquals(Reason.CORRUPT, rejected("lol.xml", Sources.utf8(xml.toString())).reason());
  }

  @Test
  void deepHtmlIsRead() {
    String html =
        "<html><body>" + "<div>".repeat(5_000) + "core" + "</div>".repeat(5_000) + "</body></html>";
    assertEquals("core", read("deep.html", html).text());
  }

  @Test
  void aTruncatedWordDocumentIsCorrupt() {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        Sources.utf8(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                + ".wordprocessingml.document.main+xml\"/></Types>"));
    parts.put(
        "_rels/.rels",
        Sources.utf8(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
                + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                + "Target=\"word/document.xml\"/></Relationships>"));
    parts.put(
        "word/document.xml",
        Sources.utf8(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                + "<w:p><w:r><w:t>Rent</w:t></w:r></w:p>".repeat(50)
                + "</w:body></w:document>"));
    byte[] whole = Sources.zip(parts);
    assertTrue(read("whole.docx", whole).text().startsWith("Rent"));
    assertEquals(
        Reason.CORRUPT, rejected("half.docx", Arrays.copyOf(whole, whole.length * 2 / 3)).reason());
  }

  @Test
  void oddFileNamesAreNoHindrance() {
    for (String name :
        new String[] {
          "with space.txt",
          "quote\"'.txt",
          "line\nbreak.txt",
          "договор-契約書.txt",
          "tab\t.txt",
          "-rf.txt",
          "a!b.txt"
        }) {
      assertEquals("text", read(name, "text").text(), name);
    }
    assertEquals("line break", read("line\nbreak.txt", "text").title());
  }

  @Test
  void piecesOfSoundFilesEndInAResult() {
    byte[] zip = Sources.zip(Map.of("a.txt", Sources.utf8("text ".repeat(500))));
    for (int i = 1; i < zip.length; i += 7) {
      parser.parse(Sources.of(folder, "piece.zip", Arrays.copyOf(zip, i)));
    }
    assertEquals("text", read("after.txt", "text").text());
  }
}
