package lectern.ingest.tika;

import static lectern.ingest.tika.WordFile.WHO;
import static lectern.ingest.tika.WordFile.cell;
import static lectern.ingest.tika.WordFile.deleted;
import static lectern.ingest.tika.WordFile.field;
import static lectern.ingest.tika.WordFile.inserted;
import static lectern.ingest.tika.WordFile.paragraph;
import static lectern.ingest.tika.WordFile.row;
import static lectern.ingest.tika.WordFile.run;
import static lectern.ingest.tika.WordFile.styled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lectern.ingest.Block;
import lectern.ingest.ClauseMap;
import lectern.ingest.ClauseReader;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Word documents: tracked changes, numbering, notes, tables.
class WordTest extends WithParser {
  private static List<String> lines(SourceDocument document) {
    return document.text().lines().filter(line -> !line.isEmpty()).toList();
  }

  private SourceDocument read(WordFile file) {
    return read("file.docx", file.bytes());
  }

  @Test
  void readsWhatStandsOnceEveryChangeIsAccepted() {
    String endDeleted = "<w:rPr><w:del " + WHO + "/></w:rPr>";
    SourceDocument document =
        read(
            new WordFile(
                    paragraph(run("Rent is ") + deleted("500") + inserted(run("600")) + run("."))
                        + paragraph("<w:moveTo " + WHO + ">" + run("Moved here.") + "</w:moveTo>")
                        + paragraph(
                            run("From here:")
                                + "<w:moveFrom "
                                + WHO
                                + ">"
                                + run("gone")
                                + "</w:moveFrom>")
                        + paragraph(endDeleted, run("First half,"))
                        + paragraph(endDeleted, deleted("a whole paragraph"))
                        + styled("Heading1", " second half.")
                        + paragraph(inserted(run("taken ") + deleted("back")) + run("out"))
                        + paragraph(
                            inserted(
                                "<w:hyperlink w:anchor=\"x\">" + run("linked") + "</w:hyperlink>"))
                        + paragraph(
                            "<w:pPrChange "
                                + WHO
                                + "><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>"
                                + "</w:pPrChange>",
                            run("Plain now"))
                        + "<w:tbl>"
                        + row(
                            "", cell("kept"), cell("<w:cellDel " + WHO + "/>", paragraph(run("c"))))
                        + row("<w:del " + WHO + "/>", cell("row gone"))
                        + row("<w:ins " + WHO + "/>", cell("row new"))
                        + "</w:tbl>")
                .with("comments", "comments", "<w:comment/><w:comment/>"));
    assertEquals(
        List.of(
            "Paragraph @ para. 1: Rent is 600.",
            "Paragraph @ para. 2: Moved here.",
            "Paragraph @ para. 3: From here:",
            "Heading 1 @ para. 4: First half, second half.",
            "Paragraph @ para. 5: taken out",
            "Paragraph @ para. 6: linked",
            "Paragraph @ para. 7: Plain now",
            "Table 2 @ para. 8: kept\nrow new"),
        Sources.blocks(document));
    assertEquals(
        "4 insertions, 5 deletions, 1 move, 1 formatting change",
        document.metadata().get("changes"));
    assertEquals("2", document.metadata().get("comments"));
  }

  @Test
  void aDocumentWithoutChangesSaysNothingOfThem() {
    SourceDocument document = read(new WordFile(paragraph(run("Plain."))));
    assertFalse(document.metadata().containsKey("changes"));
    assertFalse(document.metadata().containsKey("comments"));
  }

  @Test
  void ofAFieldTheResultCounts() {
    SourceDocument document =
        read(
            new WordFile(
                paragraph(
                        run("See ")
                            + field("begin")
                            + "<w:r><w:instrText> REF </w:instrText></w:r>"
                            + field("begin")
                            + "<w:r><w:instrText> QUOTE </w:instrText></w:r>"
                            + field("separate")
                            + run("argument")
                            + field("end")
                            + field("separate")
                            + run("clause 4")
                            + field("end")
                            + "<w:fldSimple w:instr=\"PAGE\">"
                            + run(" and 5")
                            + "</w:fldSimple>")
                    + paragraph(field("begin") + "<w:r><w:instrText> BROKEN</w:instrText></w:r>")
                    + paragraph(run("is not lost"))));
    assertEquals(List.of("See clause 4 and 5", "is not lost"), lines(document));
  }

