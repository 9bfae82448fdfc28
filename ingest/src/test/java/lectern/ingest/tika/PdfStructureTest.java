package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;

/// Headings, running lines and paragraphs of printed pages.
class PdfStructureTest extends WithParser {
  /// A line and how it is printed.
  private record Styled(String text, float size, boolean bold, float x, float y) {}

  /// Lines from the top of a page's text down; `#` is large, `*` bold, a blank leaves a gap.
  private static List<Styled> page(String... lines) {
    List<Styled> styled = new ArrayList<>();
    float y = 690;
    for (String line : lines) {
      boolean large = line.startsWith("#");
      boolean bold = large || line.startsWith("*");
      styled.add(new Styled(bold ? line.substring(1) : line, large ? 16 : 11, bold, 72, y));
      y -= large ? 20 : 14;
    }
    return styled;
  }

  private static byte[] pdf(List<List<Styled>> pages, String... outline) throws IOException {
    PDDocument pdf = new PDDocument();
    for (List<Styled> lines : pages) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        for (Styled line : lines) {
          if (!line.text().isEmpty()) {
            FontName font = line.bold() ? FontName.HELVETICA_BOLD : FontName.HELVETICA;
            content.beginText();
            content.setFont(new PDType1Font(font), line.size());
            content.newLineAtOffset(line.x(), line.y());
            content.showText(line.text());
            content.endText();
          }
        }
      }
    }
    if (outline.length > 0) {
      PDDocumentOutline root = new PDDocumentOutline();
      pdf.getDocumentCatalog().setDocumentOutline(root);
      PDOutlineItem last = new PDOutlineItem();
      for (String title : outline) {
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title.strip());
        if (title.startsWith(" ")) {
          last.addLast(item);
        } else {
          root.addLast(item);
          last = item;
        }
      }
    }
    return PdfTest.bytes(pdf);
  }

  private List<String> blocks(byte[] pdf) {
    return Sources.blocks(read("file.pdf", pdf));
  }

  @Test
  void whatStandsOnEveryPageIsFurniture() throws IOException {
    List<List<Styled>> pages = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      List<Styled> page =
          new ArrayList<>(
              page(
                  "The text of page " + i + " goes on for a while and",
                  "then ends here.",
                  "",
                  "7"));
      page.addFirst(new Styled("Lease of Unit 4 - Draft of " + i + " May 2024", 9, false, 72, 760));
      page.add(new Styled("- " + i + " -", 9, false, 300, 40));
      pages.add(page);
    }
    List<String> found = blocks(pdf(pages));
    assertEquals(
        List.of(
            "Furniture @ p. 2: Lease of Unit 4 - Draft of 2 May 2024",
            "Paragraph @ p. 2: The text of page 2 goes on for a while and then ends here.",
            "Paragraph @ p. 2: 7",
            "Furniture @ p. 2: - 2 -"),
        found.subList(4, 8));
  }

  @Test
  void aShortDocumentHasNoFurnitureButItsPageNumbers() throws IOException {
    List<List<Styled>> pages = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      List<Styled> page = new ArrayList<>(page("Same words.", "", "", "Other words " + i));
      page.add(new Styled("Page " + i + " of 2", 9, false, 300, 40));
      pages.add(page);
    }
    assertEquals(
        List.of(
            "Paragraph @ p. 1: Same words.",
            "Paragraph @ p. 1: Other words 1",
            "Furniture @ p. 1: Page 1 of 2",
            "Paragraph @ p. 2: Same words.",
            "Paragraph @ p. 2: Other words 2",
            "Furniture @ p. 2: Page 2 of 2"),
        blocks(pdf(pages)));
  }

  private static final String[] LEASE = {
    "#Lease of Unit 4",
    "",
    "ARTICLE I",
    "",
    "*DEFINITIONS",
    "",
    "In this lease the words below mean what is said of them here,",
    "and nothing else, whatever they may mean to other people.",
    "",
    "*1.1 Term",
    "",
    "The term is ten years from the first of May of this very year.",
    "*Rent means the yearly rent that is laid down in clause four of",
    "this lease, and what comes to it by way of a later agreement.",
    "",
    "ARTICLE II - RENT",
    "",
    "The tenant pays (see Article I) on the first day of each month.",
    "",
    "*Signed by both, and",
    "",
    "ITEM 5,000 EUR",
  };

  @Test
  void headingsAreFoundByHowTheyLook() throws IOException {
    SourceDocument lease = read("lease.pdf", pdf(List.of(page(LEASE))));
    List<String> headings =
        Sources.blocks(lease).stream().filter(block -> block.startsWith("Heading")).toList();
    assertEquals(
        List.of(
            "Heading 1 @ p. 1: Lease of Unit 4",
            "Heading 2 @ p. 1: ARTICLE I DEFINITIONS",
            "Heading 3 @ p. 1: 1.1 Term",
            "Heading 2 @ p. 1: ARTICLE II - RENT"),
        headings);
    assertEquals("Lease of Unit 4", lease.title());
  }

  @Test
  void theOutlineOfTheFileIsBelievedFirst() throws IOException {
    List<String> found =
        blocks(
            pdf(
                List.of(
                    page(
                        "Preamble",
                        "",
                        "Some words come first, as they always do, and fill a line.",
                        "",
                        "Scope of the work",
                        "",
                        "The contractor builds a house, and nothing but a house here.")),
                "Preamble",
                " Scope of the Work"));
    assertEquals("Heading 1 @ p. 1: Preamble", found.get(0));
    assertEquals("Heading 2 @ p. 1: Scope of the work", found.get(2));
  }

  @Test
  void aTableOfContentsIsNoHeading() throws IOException {
    List<Styled> contents =
        page("ARTICLE 1 TERM 2", "ARTICLE 2 RENT 2", "*Notices ........ 3", "", "", "Some words.");
    List<Styled> text =
        page("ARTICLE 1 TERM", "", "Ten years it is, then.", "", "ARTICLE 2 RENT", "", "A lot.");
    List<String> headings =
        blocks(pdf(List.of(contents, text))).stream().filter(b -> b.startsWith("Heading")).toList();
    assertEquals(
        List.of("Heading 1 @ p. 2: ARTICLE 1 TERM", "Heading 1 @ p. 2: ARTICLE 2 RENT"), headings);
  }

  @Test
  void cellsThatStandBesideEachOtherAreNoHeadings() throws IOException {
    List<Styled> page =
        new ArrayList<>(page("The table below has its titles in bold.", "", "", ""));
    IntStream.range(0, 3)
        .forEach(
            i -> page.add(new Styled("Column " + "ABC".charAt(i), 11, true, 72 + 150 * i, 500)));
    page.addAll(List.of(new Styled("More words follow the table, and end.", 11, false, 72, 440)));
    assertEquals(
        0, blocks(pdf(List.of(page))).stream().filter(b -> b.startsWith("Heading")).count());
  }

  private List<String> headings(String... lines) throws IOException {
    return blocks(pdf(List.of(page(lines)))).stream()
        .filter(block -> block.startsWith("Heading"))
        .map(block -> block.substring(block.indexOf(": ") + 2))
        .toList();
  }

  private static final String SENTENCE =
      "The parties agree that the words below are all that they agree on here.";

  @Test
  void pageNumbersInTheMiddleOfTheSheetAreFurniture() throws IOException {
    List<List<Styled>> pages = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      pages.add(
          page(
              "The text of the sheet goes on here,", "and stops.", "", "- " + i + " -", "", "X/7"));
    }
    assertEquals(
        List.of(
            "Paragraph @ p. 3: The text of the sheet goes on here, and stops.",
            "Furniture @ p. 3: - 3 -",
            "Furniture @ p. 3: X/7"),
        blocks(pdf(pages)).subList(6, 9));
  }

  @Test
  void anItemAtThePagesFootIsNoPageNumber() throws IOException {
    List<List<Styled>> pages = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      pages.add(page("The text of the sheet goes on here,", "and stops.", "", "Schedule " + i));
    }
    assertTrue(blocks(pdf(pages)).stream().noneMatch(block -> block.startsWith("Furniture")));
  }

  @Test
  void namesOfPartiesAndOfThoseWhoSignAreNoHeadings() throws IOException {
    assertEquals(
        List.of("SUPPLY AGREEMENT", "RECITALS:", "Article 1 SUPPLY"),
        headings(
            "*SUPPLY AGREEMENT",
            "",
            "",
            "*by and between",
            "",
            "",
            "*ALPHA LTD.",
            "",
            "",
            "*and",
            "",
            "",
            "*BETA CORPORATION",
            "",
            "",
            "*May 6, 2019",
            "",
            "",
            "RECITALS:",
            "",
            SENTENCE,
            "",
            "*Article 1",
            "*SUPPLY",
            "",
            SENTENCE,
            "",
            "",
            "GEORGE HICKS",
            "By: /s/ Hicks",
            "",
            "",
            "DELTA FUND XII",
            "_________________"));
  }

  @Test
  void aNumberAndATitleAloneAreAHeadingUnlessListed() throws IOException {
    assertEquals(
        List.of("2.1 Line Fill and Tank Bottom Inventory."),
        headings(
            SENTENCE,
            "",
            "2.1 Line Fill and Tank Bottom Inventory.",
            "(a) Shippers fill the line.",
            "",
            "2.2 Notices. Any notice is given in writing, and to both of them.",
            "",
            "The parts are:",
            "1. Pumps",
            "2. Valves",
            "3. Pipes",
            "",
            SENTENCE));
  }

  @Test
  void aBrokenWordIsWholeAndItsPrintIsKept() throws IOException {
    SourceDocument document =
        read(
            "print.pdf",
            pdf(
                List.of(
                    page(
                        "A long-term tenant pays in ad-",
                        "vance for every long-",
                        "term lease."))));
    assertEquals("A long-term tenant pays in advance for every long-term lease.", document.text());
    assertEquals(
        "A long-term tenant pays in ad-\nvance for every long-term lease.",
        document.repairs().printed(document.text(), new Span(0, document.text().length())));
  }

  @Test
  void ligaturesAreLettersAndTheirPrintIsKept() throws IOException {
    PDDocument pdf = new PDDocument();
    PDPage page = new PDPage();
    pdf.addPage(page);
    try (InputStream letters = PDDocument.class.getResourceAsStream(LIBERATION);
        PDPageContentStream content = new PDPageContentStream(pdf, page)) {
      content.beginText();
      content.setFont(PDType0Font.load(pdf, letters), 11);
      content.newLineAtOffset(72, 700);
      content.showText("The \uFB01rst of\uFB01ce");
      content.endText();
    }
    SourceDocument document = read("ligatures.pdf", PdfTest.bytes(pdf));
    assertEquals("The first office", document.text());
    assertEquals(
        "The \uFB01rst of\uFB01ce",
        document.repairs().printed(document.text(), new Span(0, document.text().length())));
  }

  private static final String LIBERATION =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
}
