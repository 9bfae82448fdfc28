package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages and pictures without text, with and without a program that reads them.
class ScansTest {
  private static final List<String> LETTER =
      List.of(
          "The tenant pays the rent in advance,",
          "on the first day of each month.",
          "",
          "",
          "The landlord insures the building.");

  private static final OcrSettings USUAL = OcrSettings.DEFAULTS;

  @TempDir Path folder;
  @TempDir Path bin;

  private TikaParser parser(OcrSettings ocr, Programs programs) {
    return new TikaParser(
        TikaSettings.DEFAULTS.withWorkers(1).withOcr(ocr), ParseWorker.class.getName(), programs);
  }

  private TikaParser without() {
    return parser(USUAL, new Programs(List.of()));
  }

  private TikaParser with(String script) throws IOException {
    return parser(USUAL, StandInPrograms.of(bin, List.of("bwrap", "prlimit", "setpriv"), script));
  }

  private SourceDocument read(TikaParser parser, String name, byte[] bytes) {
    try (parser) {
      return Sources.document(parser, Sources.of(folder, name, bytes));
    }
  }

  private Rejected rejected(TikaParser parser, String name, byte[] bytes) {
    try (parser) {
      return Sources.rejected(parser, Sources.of(folder, name, bytes));
    }
  }

  /// Print, two scans, a blank page, a scan with a number stamped on it.
  private static byte[] mixed() throws IOException {
    PDDocument pdf =
        PdfTest.pdf(
            List.of(
                List.of(
                    "Lease of the flat in Harbour Street, made between the landlord and the tenant")));
    ScannedPages.scan(pdf, LETTER);
    ScannedPages.scan(pdf, List.of("Signed by the tenant."));
    pdf.addPage(new PDPage());
    ScannedPages.stamp(pdf, ScannedPages.scan(pdf, LETTER), "produced as page 123 of the file");
    return PdfTest.bytes(pdf);
  }

  private static byte[] scanned(int pages) throws IOException {
    PDDocument pdf = new PDDocument();
    for (int i = 0; i < pages; i++) {
      ScannedPages.scan(pdf, LETTER);
    }
    return PdfTest.bytes(pdf);
  }

  @Test
  void pagesWithoutTextAreToldApartFromBlankOnes() throws IOException {
    SourceDocument document = read(without(), "mixed.pdf", mixed());
    assertEquals("2-3, 5", document.metadata().get("pages_without_text"));
    assertNull(document.metadata().get("ocr"));
  }

  @Test
  void aDocumentWithTextOnEveryPageHasNoneWithout() throws IOException {
    SourceDocument document =
        read(without(), "print.pdf", PdfTest.bytes(PdfTest.pdf(List.of(LETTER, LETTER))));
    assertNull(document.metadata().get("pages_without_text"));
  }

  @Test
  void aScanSaysHowItCanBeRead() throws IOException {
    Rejected rejected = rejected(without(), "scan.pdf", scanned(2));
    assertEquals(Reason.EMPTY, rejected.reason());
    assertEquals(
        "no text; 2 of 2 pages have no text layer; install tesseract-ocr to have them read",
        rejected.detail());
  }

  @Test
  void whatIsReadOffPagesStandsInTheirOrder() throws IOException {
    SourceDocument document = read(with(StandInPrograms.READS), "mixed.pdf", mixed());
    assertEquals(
        List.of(
            "Paragraph @ p. 1: Lease of the flat in Harbour Street, made between the landlord and the tenant",
            "Paragraph @ p. 2: Read from paper.",
            "Paragraph @ p. 3: Read from paper.",
            "Paragraph @ p. 5: produced as page 123 of the file",
            "Paragraph @ p. 5: Read from paper."),
        Sources.blocks(document));
    assertEquals("tesseract 9.8.7, eng", document.metadata().get("ocr"));
    assertEquals("2-3, 5", document.metadata().get("ocr_pages"));
    assertEquals("80", document.metadata().get("ocr_confidence"));
    assertNull(document.metadata().get("pages_without_text"));
  }

  @Test
  void pagesThatTheProgramFailsOnAreSaid() throws IOException {
    SourceDocument document = read(with(StandInPrograms.FAILS), "mixed.pdf", mixed());
    assertEquals("2-3, 5", document.metadata().get("pages_without_text"));
    Rejected rejected = rejected(with(StandInPrograms.FAILS), "scan.pdf", scanned(1));
    assertEquals(
        "no text; 1 of 1 pages have no text layer; tesseract 9.8.7, eng read 0 of 1 pages and found none",
        rejected.detail());
  }

