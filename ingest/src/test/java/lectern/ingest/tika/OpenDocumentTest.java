package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.Block;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// OpenDocument texts: tracked changes, comments, notes, numbering, tables, headers.
class OpenDocumentTest extends WithParser {
  private static final String TYPE = "application/vnd.oasis.opendocument.text";

  private static final String NAMES =
      List.of("office", "text", "table", "style", "drawing").stream()
          .map(
              name ->
                  " xmlns:%s=\"urn:oasis:names:tc:opendocument:xmlns:%s:1.0\""
                      .formatted(name.equals("drawing") ? "draw" : name, name))
          .reduce(
              " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"",
              String::concat);

  private SourceDocument document(String body) {
    return document(body, "");
  }

  private SourceDocument document(String body, String styles) {
    return read("file.odt", file(body, styles));
  }

  private static byte[] file(String body, String styles) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", Sources.utf8(TYPE));
    parts.put(
        "content.xml",
        Sources.utf8(
            "<office:document-content"
                + NAMES
                + "><office:body><office:text>"
                + body
                + "</office:text></office:body></office:document-content>"));
    parts.put(
        "styles.xml",
        Sources.utf8(
            "<office:document-styles" + NAMES + ">" + styles + "</office:document-styles>"));
    return Sources.zip(parts);
  }

  private static String note(String mark, String words) {
    return "<text:note text:note-class=\"footnote\"><text:note-citation>"
        + mark
        + "</text:note-citation><text:note-body><text:p>"
        + words
        + "</text:p></text:note-body></text:note>";
  }

  @Test
  void readsWhatStandsOnceEveryChangeIsAccepted() {
    SourceDocument document =
        document(
            """
            <text:tracked-changes>
              <text:changed-region><text:deletion><office:change-info/>
                <text:p>five hundred</text:p><text:p>euros</text:p></text:deletion>
              </text:changed-region>
              <text:changed-region><text:insertion><office:change-info/></text:insertion>
              </text:changed-region>
            </text:tracked-changes>
            <text:p>Rent is <text:change text:change-id="a"/><text:change-start
              text:change-id="b"/>600<text:change-end text:change-id="b"/><office:annotation>
              <text:p>Is that so?</text:p></office:annotation> a month.</text:p>""");
    assertEquals(List.of("Paragraph @ para. 1: Rent is 600 a month."), Sources.blocks(document));
    assertEquals("1 insertion, 1 deletion", document.metadata().get("changes"));
    assertEquals("1", document.metadata().get("comments"));
  }

  @Test
  void aDocumentWithoutChangesSaysNothingOfThem() {
    SourceDocument document = document("<text:p>Plain.</text:p>");
    assertFalse(document.metadata().containsKey("changes"));
    assertFalse(document.metadata().containsKey("comments"));
  }

  @Test
  void aNoteStandsBehindTheBlockThatRefersToIt() {
    SourceDocument document =
        document(
            "<text:p>Rent is due"
                + note("1", "Unless waived.")
                + " monthly"
                + note("*", "In advance.")
                + ".</text:p><text:p>Next.</text:p>");
    assertEquals(
        List.of(
            "Paragraph @ para. 1: Rent is due[1] monthly[*].",
            "Footnote 1 @ para. 1: [1] Unless waived.",
            "Footnote * @ para. 1: [*] In advance.",
            "Paragraph @ para. 2: Next."),
        Sources.blocks(document));
    for (Block block : document.blocks()) {
      if (block instanceof Block.Footnote note) {
        assertTrue(document.text().substring(0, note.at()).endsWith("[" + note.mark() + "]"));
      }
    }
  }

  @Test
  void showsTheNumbersOfHeadingsAndLists() {
    SourceDocument document =
        document(
            """
            <text:h text:outline-level="1">Term</text:h>
            <text:h text:outline-level="2">Start</text:h>
            <text:h text:outline-level="2">End</text:h>
            <text:list text:style-name="L"><text:list-item><text:p>first</text:p>
              <text:p>goes on</text:p>
              <text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list>
            </text:list-item></text:list>
            <text:p>Between.</text:p>
            <text:list text:style-name="L" text:continue-numbering="true"><text:list-item>
              <text:p>second</text:p></text:list-item></text:list>
            <text:list text:style-name="L"><text:list-item><text:p>anew</text:p></text:list-item>
            </text:list>""",
            """
            <office:styles>
              <text:outline-style style:name="Outline">
                <text:outline-level-style text:level="1" style:num-prefix="Article "
                  style:num-format="I"/>
                <text:outline-level-style text:level="2" style:num-format="1"
                  text:start-value="4" style:num-suffix="."/>
              </text:outline-style>
              <text:list-style style:name="L">
                <text:list-level-style-number text:level="1" style:num-prefix="("
                  style:num-suffix=")" style:num-format="a"/>
                <text:list-level-style-bullet text:level="2" text:bullet-char="x"/>
              </text:list-style>
            </office:styles>""");
    assertEquals(
        List.of(
            "Heading 1 @ para. 1: Article I Term",
            "Heading 2 @ para. 2: 4. Start",
            "Heading 2 @ para. 3: 5. End",
            "ListItem 1 @ para. 4: (a) first",
            "ListItem 1 @ para. 5: goes on",
            "ListItem 2 @ para. 6: - inner",
            "Paragraph @ para. 7: Between.",
            "ListItem 1 @ para. 8: (b) second",
            "ListItem 1 @ para. 9: (a) anew"),
        Sources.blocks(document));
  }

  @Test
  void headerRowsNameTheColumnsAndCoveredCellsKeepTheirPlace() {
    SourceDocument document =
        document(
            """
            <table:table><table:table-header-rows><table:table-row>
              <table:table-cell><text:p>Item</text:p></table:table-cell>
              <table:table-cell><text:p>Price</text:p></table:table-cell>
            </table:table-row></table:table-header-rows><table:table-row>
              <table:table-cell table:number-columns-spanned="2"><text:p>Rooms</text:p>
              </table:table-cell><table:covered-table-cell><text:p>hidden</text:p>
              </table:covered-table-cell>
              <table:table-cell><text:p>each%s</text:p></table:table-cell>
            </table:table-row></table:table>"""
                .formatted(note("2", "Net.")));
    assertEquals(
        List.of(
            "Table 2 @ para. 1: Item | Price\nRooms | | each[2]", "Footnote 2 @ para. 2: [2] Net."),
        Sources.blocks(document));
    assertTrue(
        document.blocks().getFirst() instanceof Block.Table table && table.headerRows() == 1);
  }

  @Test
  void headersFootersAndContentsAreFurniture() {
    SourceDocument document =
        document(
            """
            <text:table-of-content><text:table-of-content-source>
              <text:index-title-template>Template</text:index-title-template>
            </text:table-of-content-source><text:index-body><text:p>Term 7</text:p>
            </text:index-body></text:table-of-content>
            <text:p>Body<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>
            <svg:desc>A plan.</svg:desc></draw:frame> goes on.</text:p>""",
            """
            <office:master-styles><style:master-page>
              <style:header><text:p>Lease</text:p></style:header>
              <style:header-left><text:p>Lease</text:p></style:header-left>
              <style:header-first><text:p>Smith Ltd</text:p></style:header-first>
              <style:footer><text:p>Page <text:page-number>7</text:page-number></text:p>
              </style:footer>
            </style:master-page></office:master-styles>""");
    assertEquals(
        List.of(
            "Furniture: Lease",
            "Paragraph: Smith Ltd",
            "Furniture: Term 7",
            "Paragraph: Body goes on.",
            "Paragraph: In a box.",
            "Paragraph: A plan.",
            "Furniture: Page"),
        Sources.blocks(document).stream().map(b -> b.replaceAll(" @ para\\. \\d+", "")).toList());
  }
}
