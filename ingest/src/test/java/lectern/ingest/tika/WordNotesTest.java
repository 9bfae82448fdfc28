package lectern.ingest.tika;

import static lectern.ingest.tika.WordFile.WHO;
import static lectern.ingest.tika.WordFile.cell;
import static lectern.ingest.tika.WordFile.deleted;
import static lectern.ingest.tika.WordFile.paragraph;
import static lectern.ingest.tika.WordFile.row;
import static lectern.ingest.tika.WordFile.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Footnotes and endnotes of Word documents.
class WordNotesTest extends WithParser {
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
}
