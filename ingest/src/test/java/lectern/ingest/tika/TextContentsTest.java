package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/// A page gives the same text at the same places, whether all of its operators are read or only
/// those that show text.
class TextContentsTest {
  /// Kept, or its level would be forgotten: the parser tells of everything that it mends.
  private static final Logger QUIET = Logger.getLogger("org.apache");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private static final PDType1Font FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

  @Provide
  Arbitrary<List<String>> sound() {
    return pieces().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<String>> broken() {
    Arbitrary<String> garbage =
        Arbitraries.of(
            "(",
            ")",
            "<",
            ">",
            "<<",
            ">>",
            "[",
            "]",
            "{",
            "}",
            "\\",
            "%",
            "(a\\)\n/F1",
            "(a)\n/F1",
            "((a)\r\n/F1 12 Tf",
            "(a\\)\r\n>",
            "BI /W 1 /H 1 /BPC 8 ID x EI",
            "EI",
            "ID",
            "foo",
            "m10",
            "10m",
            "--3",
            "1.2.3",
            "-",
            "true",
            "null",
            "1 0 R",
            "\u0000",
            "\u00e9",
            "<4g>",
            "Tj",
            "Td",
            "cm",
            "gs",
            "Do",
            "1 2",
            "/F1",
            "/",
            "q1",
            "(a)Tj(b)Tj",
            "0 0 m(a)Tj");
    return Arbitraries.frequencyOf(Tuple.of(4, pieces()), Tuple.of(1, garbage))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<String> pieces() {
    Arbitrary<Integer> number = Arbitraries.integers().between(-20, 700);
    Arbitrary<String> string =
        Arbitraries.of(
            "(Rent)", "(is due)", "(a \\( b)", "(\\\\)", "((q) Q)", "<41 42>", "(0 0 m S)", "()");
    Arbitrary<String> shown =
        Combinators.combine(number, number, string)
            .as((x, y, text) -> "BT /F1 12 Tf " + x + " " + y + " Td " + text + " Tj ET");
    Arbitrary<String> textState =
        Arbitraries.of(
            "/F1 8 Tf",
            "14 TL",
            "2 Tc",
            "3 Tw",
            "80 Tz",
            "3 Ts",
            "3 Tr",
            "BT",
            "ET",
            "T*",
            "1 0 0 1 72 500 Tm",
            "0 -14 TD",
            "[(a) -500 (b)] TJ",
            "(c) '",
            "1 2 (d) \"",
            "(e) Tj",
            "/Span <</ActualText (f)>> BDC",
            "/P BMC",
            "EMC",
            "/X1 Do",
            "/G1 gs");
    Arbitrary<String> path =
        Combinators.combine(number, number)
            .as(
                (x, y) ->
                    x + " " + y + " m " + y + " " + x + " l 0 0 10 10 re W n 1 2 3 4 5 6 c h f*");
    Arbitrary<String> state =
        Arbitraries.of(
            "1 0 0 rg",
            "0 g",
            "/P1 scn",
            "2 w",
            "[3 2] 0 d",
            "/Sh1 sh",
            "2 0 0 2 10 10 cm",
            "0.5 0 0 -0.5 0 700 cm",
            "% a comment (");
    Arbitrary<String> group = Arbitraries.of("q", "Q");
    return Arbitraries.frequencyOf(
        Tuple.of(3, shown),
        Tuple.of(2, textState),
        Tuple.of(3, path),
        Tuple.of(3, state),
        Tuple.of(5, group));
  }

  @Property(tries = 400)
  void soundPagesGiveTheSameText(@ForAll("sound") List<String> pieces) throws IOException {
    assertSame(List.of(String.join("\n", pieces)));
  }

  @Property(tries = 400)
  void brokenPagesGiveTheSameText(@ForAll("broken") List<String> pieces, @ForAll boolean lines)
      throws IOException {
    assertSame(List.of(String.join(lines ? "\n" : " ", pieces)));
  }

  @Property(tries = 200)
  void contentsInPartsGiveTheSameText(
      @ForAll("sound") List<String> pieces, @ForAll List<Integer> cuts) throws IOException {
    String whole = String.join(" ", pieces);
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end :
        cuts.stream().map(cut -> Math.floorMod(cut, whole.length() + 1)).sorted().toList()) {
      parts.add(whole.substring(start, end));
      start = end;
    }
    parts.add(whole.substring(start));
    assertSame(parts);
  }

  @Test
  void contentsMayBeSplitAnywhereBetweenTokens() throws IOException {
    assertEquals(
        "Rent is due",
        assertSame(
                List.of(
                    "q 0 0",
                    " m 9 9 l S Q BT /F1 12",
                    "Tf 72 700 Td (Rent)",
                    "Tj ( is due)",
                    " Tj ET"))
            .strip());
  }

  /// The text, the same either way.
  private static String assertSame(List<String> contents) throws IOException {
    String all;
    try (PDDocument pdf = page(contents)) {
      all = text(pdf);
    }
    try (PDDocument pdf = page(contents)) {
      assertEquals(all, text(TextContents.ofEachPage(pdf)), () -> String.join("|", contents));
    }
    return all.substring(0, all.indexOf('@'));
  }

  private static PDDocument page(List<String> contents) throws IOException {
    PDDocument pdf = new PDDocument();
    PDPage page = new PDPage();
    pdf.addPage(page);
    PDResources resources = new PDResources();
    resources.put(COSName.getPDFName("F1"), FONT);
    resources.put(COSName.getPDFName("G1"), new PDExtendedGraphicsState());
    PDFormXObject form = new PDFormXObject(pdf);
    form.setBBox(new PDRectangle(200, 200));
    form.setResources(resources);
    write(form.getStream(), "q 1 g 0 0 9 9 re f Q BT /F1 10 Tf (form) Tj ET");
    resources.put(COSName.getPDFName("X1"), form);
    page.setResources(resources);
    COSArray parts = new COSArray();
    for (String part : contents) {
      PDStream stream = new PDStream(pdf);
      write(stream, part);
      parts.add(stream);
    }
    page.getCOSObject().setItem(COSName.CONTENTS, parts.size() == 1 ? parts.getObject(0) : parts);
    return pdf;
  }

  private static void write(PDStream stream, String content) throws IOException {
    try (OutputStream out = stream.createOutputStream()) {
      out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /// The text, then each character with its place, then what was thrown.
  private static String text(PDDocument pdf) {
    StringBuilder places = new StringBuilder("@");
    String text = "";
    try {
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
              places.append(text.getUnicode()).append(text.getTextMatrix()).append('\n');
              super.processTextPosition(text);
            }
          };
      text = stripper.getText(pdf);
    } catch (IOException | RuntimeException e) {
      places.append(e);
    }
    return text + places;
  }
}
