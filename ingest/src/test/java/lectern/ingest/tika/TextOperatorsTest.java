package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextOperatorsTest {
  private static final int MUCH = 1 << 20;

  private static byte @Nullable [] bytes(String stream, int maxBytes) {
    try {
      return TextOperators.of(
          new RandomAccessReadBuffer(stream.getBytes(StandardCharsets.ISO_8859_1)), maxBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is left of a stream, all white space as single spaces.
  private static String left(String stream) {
    byte[] left = Objects.requireNonNull(bytes(stream, MUCH));
    return new String(left, StandardCharsets.ISO_8859_1).replaceAll("\\s+", " ").strip();
  }

  private static void assertLeft(String left, String stream) {
    assertEquals(left, left(stream), stream);
  }

  private static void assertWhole(String stream) {
    assertLeft(stream.replaceAll("\\s+", " "), stream);
  }

  @Test
  void pathsAndColoursGo() {
    assertLeft("", "0 0 m 9 9 l 1 2 3 4 5 6 c h S");
    assertLeft("BT (a) Tj ET", "0 0 10 10 re W n BT (a) Tj ET");
    assertLeft("BT", "1 0 0 rg /P1 scn [3 2] 0 d 2 w .5 -.5 +1 0 0 0 c BT");
    assertLeft("", "/Cs1 CS /Cs1 cs 1 SCN 0 sc /Sh1 sh f* B b*\t0 0 m\r1 g\f");
    assertLeft("BT (a) Tj ET", "BT 1 g (a) Tj ET 0 0 m 1 0 0 RG");
  }

  @Test
  void stateAndTextStay() {
    assertWhole("1 0 0 1 5 5 cm /G1 gs BT /F1 12 Tf 14 TL 0 -14 Td (a) ' 1 2 (b) \" T* ET");
    assertWhole("/P BMC BX /X1 Do EX /P /MC0 DP /P MP EMC 0 Tc 0 Tw 100 Tz 0 Ts 3 Tr");
    assertWhole("1 0 0 1 0 0 Tm 3 4 TD [(a) 2] TJ");
  }

  @Test
  void groupsThatShowNothingGoWhole() {
    assertLeft("BT", "q 1 0 0 1 5 5 cm /G1 gs 0 0 m S Q BT");
    assertLeft("q BT (a) Tj ET Q", "q 1 g BT (a) Tj ET Q");
    assertLeft("q q /X1 Do Q Q", "q q 1 g Q 2 w q /X1 Do Q Q");
    assertLeft("BT", "q q q 1 g Q Q Q BT");
    assertLeft("1 2 3 4 5 6 cm BT", "1 2 3 4 5 6 cm q 0 g Q BT");
  }

  @Test
  void unbalancedGroupsStay() {
    assertLeft("q", "q 1 w");
    assertLeft("Q Q BT", "Q 0 0 m S Q BT");
    assertLeft("Q q BT Q", "q 0 g Q Q q BT Q");
    assertLeft("q q BT", "q q 1 0 0 rg BT");
  }

  @Test
  void groupsMayNestDeep() {
    int deep = 200;
    String open = "q ".repeat(deep);
    String close = " Q".repeat(deep);
    assertLeft("BT", open + "1 g" + close + " BT");
    assertWhole((open + "BT" + close).strip());
  }

  @Test
  void stringsAreNotLookedInto() {
    assertLeft("(0 0 m ( q ) S) Tj BT", "(0 0 m ( q ) S) Tj 0 0 m S BT");
    assertLeft("(\\) 1 g \\\\) Tj (b) Tj", "(\\) 1 g \\\\) Tj 1 g (b) Tj");
    assertLeft("(\\() Tj", "(\\() Tj 0 0 m");
    assertLeft("<20 41> Tj <> Tj", "<20 41> Tj 1 g <> Tj");
    assertLeft("[(m S) -20 <41> [(b)]] TJ", "[(m S) -20 <41> [(b)]] TJ 1 g");
    assertLeft(
        "/P <</MCID 0 /L [1 <</E (x)>>]>> BDC EMC", "/P <</MCID 0 /L [1 <</E (x)>>]>> BDC 1 g EMC");
  }

  @Test
  void commentsGoWithTheOperatorTheyStandIn() {
    assertLeft("BT", "0 % (S\n0 m S BT");
    assertLeft("BT % (S\n(a) Tj".replaceAll("\\s+", " "), "BT % (S\n(a) Tj 1 g");
  }

  @Test
  void whatIsNotFollowedStaysToTheEnd() {
    String rest = " 0 0 m S q 1 g Q";
    assertWhole("BI /W 1 /H 1 /BPC 8 ID \u00e9 Q EI" + rest);
    assertWhole("(a) foo" + rest);
    assertWhole("0 0 m10 10 l" + rest);
    assertWhole("true 1 g" + rest);
    assertWhole("(a\\)\n/F1 12 Tf (b)) Tj" + rest);
    assertWhole("((a)\n/F1 12 Tf" + rest);
    assertWhole("<4g> Tj" + rest);
    assertWhole("[ (a) 1 g ] TJ" + rest);
    assertWhole("/P <</MCID 0> BDC" + rest);
    assertWhole("/P <</MCID 0 R>> BDC" + rest);
    assertWhole("--5 0 m" + rest);
    assertWhole(") Tj" + rest);
    assertWhole("{ 1 g }" + rest);
    assertWhole("b\u00e9 1 g" + rest);
    assertWhole("[".repeat(30) + "(a)" + "]".repeat(30) + " TJ" + rest);
    assertLeft("BT (a" + rest, "1 g BT (a" + rest);
    assertLeft("BT <41", "1 g BT <41");
    assertLeft("q BT foo 1 g Q", "q 1 g BT foo 1 g Q");
  }

  @Test
  void anEmptyStreamIsEmpty() {
    assertArrayEquals(new byte[0], bytes("", MUCH));
    assertLeft("", " \n\t ");
  }

  @Test
  void moreThanIsAllowedIsNothing() {
    String text = "BT (a) Tj ET ".repeat(100);
    assertNull(bytes(text, 1_000));
    assertNull(bytes("foo " + text, 1_000));
    assertLeft("BT", "1 0 0 rg ".repeat(1_000) + "BT");
  }
}
