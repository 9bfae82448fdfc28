package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import lectern.ingest.Span;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class AlphanumericProjectionTest {
  @Test
  void keepsLettersAndDigitsInLowerCase() {
    assertEquals("fivepercentofthenetrent", project("five\u00a0per-\ncent of the “Net Rent”"));
  }

  @Test
  void takesLigaturesApart() {
    AlphanumericProjection projection = AlphanumericProjection.of("the ﬁnal oﬃce");
    assertEquals("thefinaloffice", projection.text());
    assertEquals(new Span(4, 8), projection.original(3, 8));
    assertEquals(new Span(9, 13), projection.original(8, 14));
  }

  @Test
  void readsLettersBeyondTheBasicPlane() {
    AlphanumericProjection projection = AlphanumericProjection.of("x 𝐀 y 𠀀");
    assertEquals("xay𠀀", projection.text());
    assertEquals(new Span(2, 4), projection.original(1, 2));
    assertEquals(new Span(7, 9), projection.original(3, 5));
  }

  @Test
  void doesNotTellComposedFromDecomposed() {
    assertEquals(project("résumé"), project("re\u0301sume\u0301"));
    assertEquals(project("한국"), project("\u1112\u1161\u11ab\u1100\u116e\u11a8"));
  }

  @Test
  void isLinear() {
    String text = "Müller & Söhne ﬁnd ½ of it. ".repeat(40_000);
    assertTimeout(Duration.ofSeconds(5), () -> project(text));
  }

  @Property
  void mapsEveryLetterBackToWhereItCameFrom(@ForAll String text) {
    AlphanumericProjection projection = AlphanumericProjection.of(text);
    for (int i = 0; i < projection.text().length(); i++) {
      Span span = projection.original(i, i + 1);
      String unit = project(text.substring(span.start(), span.end()));
      assertEquals(true, unit.indexOf(projection.text().charAt(i)) >= 0);
      assertEquals(true, projection.from(span.start()) <= i);
    }
  }

  private static String project(String text) {
    return AlphanumericProjection.project(text);
  }
}
