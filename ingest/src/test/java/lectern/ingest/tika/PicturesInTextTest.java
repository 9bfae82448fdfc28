package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.sl.usermodel.PictureData;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages that were scanned and pasted into a document.
class PicturesInTextTest {
  @TempDir Path folder;
  @TempDir Path bin;
  private byte[] page = {};
  private byte[] logo = {};

  @BeforeEach
  void draw() throws IOException {
    page = ScannedPages.png(ScannedPages.picture(List.of("The tenant pays the rent.")));
    logo = ScannedPages.png(ScannedPages.plain(300, 80));
  }

  private List<SourceDocument> family(Programs programs, String name, byte[] bytes) {
    try (TikaParser parser = parser(programs)) {
      return Sources.family(parser, Sources.of(folder, name, bytes));
    }
  }

  private static TikaParser parser(Programs programs) {
    return new TikaParser(
        TikaSettings.DEFAULTS.withWorkers(1), ParseWorker.class.getName(), programs);
  }

  private Programs reads() throws IOException {
    return StandInPrograms.of(bin, List.of(), StandInPrograms.READS);
  }

  private static Programs none() {
    return new Programs(List.of());
  }

  /// A document of words and pictures.
  private static byte[] word(String words, List<byte[]> pictures) throws Exception {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.createParagraph().createRun().setText(words);
      for (byte[] picture : pictures) {
        document
            .createParagraph()
            .createRun()
            .addPicture(
                new ByteArrayInputStream(picture),
                PictureType.PNG,
                "scan.png",
                Units.toEMU(400),
                Units.toEMU(500));
      }
      document.write(out);
      return out.toByteArray();
    }
  }

  private byte[] slides() throws IOException {
    try (XMLSlideShow show = new XMLSlideShow();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      show.setPageSize(new Dimension(720, 540));
      for (int i = 0; i < 2; i++) {
        XSLFSlide slide = show.createSlide();
        slide.createTextBox().setText("Slide " + i);
        XSLFPictureShape shape =
            slide.createPicture(show.addPicture(page, PictureData.PictureType.PNG));
        shape.setAnchor(new Rectangle(10, 10, 400, 500));
      }
      show.write(out);
      return out.toByteArray();
    }
  }

  private byte[] openDocument() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", Sources.utf8("application/vnd.oasis.opendocument.text"));
    parts.put(
        "content.xml",
        Sources.utf8(
            "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
                + " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
                + " xmlns:xlink='http://www.w3.org/1999/xlink'><office:body><office:text>"
                + "<text:p>Our lease.<draw:frame><draw:image xlink:href='Pictures/scan.png'/>"
                + "</draw:frame></text:p></office:text></office:body></office:document-content>"));
    parts.put("Pictures/scan.png", page);
    return Sources.zip(parts);
  }

  private byte[] mail() {
    return Sources.utf8(
        "From: ann@example.com\r\nTo: ben@example.com\r\nSubject: Signed\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
            + "Content-Type: text/html\r\n\r\n<p>Here it is.<img src='cid:1'></p>\r\n"
            + "--b\r\nContent-Type: image/png; name=scan.png\r\nContent-ID: <1>\r\n"
            + "Content-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: inline; filename=scan.png\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(page)
            + "\r\n--b--\r\n");
  }

  private byte[] web() {
    return Sources.utf8(
        "<html><body><p>Our lease.</p><img src='data:image/png;base64,"
            + Base64.getEncoder().encodeToString(page)
            + "'></body></html>");
  }

  @Test
  void aPageInADocumentIsADocumentOfItsFamily() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("lease.docx", word("Our lease.", List.of(page)));
    files.put("lease.pptx", slides());
    files.put("lease.odt", openDocument());
    files.put("lease.eml", mail());
    files.put("lease.html", web());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      List<SourceDocument> family = family(reads(), file.getKey(), file.getValue());
      assertEquals(2, family.size(), file.getKey());
      SourceDocument scan = family.getLast();
      assertEquals(file.getKey(), scan.id().value().replaceFirst("!.*", ""));
      assertEquals("Read from paper.", scan.text());
      assertEquals("1", scan.metadata().get("ocr_pages"));
      assertNull(family.getFirst().metadata().get("pictures_not_read"));
    }
  }

  @Test
  void logosAndTheSamePageOnceMoreArePassedOver() throws Exception {
    byte[] other = ScannedPages.png(ScannedPages.picture(List.of("Another page.")));
    byte[] bytes = word("Our lease.", List.of(logo, page, page, other));
    assertEquals(
        List.of("lease.docx", "lease.docx!image2.png", "lease.docx!image3.png"),
        family(reads(), "lease.docx", bytes).stream().map(each -> each.id().value()).toList());
    assertEquals(1, family(none(), "logo.docx", word("Our lease.", List.of(logo))).size());
  }

  @Test
  void pagesThatAreNotReadAreCounted() throws Exception {
    byte[] large = ScannedPages.png(ScannedPages.plain(900, 900));
    byte[] bytes = word("Our lease.", List.of(logo, page, large));
    List<SourceDocument> family = family(none(), "lease.docx", bytes);
    assertEquals(1, family.size());
    assertEquals("2", family.getFirst().metadata().get("pictures_not_read"));
  }

  @Test
  void aDocumentOfPicturesAloneSaysWhatToDo() throws Exception {
    try (TikaParser parser = parser(none())) {
      Rejected rejected =
          Sources.rejected(parser, Sources.of(folder, "scan.docx", word("", List.of(page))));
      assertEquals(
          "no text; pictures not read: 1; install tesseract-ocr to have them read",
          rejected.detail());
    }
  }

  @Test
  void aPictureThatCannotBeUnpackedCostsNotTheTextAroundIt() throws Exception {
    byte[] bytes = word("Our lease.", List.of(page));
    // The picture's bytes within the zip, past the header of its entry.
    byte[] name = Sources.utf8("word/media/image1.png");
    int start = 0;
    while (!Arrays.equals(name, Arrays.copyOfRange(bytes, start, start + name.length))) {
      start++;
    }
    Arrays.fill(bytes, start + name.length + 100, start + name.length + 200, (byte) 0xFF);
    List<SourceDocument> family = family(reads(), "lease.docx", bytes);
    assertEquals("Our lease.", family.getFirst().text());
    assertEquals("1", family.getFirst().metadata().get("pictures_not_read"));
  }

  @Test
  void fewUnsureWordsAreAPhotographsAndManyAPages() throws Exception {
    String word = "printf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t75\\tword\\n'";
    byte[] bytes = word("Our lease.", List.of(page));
    Programs few = StandInPrograms.of(bin, List.of(), (word + "\n").repeat(19));
    assertEquals(1, family(few, "lease.docx", bytes).size());
    Programs many = StandInPrograms.of(bin, List.of(), (word + "\n").repeat(20));
    assertEquals(2, family(many, "lease.docx", bytes).size());
  }

  @Test
  void aPhotographAndAPictureThatIsNoneGiveNothing() throws Exception {
    Programs blind = StandInPrograms.of(bin, List.of(), "exit 0");
    byte[] broken = Arrays.copyOf(page, 20);
    byte[] bytes = word("Our lease.", List.of(page, broken));
    List<SourceDocument> family = family(blind, "lease.docx", bytes);
    assertEquals(1, family.size());
    assertNull(family.getFirst().metadata().get("skipped"));
  }
}
