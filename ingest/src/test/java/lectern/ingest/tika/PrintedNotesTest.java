package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;

/// Notes at the foot of printed pages.
class PrintedNotesTest extends WithParser {
  private static final float BODY = 11;
  private static final float SMALL = 8;

  /// Share of a line's size that a superscript has, and by which it is raised.
  private static final float SUPERSCRIPT = 0.6f;

  private static final float RISE = 0.35f;

  /// A line; what stands between `^` and `^` is a superscript.
  private record Line(String text, float size, float y) {}

  /// Lines of the text from the top down, then small print that ends near the foot.
  private static List<Line> page(List<String> text, String... foot) {
    List<Line> lines = new ArrayList<>();
    float y = 700;
    for (String line : text) {
      lines.add(new Line(line, BODY, y));
      y -= 14;
    }
    y = 60 + 10 * foot.length;
    for (String line : foot) {
      lines.add(new Line(line, SMALL, y));
      y -= 10;
    }
    return lines;
  }

  @SafeVarargs
  private SourceDocument read(List<Line>... pages) throws IOException {
    PDDocument pdf = new PDDocument();
    PDType1Font font = new PDType1Font(FontName.HELVETICA);
    for (List<Line> lines : pages) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        for (Line line : lines) {
          content.beginText();
          content.newLineAtOffset(72, line.y());
          boolean raised = false;
          for (String part : line.text().split("\\^", -1)) {
            if (!part.isEmpty()) {
              content.setFont(font, raised ? SUPERSCRIPT * line.size() : line.size());
              content.setTextRise(raised ? RISE * line.size() : 0);
              content.showText(part);
            }
            raised = !raised;
          }
          content.endText();
        }
      }
    }
    return read("notes.pdf", PdfTest.bytes(pdf));
  }

  private static final List<String> TEXT =
      List.of(
          "The tenant pays the rent that this Agreement^1^ lays down, and pays",
          "it on the first day of each month to the bank^2^ of the landlord's",
          "choice, whatever the day of the week may be, and goes on to");

  /// Each note as its mark, the end of the text up to its place, and its words.
  private static List<String> notes(SourceDocument document) {
    return document.blocks().stream()
        .filter(Block.Footnote.class::isInstance)
        .map(Block.Footnote.class::cast)
        .map(
            note ->
                note.mark()
                    + " "
                    + (note.at() < 0
                        ? "nowhere"
                        : document.text().substring(Math.max(0, note.at() - 8), note.at()))
                    + " -> "
                    + document.text().substring(note.span().start(), note.span().end()))
        .toList();
  }

  @Test
  void smallPrintAtThePagesFootIsTiedToItsMarks() throws IOException {
    SourceDocument document =
        read(
            page(TEXT, "^1^See the schedule, which is long", "and wordy.", "^2^Or a savings bank."),
            page(List.of("do so until the lease ends.")));
    assertEquals(
        List.of(
            "1 eement 1 -> 1 See the schedule, which is long and wordy.",
            "2 e bank 2 -> 2 Or a savings bank."),
        notes(document));
    assertEquals(
        List.of("Paragraph @ p. 1", "Footnote 1 @ p. 1", "Footnote 2 @ p. 1", "Paragraph @ p. 2"),
        Sources.blocks(document).stream().map(b -> b.substring(0, b.indexOf(':'))).toList());
  }

  @Test
  void theSpaceBeforeAMarkIsNotPrinted() throws IOException {
    SourceDocument document = read(page(TEXT, "^1^See the schedule."));
    int at = document.text().indexOf("Agreement 1 lays");
    assertTrue(at > 0, document.text());
    assertEquals(
        "Agreement1 lays",
        document
            .repairs()
            .printed(document.text(), new Span(at, at + "Agreement 1 lays".length())));
  }

  @Test
  void symbolsAreMarksRaisedOrNot() throws IOException {
    assertEquals(
        List.of("* entity * -> * Filed apart.", "\u2020  of it \u2020 -> \u2020 Net of tax."),
        notes(
            read(
                page(
                    List.of(
                        "The parts that are left out [*] are of no weight in this.",
                        "Each is a legal entity*, and the tenant pays the fee in full.",
                        "The landlord keeps all of it^\u2020^ for as long as he likes to."),
                    "* Filed apart.",
                    "\u2020 Net of tax."))));
  }

  @Test
  void aNoteThatRunsOnHasThePlaceOfItsBeginning() throws IOException {
    List<Line> next =
        new ArrayList<>(
            page(List.of("do so until the lease ends.", "It ends."), "in all of its parts."));
    assertEquals(
        List.of(
            "1 eement 1 -> 1 See the schedule, which the parties signed",
            "1 eement 1 -> in all of its parts."),
        notes(read(page(TEXT, "^1^See the schedule, which the parties signed"), next)));
  }

  @Test
  void smallPrintWithTextBelowItIsNoNote() throws IOException {
    List<Line> lines = new ArrayList<>(page(TEXT));
    lines.add(new Line("^1^ In thousands of euros.", SMALL, 300));
    lines.add(new Line("Below the table the text goes on for another line.", BODY, 270));
    assertEquals(List.of(), notes(read(lines)));
  }

  @Test
  void aTableAndASignatureInSmallPrintAreNoNotes() throws IOException {
    assertEquals(
        List.of(),
        notes(
            read(
                page(
                    List.of(
                        "The rent is laid down below, in squared metres (m^2^) and 10^3^ euros:"),
                    "2 Shop 400",
                    "3 Store 90",
                    "4 Yard 30"),
                page(TEXT, "By: ________________", "Name: Ann Smith", "7 May 2024"))));
  }

  @Test
  void textOfTheTextsSizeIsNoNote() throws IOException {
    List<Line> lines = new ArrayList<>(page(TEXT));
    lines.add(new Line("^1^ Whatever the day is, the tenant pays.", BODY, 60));
    assertEquals(List.of(), notes(read(lines)));
  }
}
