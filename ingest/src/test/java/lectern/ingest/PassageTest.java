package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {
  private static String body(String text, Span... furniture) {
    return new Passage(
            new Label(1, 0),
            new DocumentId("a.pdf"),
            List.of(),
            text,
            new Span(10, 10 + text.length()),
            List.of(furniture),
            1)
        .body();
  }

  @Test
  void aBodyLeavesOutFurnitureAndTheGapBehindIt() {
    assertEquals(
        "one\n\ntwo", body("one\n\n- 2 -\n\nHEAD\n\ntwo", new Span(15, 20), new Span(22, 26)));
    assertEquals("", body("HEAD", new Span(10, 14)));
    assertEquals("all", body("all"));
  }

  /// The gap behind one part may hold all of the next.
  @Test
  void furnitureThatIsAllWhiteSpaceGoesWithTheGap() {
    assertEquals("", body("x\n\n", new Span(10, 11), new Span(11, 12), new Span(12, 13)));
    assertEquals("ab", body("a\n\n\nb", new Span(11, 12), new Span(12, 13)));
  }
}
