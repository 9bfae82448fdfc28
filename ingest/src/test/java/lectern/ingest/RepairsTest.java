package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepairsTest {
  private static final String TEXT = "in advance, off";
  private static final Repairs REPAIRS =
      new Repairs(
          List.of(
              new Repairs.Repair(new Span(5, 5), "-\n"),
              new Repairs.Repair(new Span(13, 15), "\uFB00")));

  private static String printed(int start, int end) {
    return REPAIRS.printed(TEXT, new Span(start, end));
  }

  @Test
  void thePrintIsGivenBack() {
    assertEquals("in ad-\nvance, o\uFB00", printed(0, TEXT.length()));
    assertEquals("d-\nv", printed(4, 6));
  }

  @Test
  void whatAPartOnlyTouchesStays() {
    assertEquals("in ad", printed(0, 5));
    assertEquals("vance", printed(5, 10));
    assertEquals("o", printed(12, 13));
    assertEquals("of", printed(12, 14));
    assertEquals("f", printed(14, 15));
  }

  @Test
  void theyDoNotOverlap() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Repairs(
                List.of(
                    new Repairs.Repair(new Span(0, 2), "\uFB00"),
                    new Repairs.Repair(new Span(1, 3), "\uFB01"))));
  }
}
