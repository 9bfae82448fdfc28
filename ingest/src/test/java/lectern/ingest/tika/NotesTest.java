package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Notes of web pages and Markdown.
class NotesTest extends WithParser {
  private SourceDocument page(String body) {
    return read("page.html", "<!DOCTYPE html><html><body>" + body + "</body></html>");
  }

  /// What stands right before the place that each note is tied to.
  private static List<String> tied(SourceDocument document) {
    return document.blocks().stream()
        .filter(Block.Footnote.class::isInstance)
        .map(Block.Footnote.class::cast)
        .map(
            note ->
                note.at() < 0
                    ? "nowhere"
                    : document.text().substring(Math.max(0, note.at() - 9), note.at()))
        .toList();
  }

  private static List<String> unplaced(SourceDocument document) {
    return Sources.blocks(document).stream().map(b -> b.replaceAll(" @ [^:]*", "")).toList();
  }

  @Test
  void tiesTheNotesOfAPageToTheirMarks() {
    SourceDocument document =
        page(
            """
            <p>Rent [1] is due<sup id="r1"><a href="#fn1">1</a></sup> monthly<a href="#fn2"
              id="r2" role="doc-noteref">*</a>.</p>
            <p>See <a href="#part2">2</a> below.</p>
            <h2 id="part2">Part</h2>
            <section role="doc-endnotes"><ol>
              <li id="fn1" role="doc-endnote"><p>1 January each year. <a href="#r1"
                role="doc-backlink">&#8617;&#xFE0E;</a></p></li>
              <li id="fn2"><sup>*</sup> In advance. <a href="#r2">[*]</a></li>
              <li>No note.</li>
            </ol></section>""");
    assertEquals(
        List.of(
            "Paragraph: Rent [1] is due[1] monthly[*].",
            "Paragraph: See 2 below.",
            "Heading 2: Part",
            "Footnote 1: [1] 1 January each year.",
            "Footnote *: [*] In advance.",
            "ListItem 1: 3. No note."),
        unplaced(document));
    assertEquals(List.of("is due[1]", "onthly[*]"), tied(document));
  }

  @Test
  void readsNotesOfWordProcessorsAndEncyclopedias() {
    SourceDocument document =
        page(
            """
            <p>Rent<a href="#_ftn1" name="_ftnref1">[1]</a> is due.<sup><a href="#cite-2">[<i>2</i>]</a></sup></p>
            <table><tr><td>cell[<a href="#t">a</a>]</td></tr></table>
            <div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Net of tax.</p></div>
            <ul><li id="cite-2">^ <a href="#x"><sup><b>a</b></sup></a> <sup><a href="#y">b</a></sup>
              Smith 1999.</li></ul>
            <p id="t">Audited.<br><br>Another paragraph.</p>""");
    assertEquals(
        List.of(
            "Paragraph: Rent[1] is due.[2]",
            "Table 1: cell[a]",
            "Footnote 1: [1] Net of tax.",
            "Footnote 2: [2] Smith 1999.",
            "Footnote a: [a] Audited.",
            "Paragraph: Another paragraph."),
        unplaced(document));
    assertEquals(List.of("Rent[1]", "s due.[2]", "\n\ncell[a]"), tied(document));
  }

  @Test
  void aPlaceThatNoMarkLeadsToIsNoNote() {
    SourceDocument document =
        page(
            """
            <p><a href="#a">1</a> <sup>2</sup> <a href="#h"><sup>3</sup></a></p>
            <h2 id="h">Heading</h2><p id="a">Text.</p>""");
    assertEquals(
        List.of("Paragraph: 1 2 [3]", "Heading 2: Heading", "Paragraph: Text."),
        unplaced(document));
  }

  @Test
  void putsANoteOfMarkdownBehindTheBlockThatRefersToIt() {
    SourceDocument document =
        read(
            "notes.md",
            """
            # Lease[^t]

            Rent is due[^1], see[^x],
            and monthly[^1].

            - Item[^long]
            - Other

            | a[^1] | b |
            |---|---|
            | c | d[^tab] |

            ```
            code[^1]: stays
            [^1]: here too
            ```

            [^1]: Unless waived.
            [^long]: First line
            goes on.

                And on.
            [^t]: Title.
            [^tab]: Cell.
            # Next

            Last.

            [^free]: Nothing refers to it.
            """);
    assertEquals(
        List.of(
            "Heading 1 @ line 1: Lease[t]",
            "Footnote t @ line 23: [t] Title.",
            "Paragraph @ line 3: Rent is due[1], see[^x],\nand monthly[1].",
            "Footnote 1 @ line 18: [1] Unless waived.",
            "ListItem 1 @ line 6: - Item[long]",
            "Footnote long @ line 19: [long] First line goes on. And on.",
            "ListItem 1 @ line 7: - Other",
            "Table 2 @ line 9: a[1] | b\nc | d[tab]",
            "Footnote tab @ line 24: [tab] Cell.",
            "Code @ line 14: code[^1]: stays\n[^1]: here too",
            "Heading 1 @ line 25: Next",
            "Paragraph @ line 27: Last.",
            "Footnote free @ line 29: [free] Nothing refers to it."),
        Sources.blocks(document));
    assertEquals(
        List.of("Lease[t]", "is due[1]", "tem[long]", " | d[tab]", "nowhere"), tied(document));
  }
}
