package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import lectern.ingest.SourceDocument;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;

/// Members that lie within OLE2 files as folders, without bytes of their own.
class OleMembersTest extends WithParser {
  /// Reserved bytes, ids and counts before the properties of a message file ([MS-OXMSG] 2.4.1).
  private static final int FILE_HEADER_BYTES = 32;

  /// The same for a message within a message, which has 8 reserved bytes fewer.
  private static final int EMBEDDED_HEADER_BYTES = 24;

  private static final Instant SENT = Instant.parse("2024-02-21T20:11:32Z");

  @Test
  void aMessageAttachedToAMessageIsAMember() throws IOException {
    List<SourceDocument> family = family("outer.msg", forwarded());
    assertEquals(2, family.size(), family.toString());
    SourceDocument inner = family.get(1);
    assertEquals("outer.msg!RE: The invoice.msg", inner.id().value());
    assertEquals(
        """
        Subject: RE: The invoice
        Date: 2024-02-21T20:11:32Z

        Rent for March: 500.\
        """,
        inner.text());
    assertEquals(
        inner.revision(), family("outer.msg", forwarded()).get(1).revision(), "same bytes out");
  }

  @Test
  void aWorkbookWithinAWorkbookIsAMember() throws IOException {
    try (HSSFWorkbook inner = new HSSFWorkbook();
        HSSFWorkbook outer = new HSSFWorkbook();
        POIFSFileSystem files = new POIFSFileSystem()) {
      inner.createSheet("Costs").createRow(0).createCell(0).setCellValue("inner rent");
      files.createDocument(new ByteArrayInputStream(inner.getBytes()), "Workbook");
      outer.createSheet("Rents").createRow(0).createCell(0).setCellValue("outer rent");
      outer.addOlePackage(files, "costs", "costs.xls", "costs.xls");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      outer.write(out);
      List<SourceDocument> family = family("outer.xls", out.toByteArray());
      assertEquals(2, family.size(), family.toString());
      assertTrue(family.get(1).text().contains("inner rent"), family.get(1).text());
      assertEquals("application/vnd.ms-excel", family.get(1).mediaType());
    }
  }

  private static byte[] forwarded() throws IOException {
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      DirectoryEntry root = files.getRoot();
      message(root, FILE_HEADER_BYTES, "Fwd: The invoice", "See below.");
      root.createDirectory("__nameid_version1.0");
      DirectoryEntry attachment = root.createDirectory("__attach_version1.0_#00000000");
      stream(attachment, "__properties_version1.0", new byte[8]);
      text(attachment, "3001", "The invoice");
      message(
          attachment.createDirectory("__substg1.0_3701000D"),
          EMBEDDED_HEADER_BYTES,
          "RE: The invoice",
          "Rent for March: 500.");
      return bytes(files);
    }
  }

  private static void message(DirectoryEntry folder, int headerBytes, String subject, String body)
      throws IOException {
    long windowsTime = (SENT.getEpochSecond() + 11_644_473_600L) * 10_000_000L;
    ByteBuffer properties =
        ByteBuffer.allocate(headerBytes + 16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(headerBytes, 0x00390040)
            .putInt(headerBytes + 4, 6)
            .putLong(headerBytes + 8, windowsTime);
    stream(folder, "__properties_version1.0", properties.array());
    text(folder, "001A", "IPM.Note");
    text(folder, "0037", subject);
    text(folder, "0070", "The invoice");
    text(folder, "1000", body);
  }

  private static void text(DirectoryEntry folder, String property, String value)
      throws IOException {
    stream(folder, "__substg1.0_" + property + "001F", value.getBytes(StandardCharsets.UTF_16LE));
  }

  private static void stream(DirectoryEntry folder, String name, byte[] bytes) throws IOException {
    folder.createDocument(name, new ByteArrayInputStream(bytes));
  }

  private static byte[] bytes(POIFSFileSystem files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.writeFilesystem(out);
    return out.toByteArray();
  }
}