  private static final String LEGAL_LIST =
      """
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
          <w:pStyle w:val="berschrift1"/><w:lvlText w:val="ARTICLE %1"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>
          <w:pStyle w:val="Clause"/><w:lvlText w:val="%1.%2"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
          <w:lvlText w:val="(%3)"/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>
          <w:lvlText w:val="(%4)"/></w:lvl>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
          <w:lvlText w:val="Schedule %1"/></w:lvl>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="ListOfParts"/></w:abstractNum>
      <w:abstractNum w:abstractNumId="3">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
          <w:lvlText w:val="&#xF0B7;"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
      <w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
      """;

  private static final String LEGAL_STYLES =
      """
      <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
        <w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause heading"/>
        <w:basedOn w:val="berschrift1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr>
        <w:outlineLvl w:val="1"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Schedule"><w:name w:val="Schedule heading"/>
        <w:pPr><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
      <w:style w:type="numbering" w:styleId="ListOfParts"><w:name w:val="List of parts"/>
        <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
      <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
      """;

  private static String numbered(int number, int level, String words) {
    return paragraph(
        "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>".formatted(level, number),
        run(words));
  }

  @Test
  void numbersAreInTheTextAsWordShowsThem() {
    SourceDocument document =
        read(
            new WordFile(
                    styled("Titel", "Lease")
                        + styled("Verzeichnis1", "ARTICLE I Definitions 3")
                        + styled("berschrift1", "Definitions")
                        + styled("Clause", "Terms")
                        + numbered(1, 2, "Rent means rent;")
                        + numbered(1, 3, "in money;")
                        + numbered(1, 2, "Term means term.")
                        + styled("berschrift1", "Rent")
                        + styled("Clause", "Amount")
                        + styled("Clause", "The Tenant pays " + "the rent on time ".repeat(20))
                        + numbered(1, 2, "monthly;")
                        + numbered(2, 2, "a list that begins again;")
                        + numbered(5, 0, "a point")
                        + paragraph(
                            "<w:pStyle w:val=\"Clause\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
                            run("Not numbered"))
                        + styled("Schedule", "")
                        + styled("Schedule", "Services"))
                .with("styles", "styles", LEGAL_STYLES)
                .with("numbering", "numbering", LEGAL_LIST));
    assertEquals(
        List.of(
            "Heading 1: Lease",
            "Furniture: ARTICLE I Definitions 3",
            "Heading 1: ARTICLE I Definitions",
            "Heading 2: 1.1 Terms",
            "ListItem 3: (a) Rent means rent;",
            "ListItem 4: (i) in money;",
            "ListItem 3: (b) Term means term.",
            "Heading 1: ARTICLE II Rent",
            "Heading 2: 2.1 Amount",
            "ListItem 2: 2.2 The Tenant pays the",
            "ListItem 3: (a) monthly;",
            "ListItem 3: (a) a list that begins again;",
            "ListItem 1: - a point",
            "Heading 2: Not numbered",
            "Heading 1: Schedule 1",
            "Heading 1: Schedule 2 Services"),
        Sources.blocks(document).stream()
            .map(block -> block.replaceFirst(" @ para. \\d+", ""))
            .map(block -> block.replaceFirst("(pays the) rent.*", "$1"))
            .toList());
    assertEquals("Lease", document.title());
    ClauseMap clauses = ClauseReader.of(document.text(), document.blocks());
    assertEquals("1.1(a)(i)", clauses.at(document.text().indexOf("in money")));
    assertEquals("1.1(b)", clauses.at(document.text().indexOf("Term means")));
    assertEquals("2.2(a)", clauses.at(document.text().indexOf("monthly")));
    assertEquals("Schedule 2", clauses.at(document.text().indexOf("Services")));
  }

