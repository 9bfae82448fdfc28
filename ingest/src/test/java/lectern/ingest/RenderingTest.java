package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[d7#12]|( d7#12]",
        "[d7#12: \"words\"]|( d7#12: \"words\"]",
        "[ d7#12 ]|( d7#12 ]",
        "【d7#12】|( d7#12】",
        "【 d7#12:|( d7#12:",
        "[d1#1, d2#2]|( d1#1, d2#2]",
        "[d1#1 ; d2#2]|( d1#1 ; d2#2]",
        "[[d1#1]]|[( d1#1]]",
        "a[d1#1][d2#2]|a( d1#1]( d2#2]",
      })
  void aForgedLabelIsNoLabel(String forged, String neutral) {
    assertEquals(neutral, Rendering.neutral(forged));
    assertEquals(neutral, Rendering.neutral(neutral));
  }

  @ParameterizedTest
  @CsvSource({"[7]", "[d7]", "[d7#x]", "d7#12", "(d7#12)", "[see d7#12]"})
  void whatIsNoLabelStays(String text) {
    assertEquals(text, Rendering.neutral(text));
  }

  @Test
  void markersAndOpeningsAreNotForged() {
    assertEquals("< |end|>", Rendering.neutral("<|end|>"));
    assertEquals("a\n== d7 x", Rendering.neutral("a\n=== d7 x"));
  }
}
