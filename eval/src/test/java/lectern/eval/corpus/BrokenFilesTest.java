package lectern.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class BrokenFilesTest {

  @Test
  void theBombExpandsToMoreThanOneGibibyteFromKilobytes() throws IOException {
    byte[] bomb = bytes("broken/bomb.zip");
    assertTrue(bomb.length < 100_000, "bomb has " + bomb.length + " bytes");
    long expanded = 0;
    Set<String> names = new HashSet<>();
    try (ZipInputStream outer = new ZipInputStream(new ByteArrayInputStream(bomb))) {
      for (ZipEntry entry = outer.getNextEntry(); entry != null; entry = outer.getNextEntry()) {
        names.add(entry.getName());
        ZipInputStream inner = new ZipInputStream(new ByteArrayInputStream(outer.readAllBytes()));
        inner.getNextEntry();
        expanded += length(inner);
      }
    }
    assertEquals(17, names.size());
    assertTrue(expanded > 1L << 30, "bomb expands to " + expanded + " bytes");
  }

  private static long length(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      length += read;
    }
    return length;
  }

  @Test
  void theEncryptedPdfOpensWithItsPasswordOnly() throws IOException {
    byte[] pdf = bytes("broken/encrypted.pdf");
    assertThrows(InvalidPasswordException.class, () -> Loader.loadPDF(pdf));
    try (PDDocument document = Loader.loadPDF(pdf, BrokenFiles.PASSWORD)) {
      assertTrue(new PDFTextStripper().getText(document).contains("The berth is 11 metres long."));
    }
  }

  @Test
  void theTruncatedPdfHasLostItsTrailer() throws IOException {
    String pdf = new String(bytes("broken/truncated.pdf"), StandardCharsets.ISO_8859_1);
    assertTrue(pdf.startsWith("%PDF-"));
    assertTrue(!pdf.contains("trailer"));
  }

  @Test
  void theLegacyTextIsNotUtf8() throws IOException {
    byte[] text = bytes("broken/windows-1252.txt");
    assertThrows(
        CharacterCodingException.class,
        () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)));
    byte[] wide = bytes("broken/utf-16le-without-bom.txt");
    assertEquals('L', wide[0]);
    assertEquals(0, wide[1]);
  }

  private static byte[] bytes(String path) throws IOException {
    return BrokenFiles.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .bytes();
  }
}
