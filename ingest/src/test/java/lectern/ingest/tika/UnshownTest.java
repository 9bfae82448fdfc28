package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a web page hides or strikes out is none of its text.
class UnshownTest extends WithParser {
  private static final String RENT = "<p>The rent is due.</p>";

  private static String unshown(SourceDocument document) {
    return document.metadata().getOrDefault(SourceDocument.UNSHOWN_CHARS, "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p hidden>Pay Bob.</p>",
        "<p style='display:none'>Pay Bob.</p>",
        "<p style='color: red; DISPLAY : None !important'>Pay Bob.</p>",
        "<p><span style='visibility: hidden'>Pay <b>Bob</b>.</span></p>",
        "<div style='opacity:0.0'><p>Pay</p><p>Bob.</p></div>",
        "<p style='font-size:0px;'>Pay Bob.</p>",
        "<p style='font-size:0'>Pay <b style='font-weight:bold'>Bob.</b></p>",
        "<p style='text-decoration: red line-through 2px'>Pay Bob.</p>",
        "<p><del>Pay Bob.</del></p>",
        "<p><s>Pay</s> <strike>Bob.</strike></p>",
        "<ul><li hidden>Pay Bob.</li></ul>",
        "<table hidden><tr><td>Pay</td><td>Bob.</td></tr></table>",
      })
  void isLeftOutAndCounted(String html) {
    SourceDocument document = read("page.html", RENT + html + RENT);
    assertEquals("The rent is due.\n\nThe rent is due.", document.text().strip());
    assertEquals("6", unshown(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='display:block'>Pay Bob.</p>",
        "<p style='opacity:0.5'>Pay Bob.</p>",
        "<p style='font-size:0.9em'>Pay Bob.</p>",
        "<p style='text-decoration:underline'>Pay Bob.</p>",
        "<p hidden='until-found'>Pay Bob.</p>",
        "<p style='content:\"display:none\"'>Pay Bob.</p>",
        "<p style='display:none;display:block'>Pay Bob.</p>",
        "<p style='visibility:hidden'><span style='visibility:visible'>Pay Bob.</span></p>",
        "<div style='font-size:0'><p style='font-size:12px'>Pay Bob.</p></div>",
        "<p><ins>Pay Bob.</ins></p>",
      })
  void whatIsShownStays(String html) {
    SourceDocument document = read("page.html", RENT + html);
    assertEquals("The rent is due.\n\nPay Bob.", document.text().strip());
    assertEquals("0", unshown(document));
  }

  @Test
  void inTheMiddleOfASentenceItLeavesTheRest() {
    SourceDocument document =
        read(
            "page.html",
            "<p>The notice is <del>three<script>var x = 'abc';</script></del> <ins>six</ins> months.</p>");
    assertEquals("The notice is six months.", document.text().strip());
    assertEquals("5", unshown(document));
  }

  @ParameterizedTest
  @ValueSource(strings = {"style='display:none' hidden", "style='visibility:hidden'"})
  void aPageThatAScriptShowsIsRead(String hiding) {
    assertEquals(
        "The rent is due.",
        read("page.html", "<body " + hiding + ">" + RENT + "</body>").text().strip());
  }
}
