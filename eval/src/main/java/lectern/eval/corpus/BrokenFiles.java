package lectern.eval.corpus;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;

/// Files that a folder of real documents holds sooner or later, and that must never stop a run.
final class BrokenFiles {

  private static final String FOLDER = "broken/";

  /// Opens `encrypted.pdf`.
  static final String PASSWORD = "harbour-1887";

  private static final int BOMB_MEMBER_BYTES = 64 << 20;
  private static final int BOMB_MEMBERS = 17;
  private static final int NESTED_ELEMENTS = 5_000;
  private static final int JUNK_BYTES = 6_000;
  private static final long SEED = 20240101;

  private BrokenFiles() {}

  static List<SampleFile> files() throws IOException {
    Manuscript letter =
        new ManuscriptReader(List.of())
            .read(FOLDER + "letter", Source.lines("broken/letter.manuscript"));
    String text = TextWriter.text(letter);
    byte[] pdf = new PdfWriter().write(letter);
    byte[] docx = new DocxWriter().write(letter);
    byte[] junk = new byte[JUNK_BYTES];
    new Random(SEED).nextBytes(junk);
    return List.of(
        file(
            "encrypted.pdf",
            new PdfWriter(PASSWORD).write(letter),
            "Needs the password " + PASSWORD),
        file("truncated.pdf", Arrays.copyOf(pdf, pdf.length * 6 / 10), "Cut off at six tenths"),
        file("truncated.docx", Arrays.copyOf(docx, docx.length / 2), "Cut off at one half"),
        file("empty.pdf", new byte[0], "No bytes at all"),
        file(
            "plain-text-named.pdf",
            text.getBytes(StandardCharsets.UTF_8),
            "Plain text under a wrong ending"),
        file(
            "windows-1252.txt",
            text.getBytes(Charset.forName("windows-1252")),
            "Text in a legacy encoding"),
        file(
            "utf-16le-without-bom.txt",
            text.getBytes(StandardCharsets.UTF_16LE),
            "UTF-16 without its mark"),
        file("junk.docx", junk, "Random bytes under a Word ending"),
        file("bomb.zip", bomb(), "Expands to more than a gibibyte, in two steps"),
        file("deeply-nested.html", nested(), "Five thousand elements, each inside the last"),
        file("external-entity.xml", externalEntity(), "Asks the parser to read another file"),
        file("billion-laughs.xml", billionLaughs(), "Entities that expand to a billion words"));
  }

  private static SampleFile file(String name, byte[] bytes, String title) {
    return new SampleFile(FOLDER + name, bytes, title);
  }

  private static SampleFile file(String name, String text, String title) {
    return file(name, text.getBytes(StandardCharsets.UTF_8), title);
  }

  /// Zips in a zip: each inner one holds 64 MiB of zeros.
  private static byte[] bomb() {
    byte[] zeros = new byte[BOMB_MEMBER_BYTES];
    byte[] inner =
        new Archive()
            .addDeflated("zeros.txt", RunDeflater.deflate(zeros), crc(zeros), zeros.length)
            .bytes();
    byte[] deflated = RunDeflater.deflate(inner);
    Archive outer = new Archive();
    for (int number = 1; number <= BOMB_MEMBERS; number++) {
      outer.addDeflated(
          String.format(Locale.ROOT, "level-%02d.zip", number), deflated, crc(inner), inner.length);
    }
    return outer.bytes();
  }

  private static int crc(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    return (int) crc.getValue();
  }

  private static String nested() {
    return "<!DOCTYPE html>\n<html><head><title>Nested</title></head><body>\n"
        + "<div>".repeat(NESTED_ELEMENTS)
        + "The text at the bottom."
        + "</div>".repeat(NESTED_ELEMENTS)
        + "\n</body></html>\n";
  }

  private static String externalEntity() {
    return """
        <?xml version="1.0"?>
        <!DOCTYPE letter [<!ENTITY other SYSTEM "../README.md">]>
        <letter><p>Nothing of another file may follow here: &other;</p></letter>
        """;
  }

  private static String billionLaughs() {
    StringBuilder out =
        new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE lol [\n<!ENTITY lol0 \"lol\">\n");
    for (int level = 1; level <= 9; level++) {
      String below = "&lol" + (level - 1) + ";";
      out.append("<!ENTITY lol")
          .append(level)
          .append(" \"")
          .append(below.repeat(10))
          .append("\">\n");
    }
    return out.append("]>\n<lol>&lol9;</lol>\n").toString();
  }
}