  /// A published file in which each paragraph says what Word shows before it.
  @Test
  void numbersAreThoseThatWordWasSeenToShow() throws Exception {
    Path data = Path.of(String.valueOf(System.getenv("LECTERN_DATA")));
    Path file = data.resolve("messy/tika/testWORD_override_list_numbering.docx");
    Assumptions.assumeTrue(Files.exists(file), "LECTERN_DATA is not set");
    List<String> wrong = new ArrayList<>();
    int items = 0;
    SourceDocument document = read("numbers.docx", Files.readAllBytes(file));
    for (Block block : document.blocks()) {
      String words = document.text().substring(block.span().start(), block.span().end());
      String[] halves = words.split(" ", 2);
      if (block instanceof Block.ListItem && !words.startsWith("-")) {
        items++;
        if (!halves[0].equals(halves[1])) {
          wrong.add(words);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(items > 30, items + " items");
  }

  @Test
  void aNoteStandsBehindTheBlockThatRefersToIt() {
    String reference = "<w:r><w:footnoteReference w:id=\"%d\"/></w:r>";
    String own =
        "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"4\"/><w:t>*</w:t></w:r>";
    SourceDocument document =
        read(
            new WordFile(
                    paragraph(
                            run("It says [1] and means rent")
                                + reference.formatted(2)
                                + run(" or  fee")
                                + "<w:del "
                                + WHO
                                + ">"
                                + reference.formatted(9)
                                + "</w:del>"
                                + "<w:r><w:endnoteReference w:id=\"2\"/></w:r>"
                                + own)
                        + paragraph(run("Next."))
                        + "<w:tbl>"
                        + row("", cell("a [2]"), cell("b"))
                        + row("", cell("", paragraph(run("c") + reference.formatted(3))), cell("d"))
                        + "</w:tbl>"
                        + paragraph(run("Last.")))
                .with(
                    "footnotes",
                    "footnotes",
                    "<w:footnote w:type=\"separator\" w:id=\"-1\"/>"
                        + note("footnote", 2, run("See ") + deleted("old") + run("the lease."))
                        + note("footnote", 3, run("In the table."))
                        + note("footnote", 4, run("* Starred."))
                        + note("footnote", 9, run("Gone.")))
                .with("endnotes", "endnotes", note("endnote", 2, run("At the end."))));
    assertEquals(
        List.of(
            "Paragraph @ para. 1: It says [1] and means rent[1] or fee[i][*]",
            "Footnote 1 @ para. 1: [1] See the lease.",
            "Footnote i @ para. 1: [i] At the end.",
            "Footnote * @ para. 1: [*] Starred.",
            "Paragraph @ para. 2: Next.",
            "Table 2 @ para. 3: a [2] | b\nc[2] | d",
            "Footnote 2 @ para. 4: [2] In the table.",
            "Paragraph @ para. 5: Last."),
        Sources.blocks(document));
    assertEquals(
        List.of("and means rent[1]", "fee[i]", "fee[i][*]", "c[2]"),
        document.blocks().stream()
            .filter(Block.Footnote.class::isInstance)
            .map(Block.Footnote.class::cast)
            .map(note -> document.text().substring(0, note.at()))
            .map(
                before ->
                    before.substring(Math.max(before.lastIndexOf('\n') + 1, lastWords(before))))
            .toList());
  }

  private static int lastWords(String before) {
    return before.endsWith("rent[1]") ? before.lastIndexOf("and") : before.lastIndexOf(' ') + 1;
  }

  private static String note(String kind, int id, String inner) {
    return "<w:%s w:id=\"%d\">%s</w:%s>".formatted(kind, id, paragraph(inner), kind);
  }

  @Test
  void headerRowsAndMergedCellsKeepTheirColumns() {
    String look = "<w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblLook w:val=\"04A0\"/></w:tblPr>";
    SourceDocument document =
        read(
            new WordFile(
                    "<w:tbl>"
                        + row(
                            "<w:tblHeader/>",
                            cell("<w:gridSpan w:val=\"2\"/>", paragraph(run("who"))),
                            cell("rent"))
                        + row("<w:tblHeader/>", cell("first"), cell("last"), cell("EUR"))
                        + row("<w:gridBefore w:val=\"1\"/>", cell("Smith"), cell("500"))
                        + "</w:tbl>"
                        + paragraph(run("Between."))
                        + "<w:tbl>"
                        + look.formatted("Banded")
                        + row("", cell("h"))
                        + row("", cell("1"))
                        + "</w:tbl>"
                        + paragraph(run("Between."))
                        + "<w:tbl>"
                        + look.formatted("Grid")
                        + row("", cell("x"))
                        + row("", cell("2"))
                        + "</w:tbl>")
                .with(
                    "styles",
                    "styles",
                    "<w:style w:type=\"table\" w:styleId=\"Grid\"/>"
                        + "<w:style w:type=\"table\" w:styleId=\"Banded\"><w:basedOn w:val=\"Grid\"/>"
                        + "<w:tblStylePr w:type=\"firstRow\"/></w:style>"));
    List<Block.Table> tables =
        document.blocks().stream()
            .filter(Block.Table.class::isInstance)
            .map(Block.Table.class::cast)
            .toList();
    assertEquals(List.of(2, 1, 0), tables.stream().map(Block.Table::headerRows).toList());
    assertEquals(
        List.of(
            List.of("who", "", "rent"),
            List.of("first", "last", "EUR"),
            List.of("", "Smith", "500")),
        tables.getFirst().rows().stream()
            .map(each -> each.cells().stream().map(cell -> words(document, cell)).toList())
            .toList());
  }

  private static String words(SourceDocument document, Span span) {
    return document.text().substring(span.start(), span.end());
  }

  @Test
  void runningHeadersAreFurnitureAndALetterheadIsText() {
    SourceDocument document =
        read(
            new WordFile(
                    paragraph(run("Dear Ben,"))
                        + "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"header1\"/>"
                        + "<w:headerReference w:type=\"default\" r:id=\"header2\"/>"
                        + "<w:footerReference w:type=\"default\" r:id=\"footer1\"/>"
                        + "<w:footerReference w:type=\"even\" r:id=\"lost\"/><w:titlePg/></w:sectPr>")
                .with("header1", "hdr", paragraph(run("Acme Ltd, Leeds")))
                .with("header2", "hdr", paragraph(run("Draft")))
                .with("header3", "hdr", paragraph(run("Of no section")))
                .with("footer1", "ftr", paragraph(run("Page 1"))));
    assertEquals(
        List.of(
            "Paragraph @ para. 1: Acme Ltd, Leeds",
            "Furniture @ para. 2: Draft",
            "Paragraph @ para. 3: Dear Ben,",
            "Furniture @ para. 4: Page 1"),
        Sources.blocks(document));
  }

  @Test
  void ofTextBoxesOneWayToShowThemIsRead() {
    String box = "<w:txbxContent>" + paragraph(run("in the box")) + "</w:txbxContent>";
    SourceDocument document =
        read(
            new WordFile(
                paragraph(
                    run("around ")
                        + "<w:r><mc:AlternateContent"
                        + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
                        + "<mc:Choice Requires=\"wps\">"
                        + box
                        + "</mc:Choice>"
                        + "<mc:Fallback>"
                        + box
                        + "</mc:Fallback></mc:AlternateContent></w:r>"
                        + run("it"))));
    assertEquals(List.of("around it", "in the box"), lines(document));
  }

  @Test
  void paragraphsOfALayoutTableKeepWhatTheyAre() {
    String clause = "The tenant pays the rent. ".repeat(20);
    SourceDocument document =
        read(
            new WordFile(
                    "<w:tbl>"
                        + row(
                            "",
                            cell("", numbered(1, 2, clause) + numbered(1, 2, clause)),
                            cell("Der Mieter zahlt."))
                        + "</w:tbl>")
                .with("numbering", "numbering", LEGAL_LIST));
    assertEquals(
        "ListItem,ListItem,Paragraph",
        document.blocks().stream()
            .map(block -> block.getClass().getSimpleName())
            .collect(Collectors.joining(",")));
    assertTrue(document.text().contains("\n\n(b) The tenant"), document.text());
  }
}
