package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import lectern.ingest.Label;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CitationFormatTest {
  private static final Label LABEL = new Label(7, 12);

  @Test
  void quotesInTypographicMarks() {
    assertEquals(
        Optional.of("“five per cent” [d7#12]"), CitationFormat.cite("five per cent", LABEL));
  }

  @Test
  void readsAStraightQuoteWithQuotesInside() {
    assertQuote(
        "The \"Tenant\" means Harbour Ltd", "It says \"The \"Tenant\" means Harbour Ltd\" ");
    assertQuote("the real quote", "He said \"foo\" and \"the real quote\" ");
    assertQuote("\"Tenant\" means Harbour Ltd", "(\"\"Tenant\" means Harbour Ltd\" ");
  }

  @Test
  void readsAQuoteBeforeAFullStop() {
    assertQuote("five per cent", "It is 5 % (“five per cent”. ");
  }

  @Test
  void readsMarksOfOtherLanguages() {
    assertQuote("fünf vom Hundert", "Sie nennt „Miete“ und „fünf vom Hundert“ ");
    assertQuote("fünf »vom« Hundert", "Es heißt „fünf »vom« Hundert“ ");
    assertQuote("pięć procent", "To jest „pięć procent” ");
    assertQuote(" cinq pour cent ", "Il dit « cinq pour cent » ");
    assertQuote("fünf vom Hundert", "Es sind »fünf vom Hundert« ");
    assertQuote("五パーセント", "賃料は「五パーセント」（");
    assertQuote("百分之五", "他说“百分之五”");
    assertQuote("he wrote „Miete“ there", "It says “he wrote „Miete“ there” ");
  }

  @Test
  void findsNoQuoteBehindPlainWords() {
    assertTrue(CitationFormat.quoteBefore("It is \"five\" per cent ", 22).isEmpty());
    assertTrue(CitationFormat.quoteBefore("", 0).isEmpty());
  }

  /// Whatever the words hold, a citation that is written is read back as written.
  @Property
  void readsBackWhatItWrote(@ForAll("words") String words, @ForAll("words") String before) {
    CitationFormat.cite(words, LABEL)
        .ifPresent(cited -> assertQuote(words, before + " " + strip(cited)));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("ab \"“”'().,").ofMinLength(1).ofMaxLength(30);
  }

  private static String strip(String cited) {
    return cited.substring(0, cited.lastIndexOf('['));
  }

  private static void assertQuote(String expected, String text) {
    assertEquals(
        Optional.of(expected),
        CitationFormat.quoteBefore(text, text.length())
            .map(span -> text.substring(span.start(), span.end())));
  }
}
