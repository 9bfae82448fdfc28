package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Map;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.tika.exception.TikaException;
import org.apache.tika.mime.MediaType;
import org.junit.jupiter.api.Test;

/// What a person is told of a file that cannot be read.
class RejectionsTest extends WithParser {
  @Test
  void damagedFilesAreDescribedInWords() throws IOException {
    assertDamaged(
        "the PDF's structure is damaged or cut off (",
        "junk.pdf",
        Sources.utf8("%PDF-1.4\njunk\n%%EOF"));
    byte[] zip = Sources.zip(Map.of("a.txt", Sources.utf8("rent ".repeat(1_000))));
    assertDamaged(
        "the zip container is damaged or cut off (",
        "half.zip",
        Arrays.copyOf(zip, zip.length / 2));
    try (HSSFWorkbook old = new HSSFWorkbook();
        XSSFWorkbook sheets = new XSSFWorkbook()) {
      old.createSheet("Rents").createRow(0).createCell(0).setCellValue("rent");
      byte[] xls = bytes(old);
      assertDamaged(
          "the Office file is damaged or cut off (",
          "half.xls",
          Arrays.copyOf(xls, xls.length / 2));
      sheets.createSheet("Rents").createRow(0).createCell(0).setCellValue("rent");
      byte[] xlsx = bytes(sheets);
      assertDamaged(
          "the Office file is damaged or cut off (",
          "half.xlsx",
          Arrays.copyOf(xlsx, xlsx.length / 2));
    }
    assertDamaged(
        "its markup breaks the rules of XML (",
        "open.xml",
        Sources.utf8("<?xml version=\"1.0\"?><a><b>text</a>"));
  }

  private void assertDamaged(String start, String name, byte[] bytes) {
    Rejected rejected = rejected(name, bytes);
    assertEquals(Reason.CORRUPT, rejected.reason(), name);
    String detail = rejected.detail();
    assertTrue(detail.startsWith(start) && detail.endsWith(")"), name + ": " + detail);
    assertTrue(!detail.contains("Exception"), name + ": " + detail);
  }

  private static byte[] bytes(org.apache.poi.ss.usermodel.Workbook workbook) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workbook.write(out);
    return out.toByteArray();
  }

  @Test
  void aFullDiskIsNotTheFilesFault() {
    for (Throwable full :
        new Throwable[] {
          new FileSystemException("/somewhere/member1.tmp", null, "No space left on device"),
          new TikaException("cannot parse", new IOException("No space left on device")),
        }) {
      assertEquals(
          new Rejected(Reason.UNREADABLE, "the worker's temporary folder: No space left on device"),
          Rejections.of(full, MediaType.APPLICATION_ZIP));
    }
    assertEquals(
        "the worker's temporary folder: AccessDeniedException",
        Rejections.of(new AccessDeniedException("/somewhere"), MediaType.TEXT_PLAIN).detail());
  }

  @Test
  void aFileWhoseMembersFindNoRoomIsNotIndexedWithoutThem() {
    var zip =
        Sources.of(folder, "roomless.zip", Sources.zip(Map.of("a.txt", Sources.utf8("rent"))));
    Request request = Request.of(zip, settings(), new OcrProgram.Absent(""));
    FamilyReader reader = new FamilyReader(folder.resolve("no such folder"));
    assertEquals(
        new Rejected(Reason.UNREADABLE, "the worker's temporary folder: NoSuchFileException"),
        reader.read(request, zip.path(), _ -> {}));
  }

  @Test
  void exceptionsWithoutWordsGetSome() {
    MediaType pdf = MediaType.application("pdf");
    String damaged = "the PDF's structure is damaged or cut off (";
    assertEquals(damaged + "it ends too early)", Rejections.of(new EOFException(), pdf).detail());
    assertEquals(
        damaged + "its parser failed: NullPointerException)",
        Rejections.of(new NullPointerException("because \"part\" is null"), pdf).detail());
    assertEquals(
        damaged + "no part in Package)",
        Rejections.of(new IOException("no part in Package@1b2c3d4e"), pdf).detail());
  }

  @Test
  void aDetailIsOneLineOfBoundedLength() {
    String detail =
        Rejections.of(new IOException("broken\nhere ".repeat(100)), MediaType.TEXT_HTML).detail();
    assertTrue(detail.length() <= 300 && detail.endsWith("…)"), detail);
    assertEquals(1, detail.lines().count());
  }
}
