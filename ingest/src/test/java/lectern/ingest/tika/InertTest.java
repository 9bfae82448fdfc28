package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import lectern.ingest.ParseResult;
import lectern.ingest.SourceDocument;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.poi.hslf.record.ExOleObjStg;
import org.apache.poi.hslf.record.Record;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.poifs.macros.VBAMacroReader;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in files does nothing, and fetches nothing: on a machine without anything that fences
/// workers in.
class InertTest {
  private static final String SECRET = "the secret of the house";

  @TempDir Path folder;

  private final TikaParser parser =
      new TikaParser(
          TikaSettings.DEFAULTS.withWorkers(1).withOcr(WithParser.NO_OCR),
          ParseWorker.class.getName(),
          new Programs(List.of()));

  @AfterEach
  void close() {
    parser.close();
  }

  /// Each format with a text of its own, and the XML part that holds it.
  private static Map<String, byte[]> formats() throws IOException {
    Map<String, byte[]> formats = new LinkedHashMap<>();
    try (XWPFDocument word = new XWPFDocument();
        XSSFWorkbook sheets = new XSSFWorkbook()) {
      word.createParagraph().createRun().setText("PLACE");
      ByteArrayOutputStream docx = new ByteArrayOutputStream();
      word.write(docx);
      formats.put("a.docx:word/document.xml", docx.toByteArray());
      sheets.createSheet("Rents").createRow(0).createCell(0).setCellValue("PLACE");
      ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
      sheets.write(xlsx);
      formats.put("a.xlsx:xl/sharedStrings.xml", xlsx.toByteArray());
    }
    Map<String, byte[]> odt = new LinkedHashMap<>();
    odt.put("mimetype", Sources.utf8("application/vnd.oasis.opendocument.text"));
    odt.put(
        "content.xml",
        Sources.utf8(
            "<?xml version=\"1.0\"?><office:document-content"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>"
                + "<office:text><text:p>PLACE</text:p></office:text></office:body>"
                + "</office:document-content>"));
    formats.put("a.odt:content.xml", Sources.zip(odt));
    formats.put("a.xml:", Sources.utf8("<?xml version=\"1.0\"?><letter><p>PLACE</p></letter>"));
    formats.put(
        "a.xhtml:",
        Sources.utf8(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
                + "<p>PLACE</p></body></html>"));
    formats.put(
        "a.svg:",
        Sources.utf8(
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><text>PLACE</text></svg>"));
    return formats;
  }

  /// Puts a declaration before the root of a format's XML, and another text into its place.
  private static byte[] with(String part, byte[] file, String declaration, String text)
      throws IOException {
    if (part.isEmpty()) {
      return Sources.utf8(declared(new String(file, StandardCharsets.UTF_8), declaration, text));
    }
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    String xml = new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
    parts.put(part, Sources.utf8(declared(xml, declaration, text)));
    return Sources.zip(parts);
  }

  private static String declared(String xml, String declaration, String text) {
    String head = xml.startsWith("<?xml") ? xml.substring(0, xml.indexOf("?>") + 2) : "";
    return head + declaration + xml.substring(head.length()).replace("PLACE", text);
  }

  @Test
  void noFormatFetchesWhatItsEntitiesName() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String call = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      for (Map.Entry<String, byte[]> format : formats().entrySet()) {
        String[] name = format.getKey().split(":", -1);
        for (String address : List.of(secret.toUri().toString(), call)) {
          for (String declaration :
              List.of(
                  "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + address + "\">]>",
                  "<!DOCTYPE r [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
                  "<!DOCTYPE r SYSTEM \"" + address + "\">")) {
            String text = declaration.contains("ENTITY x") ? "&x;" : "plain";
            byte[] bytes = with(name[1], format.getValue(), declaration, text);
            ParseResult result = parser.parse(Sources.of(folder, name[0], bytes));
            assertFalse(result.toString().contains(SECRET), name[0] + " " + result);
          }
        }
      }
      server.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  @Test
  void theFormatsOfTheTestAboveAreReadWithoutEntities() throws IOException {
    for (Map.Entry<String, byte[]> format : formats().entrySet()) {
      String[] name = format.getKey().split(":", -1);
      if (!name[0].endsWith(".svg")) {
        byte[] bytes = with(name[1], format.getValue(), "", "rent");
        String text = Sources.document(parser, Sources.of(folder, name[0], bytes)).text();
        assertTrue(text.contains("rent"), name[0] + ": " + text);
      }
    }
  }

  @Test
  void namesOfMembersLeadNowhere() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    String outside = folder.resolve("outside.txt").toString();
    for (String name : List.of("../../up.txt", outside, "..\\..\\up.txt", "C:\\up.txt")) {
      members.put(name, Sources.utf8("text of " + name.length()));
    }
    List<SourceDocument> family =
        Sources.family(parser, Sources.of(folder, "paths.zip", Sources.zip(members)));
    assertEquals(5, family.size());
    assertFalse(Files.exists(Path.of(outside)));
    for (SourceDocument document : family) {
      assertTrue(document.id().value().startsWith("paths.zip"), document.id().value());
    }
  }

  @Test
  void fortyArchivesWithinEachOtherSayWhereReadingEnds() {
    byte[] inner = Sources.zip(Map.of("core.txt", Sources.utf8("core")));
    for (int i = 40; i > 1; i--) {
      Map<String, byte[]> level = new LinkedHashMap<>();
      level.put("level " + i + ".txt", Sources.utf8("text of level " + i));
      level.put("next.zip", inner);
      inner = Sources.zip(level);
    }
    List<SourceDocument> family = Sources.family(parser, Sources.of(folder, "deep.zip", inner));
    assertTrue(
        family.stream()
            .map(document -> document.metadata().getOrDefault("skipped", ""))
            .anyMatch(skipped -> skipped.contains("nested deeper than 3")),
        family.toString());
  }

  @Test
  void scriptsOfAPdfAreNeitherRunNorRead() throws IOException {
    PDDocument pdf = PdfTest.pdf(List.of(List.of("The tenant pays the rent.")));
    pdf.getDocumentCatalog()
        .setOpenAction(new PDActionJavaScript("app.launchURL('http://example.com/', true);"));
    SourceDocument document =
        Sources.document(parser, Sources.of(folder, "script.pdf", PdfTest.bytes(pdf)));
    assertEquals("The tenant pays the rent.", document.text());
    assertFalse(document.metadata().toString().contains("launchURL"));
  }

  /// The project of macros is an OLE file within the package, as Word keeps it.
  @Test
  void macrosOfAWordFileAreNeitherRunNorRead() throws Exception {
    ByteArrayOutputStream project = new ByteArrayOutputStream();
    try (POIFSFileSystem ole = new POIFSFileSystem()) {
      String code = "Sub AutoOpen()\nShell \"calc.exe\"\nEnd Sub\n";
      ole.getRoot()
          .createDirectory("VBA")
          .createDocument("Module1", new ByteArrayInputStream(Sources.utf8(code)));
      ole.writeFilesystem(project);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (XWPFDocument word = new XWPFDocument()) {
      word.createParagraph().createRun().setText("The tenant pays the rent.");
      PackagePart part =
          word.getPackage()
              .createPart(
                  PackagingURIHelper.createPartName("/word/vbaProject.bin"),
                  "application/vnd.ms-office.vbaProject");
      try (OutputStream out = part.getOutputStream()) {
        project.writeTo(out);
      }
      word.getPackagePart()
          .addRelationship(
              part.getPartName(),
              TargetMode.INTERNAL,
              "http://schemas.microsoft.com/office/2006/relationships/vbaProject");
      word.write(file);
    }
    List<SourceDocument> family =
        Sources.family(parser, Sources.of(folder, "macro.docm", file.toByteArray()));
    assertEquals(1, family.size());
    assertEquals("The tenant pays the rent.", family.getFirst().text());
    assertFalse(family.getFirst().metadata().toString().contains("Shell"));
  }

  /// Files that Office itself made, each with the code of a macro in it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "poi/document/SimpleMacro.docm",
        "poi/slideshow/SimpleMacro.ppt",
        "tika/testPPT_macros.pptm"
      })
  void macrosOfOfficeAreNeitherRunNorRead(String name) throws Exception {
    String data = System.getenv("LECTERN_DATA");
    Path file = Path.of(String.valueOf(data), "messy", name);
    assumeTrue(data != null && Files.exists(file), "no LECTERN_DATA");
    String code = macros(file);
    assertTrue(code.contains("Sub "), code);
    List<SourceDocument> family =
        Sources.family(
            parser, Sources.of(folder, file.getFileName().toString(), Files.readAllBytes(file)));
    assertFalse(family.isEmpty());
    for (SourceDocument document : family) {
      assertFalse(document.text().contains("End Sub"), document.text());
      assertFalse(document.metadata().toString().contains("End Sub"));
    }
  }

  private static String macros(Path file) throws IOException {
    if (file.toString().endsWith(".ppt")) {
      try (HSLFSlideShow show = new HSLFSlideShow(Files.newInputStream(file))) {
        StringBuilder code = new StringBuilder();
        for (Record record : show.getSlideShowImpl().getRecords()) {
          if (record instanceof ExOleObjStg project) {
            try (POIFSFileSystem ole = new POIFSFileSystem(project.getData());
                VBAMacroReader reader = new VBAMacroReader(ole)) {
              reader.readMacros().values().forEach(code::append);
            } catch (IOException | IllegalArgumentException e) {
              // An embedded object, no project.
            }
          }
        }
        return code.toString();
      }
    }
    try (VBAMacroReader reader = new VBAMacroReader(file.toFile())) {
      return String.join("\n", reader.readMacros().values());
    }
  }
}
