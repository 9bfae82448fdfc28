package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation.Difference;
import lectern.synthesize.Citation.State;
import lectern.synthesize.TestCollection;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotedDocumentTest {
  private static final Pattern NEGATED =
      Pattern.compile("(?i)\\b(?:not|no|nor|never|without|nothing|cannot)\\s+$");

  private static final String LEASE =
      """
      1. Rent. The Tenant shall pay to the Landlord the Rent of £42,000 a year (the "Rent") by equal
      quarterly payments in advance, within thirty (30) days after the date of each invoice, and
      shall not withhold any part of it.

      2. Break. The Tenant may end this lease on not less than six months' notice in writ-
      ing to the Landlord, provided that it has paid all sums then due to Mr Johnson.

      3. Repair. The Tenant shall keep the interior of the Property in good and substantial repair
      and condition throughout the Term, fair wear and tear excepted. It must make good any damage
      that it causes to the building.

      4. Assignment. The Tenant shall not assign, underlet or part with possession of the whole or
      any part of the Property without the prior written consent of the Landlord, such consent not
      to be unreasonably withheld or delayed.

      5. Insurance. The Landlord shall insure the Building against the Insured Risks, and each
      party shall keep confidential all Confidential Information before or after the date of this
      agreement. Interest is payable at 1.5 per cent a year above the base rate.

      6. 承租人应当在每月五日之前向出租人支付租金人民币三万元，逾期不支付的，出租人有权解除本合同。
      """;

  private static final Span NOWHERE = new Span(0, 0);
  private static final QuotedDocument DOCUMENT = document(LEASE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "within sixty (30) days after the date | sixty | thirty",
        "within thirty (60) days after the date | 60 | 30",
        "The Tenant may pay to the Landlord the Rent | may | shall",
        "and shall withhold any part of it | | not",
        "shall not pay to the Landlord the Rent of £42,000 | not |",
        "The Landlord shall keep the interior of the Property in good | Landlord | Tenant",
        "on not more than six months' notice in writing | more | less",
        "keep confidential all Insured Risks before or after the date | Insured Risks |"
            + " Confidential Information",
        "before and after the date of this agreement | and | or",
        "such consent not to be reasonably withheld | reasonably | unreasonably",
        "keep the exterior of the Property in good | exterior | interior",
        "payable at 15 per cent a year above the base | 15 | 1.5",
        "payable at 2.5 per cent a year above the base | 2.5 | 1.5",
        "the Rent of €42,000 a year | €42,000 | £42,000",
        "the Rent of £42,000 a month | month | year",
        "it has paid all sums then due to Mr Johnston | Johnston | Johnson",
        "承租人应当在每月十日之前向出租人支付租金 | 十 | 五",
        "人民币三万元，逾期支付的，出租人有权解除 | | 不",
        "承租人可以在每月五日之前向出租人支付租金 | 可以 | 应当",
      })
  void saysWhatAnAlteredQuoteChanges(
      String quote, @Nullable String quoted, @Nullable String source) {
    Quotation found = find(quote);
    assertEquals(State.ALTERED, found.state());
    assertEquals(
        List.of(new Difference(quoted == null ? "" : quoted, source == null ? "" : source, false)),
        found.differences());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep the interor of the Property in good and substantail repair",
        "keep interior of Property in good and substantial repair",
        "thc Tenant shaII keep tbe interior of the Propcrty in good and substantial repair",
        "keep the interior of Property in good and substantial repair and condition",
      })
  void showsTheSourcesWordsWhereADifferenceSaysNothing(String quote) {
    Quotation found = find(quote);
    assertEquals(State.REPAIRED, found.state(), found.toString());
    assertTrue(LEASE.contains(found.words()), found.words());
    assertFalse(found.differences().isEmpty());
    assertTrue(found.differences().stream().allMatch(Difference::harmless));
  }

  @Test
  void tellsPartsThatStandApart() {
    Quotation found =
        find(
            "The Tenant shall keep the interior of the Property in good and substantial repair"
                + " without the prior written consent of the Landlord, such consent not");
    assertEquals(State.STITCHED, found.state());
    assertEquals(
        "The Tenant shall keep the interior of the Property in good and substantial repair …"
            + " without the prior written consent of the Landlord, such consent not",
        found.words().replace('\n', ' '));
    assertEquals(
        State.STITCHED,
        find("on not less than six months' notice in writing Interest is payable at 1.5 per cent")
            .state());
  }

  @Test
  void findsNothingInWordsOfItsOwn() {
    assertEquals(
        Optional.empty(),
        DOCUMENT.find(
            "The Tenant must repaint the exterior of the Building in colours approved by all",
            NOWHERE));
    assertEquals(Optional.empty(), DOCUMENT.find("the Tenant", NOWHERE));
  }

  @Test
  void takesWhatAQuoteLeavesOutAndSaysSo() {
    Quotation within = find("The Tenant shall keep the interior … in good and substantial repair");
    assertEquals(State.VERIFIED, within.state());
    assertEquals(
        "The Tenant shall keep the interior … in good and substantial repair", within.words());
    assertEquals(
        State.VERIFIED,
        find("It must make good any damage ... [...] The Tenant shall not assign, underlet")
            .state());
  }

  @Test
  void allowsNoElisionThatHidesANegationOrMakesOneSentenceOfTwo() {
    Quotation turned = find("The Tenant shall … assign, underlet or part with possession");
    assertEquals(State.ALTERED, turned.state());
    assertEquals(List.of(new Difference("…", "not", false)), turned.differences());
    assertEquals(
        State.STITCHED,
        find("The Tenant shall keep the interior … without the prior written consent").state());
    assertEquals(
        State.STITCHED,
        find("part with possession of the whole … The Tenant shall keep the interior").state());
  }

  @Test
  void endsNoSentenceAtAnAbbreviation() {
    QuotedDocument parties =
        document(
            "This deed is made by Calloway Inc. and Pellwood plc on the first day of May.\n\n"
                + "The Guarantor shall pay Calloway Inc. the sum of £500 on demand.");
    assertEquals(
        State.STITCHED,
        parties
            .find("This deed is made by Calloway … the sum of £500 on demand", NOWHERE)
            .orElseThrow()
            .state());
    assertEquals(
        State.VERIFIED,
        parties
            .find("is made by Calloway … on the first day of May", NOWHERE)
            .orElseThrow()
            .state());
  }

  @Test
  void leavesOutTheNumberOfAnItemUnlessANegationFollows() {
    QuotedDocument items =
        document("The Client will: (i) pay all fees when due and (ii) not copy the Software.");
    assertEquals(
        State.REPAIRED,
        items.find("The Client will pay all fees when due", NOWHERE).orElseThrow().state());
    assertEquals(
        State.ALTERED,
        items.find("pay all fees when due and not copy", NOWHERE).orElseThrow().state());
  }

  @Test
  void tellsACurrencyWithoutAFigure() {
    QuotedDocument redacted = document("Integra shall pay PcoMed a fee of $[***] for each run.");
    Quotation found =
        redacted.find("shall pay PcoMed a fee of €[***] for each run", NOWHERE).orElseThrow();
    assertEquals(State.ALTERED, found.state());
    assertEquals(
        List.of(new Difference("of €[***] for", "of $[***] for", false)), found.differences());
  }

  /// Neither quadratic nor without an end.
  @Test
  void isLinearInHostileTexts() {
    QuotedDocument same = document("a".repeat(400_000));
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          same.find("a".repeat(20_000) + "b", NOWHERE);
          same.find("aaaaaaaaab ".repeat(1_000), NOWHERE);
          same.find("a".repeat(9_000) + " … " + "a".repeat(9_000) + "b", NOWHERE);
        });
  }

  @Test
  void takesTheWritersWordsInSquareBracketsForAPronoun() {
    Quotation found = find("[The Tenant] must make good any damage that it causes");
    assertEquals(State.REPAIRED, found.state());
    assertEquals("It must make good any damage\nthat it causes", found.words());
    assertEquals(
        State.ALTERED, find("[The Tenant] must [not] make good any damage that it").state());
    assertEquals(State.ALTERED, find("[It must make good every damage that it causes to]").state());
    assertEquals(
        State.ALTERED, find("[The Landlord] shall keep the interior of the Property").state());
    assertEquals(State.ALTERED, find("keep the interior of [the Landlord] in good and").state());
  }

  /// Only where the text is known to have been read off a picture.
  @Test
  void readsScansMoreLoosely() {
    String scan = "Thc Tenant sball pay the rcnt within 3O days after notice by Mr Srnith.";
    String quote = "The Tenant shall pay the rent within 30 days after notice by Mr Smith.";
    assertEquals(
        State.REPAIRED,
        scanned(scan, Map.of("ocr", "tesseract")).find(quote, NOWHERE).orElseThrow().state());
    assertEquals(
        State.REPAIRED,
        scanned(scan, Map.of("ocr", "tesseract", "ocr_pages", "1-2"))
            .find(quote, NOWHERE)
            .orElseThrow()
            .state());
    assertEquals(
        State.ALTERED,
        scanned(scan, Map.of("ocr", "tesseract", "ocr_pages", "2"))
            .find(quote, NOWHERE)
            .orElseThrow()
            .state());
    assertEquals(
        State.ALTERED,
        scanned(scan, Map.of("ocr", "tesseract"))
            .find(quote.replace("30", "80"), NOWHERE)
            .orElseThrow()
            .state());
  }

  /// Whatever is cut out at word ends is verified where it stands.
  @Property
  void verifiesWhatIsCutOut(
      @ForAll @IntRange(max = 1_600) int from, @ForAll @IntRange(min = 16, max = 400) int length) {
    String quote = cut(from, length);
    Assume.that(QuotedDocument.isQuote(quote));
    Quotation found = find(quote);
    assertEquals(State.VERIFIED, found.state());
    assertEquals(
        AlphanumericProjection.project(quote), AlphanumericProjection.project(found.words()));
    assertEquals(found.words(), LEASE.substring(found.span().start(), found.span().end()));
  }

  /// A digit that is changed proves nothing, wherever it stands.
  @Property
  void neverProvesAChangedDigit(
      @ForAll @IntRange(max = 1_600) int from,
      @ForAll @IntRange(min = 16, max = 400) int length,
      @ForAll Random random) {
    String quote = cut(from, length);
    int[] digits = digits(quote);
    Assume.that(digits.length > 0 && QuotedDocument.isQuote(quote));
    int at = digits[random.nextInt(digits.length)];
    char other = (char) ('0' + (quote.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
    String altered = quote.substring(0, at) + other + quote.substring(at + 1);
    assertFalse(DOCUMENT.find(altered, NOWHERE).map(Quotation::proves).orElse(false), altered);
  }

  private static int[] digits(String quote) {
    return IntStream.range(0, quote.length())
        .filter(i -> Character.isDigit(quote.charAt(i)))
        .toArray();
  }

  /// Not directly behind a negation, where it would say the reverse.
  private static String cut(int from, int length) {
    int start = LEASE.indexOf(' ', Math.min(from, LEASE.length() - 200)) + 1;
    while (NEGATED.matcher(LEASE.substring(0, start)).find()) {
      start = LEASE.indexOf(' ', start) + 1;
    }
    int end = Math.min(LEASE.length(), start + length);
    while (end < LEASE.length() && !Character.isWhitespace(LEASE.charAt(end))) {
      end++;
    }
    return LEASE.substring(start, end).strip();
  }

  private static Quotation find(String quote) {
    return DOCUMENT.find(quote, NOWHERE).orElseThrow(() -> new AssertionError(quote));
  }

  private static QuotedDocument document(String text) {
    return new QuotedDocument(new TestCollection().add("Lease", text).text(1).orElseThrow());
  }

  @Test
  void accentsSayNothingInEnglishAlone() {
    String text = "Der Mieter darf die Instandhaltung des Hauses fördern und bezahlen.";
    String quote = "darf die Instandhaltung des Hauses fordern und bezahlen";
    assertEquals(
        State.ALTERED, known(text, "de", Map.of()).find(quote, NOWHERE).orElseThrow().state());
    assertEquals(
        State.REPAIRED,
        known("The Tenant sends a résumé of the works to the Landlord.", "en", Map.of())
            .find("sends a resumé of the works to the Landlord", NOWHERE)
            .orElseThrow()
            .state());
  }

  private static QuotedDocument scanned(String text, Map<String, String> metadata) {
    return known(text, "", metadata);
  }

  private static QuotedDocument known(String text, String language, Map<String, String> metadata) {
    DocumentText plain = new TestCollection().add("Scan", text).text(1).orElseThrow();
    IndexedDocument known = plain.document();
    IndexedDocument read =
        new IndexedDocument(
            known.number(),
            known.id(),
            known.file(),
            known.revision(),
            known.title(),
            known.mediaType(),
            known.passages(),
            known.tokens(),
            known.openingTokens(),
            known.textChars(),
            known.sizeBytes(),
            language,
            metadata,
            known.fields(),
            known.copies());
    return new QuotedDocument(
        new DocumentText(read, text, plain.blocks(), plain.locators(), plain.passages()));
  }
}
