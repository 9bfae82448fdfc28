package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Label;
import lectern.synthesize.cite.CitationReader.Cited;
import org.junit.jupiter.api.Test;

final class CitationReaderTest {
  private static final Label ONE = new Label(7, 12);
  private static final Label TWO = new Label(8, 3);

  @Test
  void readsTheQuoteBeforeTheBracket() {
    assertRead(
        "The fee is 5 % (\"five per cent of the Net Rent\" [d7#12]).",
        new Cited(ONE, "five per cent of the Net Rent"));
  }

  @Test
  void readsTheQuoteInsideTheBracket() {
    assertRead("The fee is 5 % [d7#12: \"five per cent\"].", new Cited(ONE, "five per cent"));
  }

  @Test
  void givesOneQuoteToSeveralLabels() {
    var expected = new Cited[] {new Cited(ONE, "five per cent"), new Cited(TWO, "five per cent")};
    assertRead("“five per cent” [d7#12][d8#3]", expected);
    assertRead("“five per cent” [d7#12], [d8#3]", expected);
    assertRead("“five per cent” [d7#12, d8#3]", expected);
  }

  @Test
  void readsALabelWithoutAQuote() {
    assertRead(
        "The fee is 5 % [d7#12] and more 【d8#3】.", new Cited(ONE, null), new Cited(TWO, null));
  }

  @Test
  void doesNotTakeAnEarlierQuote() {
    assertRead(
        "“five per cent” [d7#12] is the fee [d8#3]",
        new Cited(ONE, "five per cent"),
        new Cited(TWO, null));
  }

  @Test
  void leavesLabelsOutOfAQuote() {
    assertRead(
        "“end of one [d8#3] start of two” [d7#12]",
        new Cited(TWO, null),
        new Cited(ONE, "end of one   start of two"));
  }

  @Test
  void readsNoClauseNumberAsALabel() {
    assertRead("clause [7.12] and [d0#1] and [1] and word7#12");
  }

  @Test
  void readsALabelWithWordsBesideIt() {
    assertRead("“five per cent” [d7#12, p. 3]", new Cited(ONE, "five per cent"));
    assertRead("“five per cent” [see d7#12]", new Cited(ONE, "five per cent"));
    assertRead(
        "“five per cent” [d7#12 and d8#3]",
        new Cited(ONE, "five per cent"),
        new Cited(TWO, "five per cent"));
    assertRead("“five per cent” (d7#12).", new Cited(ONE, "five per cent"));
  }

  @Test
  void countsEveryOtherLabelAsUnquoted() {
    assertRead(
        "As d7#12 says, and [the lease of Harbour Street, clause 4, at d8#3] too.",
        new Cited(ONE, null),
        new Cited(TWO, null));
  }

  @Test
  void leavesBareLabelsOfAQuoteToTheDocument() {
    assertRead(
        "“the passage d8#3 (d8#3) of it” [d7#12]", new Cited(ONE, "the passage d8#3 (d8#3) of it"));
  }

  @Test
  void readsTheQuotationMarksOfOtherLanguages() {
    for (String marks : List.of("„“", "„”", "«»", "»«", "「」")) {
      String quote = marks.charAt(0) + "fünf vom Hundert" + marks.charAt(1);
      assertRead("Es sind " + quote + " [d7#12].", new Cited(ONE, "fünf vom Hundert"));
      assertRead("Es sind [d7#12: " + quote + "].", new Cited(ONE, "fünf vom Hundert"));
    }
    assertRead("Es sind [d7#12: „fünf vom Hundert»].", new Cited(ONE, null));
  }

  private static void assertRead(String answer, Cited... expected) {
    assertEquals(List.of(expected), CitationReader.read(answer));
  }
}