  @Test
  void pagesNotReadInTimeAreSaid() throws IOException {
    OcrSettings hasty = new OcrSettings(true, "eng", Duration.ofSeconds(3));
    Programs slow = StandInPrograms.of(bin, List.of(), "sleep 1.2\n" + StandInPrograms.READS);
    SourceDocument document = read(parser(hasty, slow), "scan.pdf", scanned(6));
    String facts = document.metadata().toString();
    assertTrue(
        facts.matches(
            ".*ocr=tesseract 9.8.7, eng; read [12] of 6 pages,.*pages_without_text=[23]-6.*"),
        facts);
  }

  @Test
  void readingMayTakeLongerThanTheFilesLimit() throws IOException {
    TikaSettings usual = TikaSettings.DEFAULTS.withWorkers(1);
    TikaSettings impatient =
        new TikaSettings(
            1,
            usual.workerHeapMegabytes(),
            Duration.ofSeconds(10),
            usual.maxFileBytes(),
            usual.maxTextChars(),
            usual.maxMembers(),
            usual.maxMemberBytes(),
            usual.maxDepth(),
            usual.filesPerWorker(),
            USUAL);
    Programs slow = StandInPrograms.of(bin, List.of(), "sleep 5.5\n" + StandInPrograms.READS);
    TikaParser parser = new TikaParser(impatient, ParseWorker.class.getName(), slow);
    assertEquals("1-2", read(parser, "scan.pdf", scanned(2)).metadata().get("ocr_pages"));
  }

  @Test
  void languagesThatAreNotInstalledAreNamed() throws IOException {
    OcrSettings german = new OcrSettings(true, "eng+deu", Duration.ofMinutes(1));
    Programs programs = StandInPrograms.of(bin, List.of(), StandInPrograms.READS);
    assertEquals(
        "no text; 1 of 1 pages have no text layer; tesseract has no language deu, only eng, fra:"
            + " install tesseract-ocr-deu, or change parse.ocr-languages",
        rejected(parser(german, programs), "scan.pdf", scanned(1)).detail());
  }

  @Test
  void whetherScansAreReadIsALimitThatFilesFailBy() throws IOException {
    try (TikaParser none = without();
        TikaParser some = with(StandInPrograms.READS)) {
      assertNotEquals(none.limits(), some.limits());
      assertTrue(some.limits().contains("tesseract 9.8.7, eng"), some.limits());
    }
  }

  @Test
  void picturesAreReadPageByPage() throws IOException {
    SourceDocument fax =
        read(
            with(StandInPrograms.READS),
            "fax.tif",
            ScannedPages.tiff(List.of(ScannedPages.picture(LETTER), ScannedPages.picture(LETTER))));
    assertEquals(
        List.of("Paragraph @ p. 1: Read from paper.", "Paragraph @ p. 2: Read from paper."),
        Sources.blocks(fax));
    assertEquals("1-2", fax.metadata().get("ocr_pages"));
  }

