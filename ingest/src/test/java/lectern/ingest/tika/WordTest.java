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

import java.util.List;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Word documents: tracked changes, fields, running headers, text boxes.
class WordTest extends WithParser {
  private static List<String> lines(SourceDocument document) {
    return document.text().lines().filter(line -> !line.isEmpty()).toList();
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
}
