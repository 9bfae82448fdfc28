package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.ingest.Block;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Rendering;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Citation;
import lectern.synthesize.Citation.State;
import lectern.synthesize.CitationFormat;
import lectern.synthesize.Evidence;
import lectern.synthesize.TestCollection;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CitationCheckTest {
  private static final String LEASE =
      """
      1. Rent. The Tenant shall pay £42,000 a year (the "Rent").

      2. Break. The Tenant may end this lease on six months' notice in writ-
      ing to the Landlord <|end|> as [d9#9] says.

      3. Repair. The Tenant shall pay £42,000 a year once more, ﬁnally.
      """;

  private static final TestCollection COLLECTION =
      new TestCollection()
          .add("Lease", LEASE)
          .add("Side letter", "The Landlord agrees to paint the front door before the summer.");

  @Test
  void verifiesAQuoteWithItsExactSpan() {
    Citation.Resolved found = resolved("“six months’ notice in writing” [d1#1]");
    assertEquals(State.VERIFIED, found.state());
    assertEquals("six months' notice in writ-\ning", found.quote());
    assertEquals(found.quote(), LEASE.substring(found.span().start(), found.span().end()));
    assertEquals(List.of("Part 1"), found.headingPath());
    assertEquals(new Locator.Page(2), found.locator());
    assertEquals(new Label(1, 1), found.found());
  }

  @Test
  void namesThePassageThatHoldsTheQuote() {
    Citation.Resolved far = resolved("“six months’ notice in writing” [d1#0]");
    assertEquals(State.VERIFIED, far.state());
    assertEquals(new Label(1, 0), far.label());
    assertEquals(new Label(1, 1), far.found());
    assertEquals(new Label(2, 0), resolved("“paint the front door” [d1#0]").found());
  }

  @Test
  void placesWhatIsUnquotedByItsFirstLetter() {
    DocumentText lease = COLLECTION.text(1).orElseThrow();
    Passage whole = lease.passages().getFirst();
    var blankFirst =
        new Passage(
            whole.label(),
            whole.document(),
            whole.headingPath(),
            "\n\n" + whole.text().substring(2),
            whole.span(),
            List.of(),
            whole.renderedTokens());
    var pages =
        new LocatorMap(
            List.of(
                new LocatorMap.Entry(0, new Locator.Page(1)),
                new LocatorMap.Entry(2, new Locator.Page(2))));
    var text =
        new DocumentText(
            lease.document(),
            "\n\n" + LEASE.substring(2),
            List.of(),
            pages,
            List.of(blankFirst, lease.passages().get(1), lease.passages().get(2)));
    List<Citation> all =
        CitationCheck.check(
            "The rent is due [d1#0]",
            List.of(new Evidence(lease.document(), List.of(blankFirst))),
            number -> Optional.of(text));
    assertEquals(
        new Locator.Page(2), assertInstanceOf(Citation.Resolved.class, all.getFirst()).locator());
  }

  /// A page number that could be read as a figure of the sentence proves nothing.
  @Test
  void leavesOffTheFurnitureThatAQuoteWasCopiedWith() {
    String before = "The Tenant shall pay";
    String text =
        before + "\n\n12\n\nLease of Unit 4\n\nthe rent in every month of the term.\n\n13";
    int number = text.indexOf("12");
    int head = text.indexOf("Lease");
    int last = text.indexOf("13");
    var document =
        document(
            text,
            List.of(
                new Span(number, number + 2),
                new Span(head, head + "Lease of Unit 4".length()),
                new Span(last, last + 2)));
    var found =
        document.find("the rent in every month of the term. 13", new Span(0, 0)).orElseThrow();
    assertEquals(State.REPAIRED, found.state());
    assertEquals("the rent in every month of the term", found.words());
    assertEquals(text.indexOf("the rent"), found.span().start());
    assertEquals(List.of(new Citation.Difference("13", "", true)), found.differences());
    state(document, State.REPAIRED, "The Tenant shall pay\n12\nLease of Unit 4");
    state(document, State.REPAIRED, "Lease of Unit 4\nthe rent in every month");
    state(document, State.VERIFIED, "shall pay\n12\nLease of Unit 4\nthe rent in every month");
    for (String read :
        List.of("The Tenant shall pay 12", "month of the term 13", "Lease of Unit 4")) {
      assertFalse(document.find(read, new Span(0, 0)).filter(Quotation::proves).isPresent(), read);
    }
    assertFalse(
        document
            .find("The Tenant shall pay 12 the rent in every", new Span(0, 0))
            .filter(Quotation::proves)
            .isPresent());
  }

  @Test
  void completesAWordThatALineBroke() {
    String text = "The Tenant shall carry out the agreement in every harmless month.";
    var document = document(text, List.of());
    var found = document.find("shall carry out the agree-", new Span(0, 0)).orElseThrow();
    assertEquals(State.REPAIRED, found.state());
    assertEquals("shall carry out the agreement", found.words());
    assertEquals(
        List.of(new Citation.Difference("agree-", "agreement", true)), found.differences());
    for (String other :
        List.of("shall carry out the agree", "shall carry out the a-", "in every harm-")) {
      assertFalse(
          document.find(other, new Span(0, 0)).filter(Quotation::proves).isPresent(), other);
    }
  }

  private static void state(QuotedDocument document, State state, String quote) {
    assertEquals(state, document.find(quote, new Span(0, 0)).orElseThrow().state(), quote);
  }

  private static QuotedDocument document(String text, List<Span> furniture) {
    DocumentText lease = COLLECTION.text(1).orElseThrow();
    Span whole = new Span(0, text.length());
    var passage =
        new Passage(new Label(1, 0), lease.document().id(), List.of(), text, whole, furniture, 20);
    var blocks = new ArrayList<Block>();
    furniture.forEach(span -> blocks.add(new Block.Furniture(span)));
    return new QuotedDocument(
        new DocumentText(
            lease.document(), text, blocks, new LocatorMap(List.of()), List.of(passage)));
  }

  /// Running heads and page numbers stand between the halves of a sentence.
  @Test
  void findsASentenceThatRunsOverAPageBreak() {
    DocumentText lease = COLLECTION.text(1).orElseThrow();
    String before = "The tenant shall paint the door";
    String text = before + "\n\nLease of Unit 4\n\n- 2 -\n\nblue in every year.";
    int head = before.length() + 2;
    int number = text.indexOf("- 2 -");
    Span whole = new Span(0, text.length());
    List<Span> furniture =
        List.of(new Span(head, head + "Lease of Unit 4".length()), new Span(number, number + 5));
    var passage =
        new Passage(new Label(1, 0), lease.document().id(), List.of(), text, whole, furniture, 20);
    var blocks = new ArrayList<Block>();
    furniture.forEach(span -> blocks.add(new Block.Furniture(span)));
    var document =
        new DocumentText(
            lease.document(),
            text,
            blocks,
            new LocatorMap(List.of(new LocatorMap.Entry(0, new Locator.Page(1)))),
            List.of(passage));
    List<Citation> all =
        CitationCheck.check(
            "“paint the door blue in every year” [d1#0] “the door Lease of Unit 4” [d1#0]"
                + " “the tenant shall paint the door Lease of Unit 4 - 2 - blue in every” [d1#0]",
            List.of(new Evidence(lease.document(), List.of(passage))),
            _ -> Optional.of(document));
    var found = assertInstanceOf(Citation.Resolved.class, all.getFirst());
    assertEquals(State.VERIFIED, found.state());
    assertEquals("paint the door\n\nblue in every year", found.quote());
    assertEquals(State.FABRICATED, all.get(1).state());
    // Furniture may stand in a quote between words, as it does in the file.
    assertEquals(State.VERIFIED, all.getLast().state());
  }

  @Test
  void aNoteBreaksNoSentenceAndIsQuotedItself() {
    String text =
        "The tenant must paint 1 the door\n\n1 Once a year, and no more often.\n\nblue in every year.";
    var lease = COLLECTION.evidence().getFirst().document();
    int note = text.indexOf("1 Once");
    var blocks =
        List.<Block>of(
            new Block.Paragraph(new Span(0, note - 2)),
            new Block.Footnote(
                new Span(note, text.indexOf("\n\nblue")), "1", text.indexOf(" the door")),
            new Block.Paragraph(new Span(text.indexOf("blue"), text.length())));
    var passage =
        new Passage(
            new Label(1, 0),
            lease.id(),
            List.of(),
            text,
            new Span(0, text.length()),
            List.of(),
            20);
    var document =
        new DocumentText(
            lease,
            text,
            blocks,
            new LocatorMap(List.of(new LocatorMap.Entry(0, new Locator.Page(1)))),
            List.of(passage));
    List<String> found =
        CitationCheck.check(
                "“must paint the door blue in every” [d1#0] “must paint 1 the door” [d1#0]"
                    + " “a year, and no more” [d1#0] “a year, and no less” [d1#0]",
                List.of(new Evidence(lease, List.of(passage))),
                _ -> Optional.of(document))
            .stream()
            .map(
                citation ->
                    citation instanceof Citation.Resolved resolved
                        ? resolved.state() + " " + resolved.quote()
                        : "none")
            .toList();
    assertEquals(
        List.of(
            "VERIFIED must paint 1 the door\n\nblue in every",
            "VERIFIED must paint 1 the door",
            "VERIFIED a year, and no more",
            "none"),
        found);
  }

  @Test
  void readsEachOtherDocumentOnceForAllInventedQuotes() {
    var reads = new ArrayList<Integer>();
    String invented = "“words that nobody wrote” [d1#0], ".repeat(3);
    CitationCheck.check(
        invented,
        COLLECTION.evidence(),
        number -> {
          reads.add(number);
          return COLLECTION.text(number);
        });
    assertEquals(List.of(1, 2), reads);
  }

  @Test
  void keepsTheMarksRoundAQuoteThatTheSourceHas() {
    assertEquals(
        "shall pay £42,000 a year (the \"Rent\").",
        resolved("“shall pay £42,000 a year (the \"Rent\").” [d1#0]").quote());
    assertEquals(
        "shall pay £42,000 a year", resolved("“shall pay £42,000 a year!” [d1#0]").quote());
  }

  @Test
  void prefersTheCitedPassage() {
    assertEquals(new Locator.Page(3), resolved("“shall pay £42,000 a year” [d1#2]").locator());
    assertEquals(new Locator.Page(1), resolved("“shall pay £42,000 a year” [d1#0]").locator());
  }

  @Test
  void findsAQuoteAcrossPassages() {
    Citation.Resolved found = resolved("“(the \"Rent\"). 2. Break. The Tenant may end” [d1#0]");
    assertEquals(State.VERIFIED, found.state());
  }

  @Test
  void findsAQuoteOfTheRenderingInTheSource() {
    assertEquals(State.VERIFIED, resolved("“Landlord < |end|> as ( d9#9] says” [d1#1]").state());
  }

  @Test
  void tellsWhereAMisattributedQuoteStands() {
    Citation.Resolved found = resolved("“paint the front door” [d1#0]");
    assertEquals(State.MISATTRIBUTED, found.state());
    assertEquals(2, found.document().number());
    assertEquals("paint the front door", found.quote());
  }

  @Test
  void tellsWhatAnAlteredQuoteChanges() {
    Citation.Resolved found = resolved("“The Tenant shall pay £43,000 a year” [d1#0]");
    assertEquals(State.ALTERED, found.state());
    assertEquals("The Tenant shall pay £42,000 a year", found.quote());
    assertEquals(
        List.of(new Citation.Difference("£43,000", "£42,000", false)), found.differences());
  }

  @Test
  void callsWordsThatStandNowhereFabricated() {
    Citation found = only("“The Guarantor indemnifies the Bank against any loss” [d1#0]");
    assertEquals(State.FABRICATED, found.state());
    assertEquals(
        "The Guarantor indemnifies the Bank against any loss",
        assertInstanceOf(Citation.Fabricated.class, found).quote());
  }

  @Test
  void showsTheSourcesWordsForASlip() {
    Citation.Resolved found = resolved("“may end this laese on six months notice” [d1#1]");
    assertEquals(State.REPAIRED, found.state());
    assertEquals("may end this lease on six months' notice", found.quote());
  }

  /// What the cited document says nearly, another one says to the letter.
  @Test
  void prefersTheDocumentThatHasTheVeryWords() {
    var two =
        new TestCollection()
            .add("One", "The Tenant shall pay the rent within thirty days.")
            .add("Two", "The Tenant shall pay the rent within sixty days.");
    List<Citation> all =
        CitationCheck.check(
            "“The Tenant shall pay the rent within sixty days.” [d1#0]", two.evidence(), two::text);
    var found = assertInstanceOf(Citation.Resolved.class, all.getFirst());
    assertEquals(State.MISATTRIBUTED, found.state());
    assertEquals(2, found.document().number());
  }

  @Test
  void doesNotFindAQuoteInsideOtherWordsAndNumbers() {
    assertEquals(State.ALTERED, only("“The Tenant shall pay £42” [d1#0]").state());
    assertEquals(State.ALTERED, only("“nant shall pay £42,000” [d1#0]").state());
    assertEquals(State.ALTERED, only("“000 a year (the \"Rent” [d1#0]").state());
    assertEquals(State.VERIFIED, resolved("“Tenant shall pay £42,000” [d1#0]").state());
  }

  @Test
  void callsALabelWithoutAProofUnquoted() {
    assertEquals(State.UNQUOTED, resolved("The rent is £42,000 [d1#0]").state());
    assertEquals(State.UNQUOTED, resolved("“the Tenant” [d1#0]").state());
  }

  @Test
  void knowsOnlyTheLabelsOfTheEvidence() {
    assertEquals(new Citation.Unknown(new Label(1, 9)), only("“six months’ notice” [d1#9]"));
    assertEquals(new Citation.Unknown(new Label(3, 0)), only("“six months’ notice” [d3#0]"));
  }

  @Test
  void isLinearInAPathologicalDocument() {
    var big = new TestCollection().add("Big", "aaaaaaaaab ".repeat(100_000));
    String quote = "aaaaaaaaab ".repeat(900) + "aaaaaaaaac";
    assertTimeout(
        Duration.ofSeconds(10),
        () -> CitationCheck.check("“" + quote + "” [d1#0]", big.evidence(), big::text));
  }

  /// Whatever is copied from a passage as the prompt shows it is verified, with the very letters.
  @Property
  void verifiesAnySubstringOfARendering(
      @ForAll @IntRange(min = 0, max = 2) int ordinal,
      @ForAll @IntRange(min = 0, max = 200) int from,
      @ForAll @IntRange(min = 12, max = 200) int length) {
    String quote = substring(ordinal, from, length);
    Citation.Resolved found = assertInstanceOf(Citation.Resolved.class, check(quote, ordinal));
    assertEquals(State.VERIFIED, found.state());
    assertEquals(
        AlphanumericProjection.project(quote), AlphanumericProjection.project(span(found.span())));
  }

  /// A quote with another digit or letter in it never is, nor one with a mark more or less in a
  /// figure.
  @Property
  void neverVerifiesAnAlteredQuote(
      @ForAll @IntRange(min = 0, max = 2) int ordinal,
      @ForAll @IntRange(min = 0, max = 200) int from,
      @ForAll @IntRange(min = 12, max = 200) int length,
      @ForAll @IntRange(min = 0, max = 200) int at) {
    String quote = substring(ordinal, from, length);
    int place = at % quote.length();
    Assume.that(Character.isLetterOrDigit(quote.charAt(place)));
    char other = Character.isDigit(quote.charAt(place)) ? '7' : 'q';
    String altered = quote.substring(0, place) + other + quote.substring(place + 1);
    assertNotEquals(State.VERIFIED, state(altered, ordinal));
    if (Character.isDigit(quote.charAt(place))
        && (place == 0 || !Character.isLetter(quote.charAt(place - 1)))) {
      String marked = quote.substring(0, place) + "." + quote.substring(place);
      assertNotEquals(State.VERIFIED, state(marked, ordinal), marked);
      String signed = quote.replace("£42", "£-42").replace(" 42", " -42");
      assertEquals(signed.equals(quote), state(signed, ordinal) == State.VERIFIED, signed);
    }
  }

  private static String substring(int ordinal, int from, int length) {
    Passage passage = COLLECTION.passages(1).get(ordinal);
    String rendered = Rendering.passage(passage.label(), passage.text()).substring(7);
    Assume.that(from < rendered.length());
    // Whole words only: half a word proves nothing.
    int start = from == 0 ? 0 : rendered.indexOf(' ', from - 1) + 1;
    int end = Math.min(rendered.length(), start + length);
    end = end == rendered.length() ? end : rendered.lastIndexOf(' ', end);
    Assume.that(start < end);
    String quote = rendered.substring(start, end).strip();
    Assume.that(AlphanumericProjection.project(quote).length() >= CitationFormat.LEAST_QUOTE_CHARS);
    return quote;
  }

  private static State state(String quote, int ordinal) {
    return check(quote, ordinal).state();
  }

  private static Citation check(String quote, int ordinal) {
    String answer = CitationFormat.cite(quote, new Label(1, ordinal)).orElse("");
    Assume.that(!answer.isEmpty());
    return only(answer);
  }

  private static String span(Span span) {
    return LEASE.substring(span.start(), span.end());
  }

  private static Citation.Resolved resolved(String answer) {
    return assertInstanceOf(Citation.Resolved.class, only(answer));
  }

  private static Citation only(String answer) {
    List<Citation> all = CitationCheck.check(answer, COLLECTION.evidence(), COLLECTION::text);
    assertEquals(1, all.size());
    return all.getFirst();
  }
}