  @Test
  void picturesWithinFilesAreReadFromAPagesSizeOn() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("letter.png", ScannedPages.png(ScannedPages.picture(LETTER)));
    members.put("logo.png", ScannedPages.png(ScannedPages.plain(600, 200)));
    try (TikaParser parser = with(StandInPrograms.READS)) {
      List<SourceDocument> family =
          Sources.family(parser, Sources.of(folder, "post.zip", Sources.zip(members)));
      assertEquals(2, family.size());
      assertEquals("post.zip!letter.png", family.getLast().id().value());
      assertEquals(
          "1 member: logo.png (a picture of 120000 pixels; within another file they are read from"
              + " 400000 on)",
          family.getFirst().metadata().get("skipped"));
    }
  }

  @Test
  void anAttachedPageIsReadAndAnAttachedLogoPassedOver() throws IOException {
    String mail =
        "From: ann@example.com\r\nTo: ben@example.com\r\nSubject: Signed\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
            + "Here it is.\r\n"
            + attached("letter.png", ScannedPages.picture(LETTER))
            + attached("logo.png", ScannedPages.plain(300, 80))
            + "--b--\r\n";
    try (TikaParser parser = with(StandInPrograms.READS)) {
      List<SourceDocument> family =
          Sources.family(parser, Sources.of(folder, "mail.eml", Sources.utf8(mail)));
      assertEquals("mail.eml!letter.png", family.getLast().id().value());
      assertEquals("Read from paper.", family.getLast().text());
      assertEquals(2, family.size());
    }
  }

  private static String attached(String name, BufferedImage image) throws IOException {
    return "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        + "Content-Disposition: attachment; filename="
        + name
        + "\r\n\r\n"
        + Base64.getMimeEncoder().encodeToString(ScannedPages.png(image))
        + "\r\n";
  }

  @Test
  void aPictureThatIsNoneIsCorrupt() throws IOException {
    byte[] png = ScannedPages.png(ScannedPages.picture(LETTER));
    Rejected rejected = rejected(with(StandInPrograms.READS), "half.png", Arrays.copyOf(png, 100));
    assertEquals(Reason.CORRUPT, rejected.reason());
  }

  @Test
  void whatIsHardlyAWordIsNoText() throws IOException {
    String guess = "printf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t12.5\\t~~\\n'";
    Rejected rejected =
        rejected(with(guess), "photo.png", ScannedPages.png(ScannedPages.plain(900, 900)));
    assertEquals(Reason.EMPTY, rejected.reason());
  }

  @Test
  void aScanThatEndsItsWorkerCostsOnlyTheScan() throws IOException {
    // It kills its parent, the worker.
    SourceDocument document = read(with("kill -9 $PPID; exec sleep 600"), "mixed.pdf", mixed());
    assertEquals("2-3, 5", document.metadata().get("pages_without_text"));
    assertTrue(document.text().startsWith("Lease of the flat"));
    assertTrue(Files.exists(bin.resolve("tesseract")));
  }

  @Test
  void tesseractReadsAScan() throws IOException {
    TikaParser real = parser(USUAL, Programs.ofEnvironment());
    assumeTrue(real.limits().contains("tesseract"), "tesseract-ocr is not installed");
    SourceDocument document = read(real, "mixed.pdf", mixed());
    assertEquals(
        List.of(
            "Paragraph @ p. 1: Lease of the flat in Harbour Street, made between the landlord and the tenant",
            "Paragraph @ p. 2: The tenant pays the rent in advance, on the first day of each month.",
            "Paragraph @ p. 2: The landlord insures the building.",
            "Paragraph @ p. 3: Signed by the tenant.",
            "Paragraph @ p. 5: produced as page 123 of the file",
            "Paragraph @ p. 5: The tenant pays the rent in advance, on the first day of each month.",
            "Paragraph @ p. 5: The landlord insures the building."),
        Sources.blocks(document));
  }

  @Test
  void tesseractReadsPagesThatLieUpsideDownOrSidewaysOrAskew() throws IOException {
    TikaParser real = parser(USUAL, Programs.ofEnvironment());
    assumeTrue(real.limits().contains("tesseract"), "tesseract-ocr is not installed");
    PDDocument pdf = new PDDocument();
    List<Integer> turns = List.of(90, 180, 270, 2, -8, 185);
    for (int degrees : turns) {
      ScannedPages.scan(pdf, ScannedPages.askew(ScannedPages.picture(LETTER), degrees));
    }
    // Scanned upside down or on its side, and turned back by whoever filed it.
    ScannedPages.scan(pdf, ScannedPages.askew(ScannedPages.picture(LETTER), 180)).setRotation(180);
    ScannedPages.scan(pdf, ScannedPages.askew(ScannedPages.picture(LETTER), 268)).setRotation(90);
    SourceDocument document = read(real, "askew.pdf", PdfTest.bytes(pdf));
    List<String> expected = new ArrayList<>();
    for (int page = 1; page <= turns.size() + 2; page++) {
      String place = "Paragraph @ p. " + page + ": ";
      expected.add(place + "The tenant pays the rent in advance, on the first day of each month.");
      expected.add(place + "The landlord insures the building.");
    }
    assertEquals(expected, Sources.blocks(document));
    assertTrue(Integer.parseInt(document.metadata().get("ocr_confidence")) >= 90);
  }

  @Test
  void whatReadsBadlyIsReadUpsideDownTooAndTheBetterKept() throws IOException {
    Path calls = bin.resolve("calls");
    String second =
        """
        echo call >> CALLS
        confidence=40
        test "$(wc -l < CALLS)" -eq 2 && confidence=80
        printf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t%s\\tword%s\\n' $confidence $confidence
        """
            .replace("CALLS", calls.toString());
    TikaParser parser = parser(USUAL, StandInPrograms.of(bin, List.of(), second));
    assertEquals("word80", read(parser, "scan.pdf", scanned(1)).text());
    assertEquals(2, Files.readAllLines(calls).size());
  }

  @Test
  void onlySoManyPicturesAreReadTwiceInVain() throws IOException {
    Path calls = bin.resolve("calls");
    String bad =
        "echo call >> " + calls + "\nprintf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t40\\tword\\n'";
    TikaParser parser = parser(USUAL, StandInPrograms.of(bin, List.of(), bad));
    SourceDocument document = read(parser, "scan.pdf", scanned(6));
    assertEquals("1-6", document.metadata().get("ocr_pages"));
    assertEquals("40", document.metadata().get("ocr_confidence"));
    assertEquals(6 + 3, Files.readAllLines(calls).size());
  }
}
