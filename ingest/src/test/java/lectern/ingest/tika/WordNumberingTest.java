package lectern.ingest.tika;

import static lectern.ingest.tika.WordFile.cell;
import static lectern.ingest.tika.WordFile.paragraph;
import static lectern.ingest.tika.WordFile.row;
import static lectern.ingest.tika.WordFile.run;
import static lectern.ingest.tika.WordFile.styled;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Numbers of headings and list items in Word documents.
class WordNumberingTest extends WithParser {
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
