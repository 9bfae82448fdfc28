package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Label;
import lectern.synthesize.Citation;
import lectern.synthesize.Citation.State;
import lectern.synthesize.CitationFormat;
import lectern.synthesize.TestCollection;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A figure is more than its digits.
final class FiguresTest {
  /// Figures that no two of are the same, though many share their digits.
  private static final List<String> DIFFERENT =
      List.of(
          "15",
          "1.5",
          "-15",
          "-1.5",
          "£15",
          "$15",
          "€1.5",
          "15 %",
          "1.5 %",
          "<15",
          ">15",
          "≥15",
          "1/5",
          "1-5",
          "1:5",
          ".15",
          "0.15",
          "1 5",
          "5½",
          "512",
          "5.12",
          "51/2",
          "5-12",
          "0,125",
          "1,234",
          "1.234",
          "12.34",
          "123.4",
          "-1,234",
          "£1,234",
          "1,234.5",
          "12,345",
          "1.234.567",
          "1,234.567",
          "10²",
          "102",
          "10-2");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a fee of 15 per cent a year      | a fee of 1.5 per cent a year
          a fee of 1.5 per cent a year     | a fee of 15 per cent a year
          a fee of £5,000 in each year     | a fee of $5,000 in each year
          a fee of £5,000 in each year     | a fee of 5,000 in each year
          a change of -5 in each year      | a change of 5 in each year
          a change of 5 in each year       | a change of −5 in each year
          a change of 5 in each year       | a change of 5 % in each year
          it took 5½ days of every week    | it took 512 days of every week
          it took 512 days of every week   | it took 5½ days of every week
          a length of 1,234 metres or so   | a length of 1.234 metres or so
          a length of 1234 metres or so    | a length of 1.234 metres or so
          a length of .5 metres or so      | a length of 5 metres or so
          found at p < 0.05 in the trial   | found at p > 0.05 in the trial
          found at p < 0.05 in the trial   | found at p 0.05 in the trial
          within 10-12 months of notice    | within 1012 months of notice
          one of 10² in all of the trials  | one of 102 in all of the trials
          the rent is raised by 5 %        | the rent is raised by 5
          the rent falls to 5½             | the rent falls to 5
          the rent falls to £42 000        | the rent falls to £42
          -5 degrees were measured         | 5 degrees were measured
          """)
  void doesNotVerifyAnotherFigure(String source, String quote) {
    assertEquals(State.ALTERED, state(source, quote));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a fee of £1,234,567 a year       | a fee of £1 234 567 a year
          a fee of £1,234,567 a year       | a fee of £1234567 a year
          a fee of £1 234 in a year   | a fee of £1,234 in a year
          a fee of CHF 1'234 in a year     | a fee of CHF 1’234 in a year
          a fee of 1.234.567,50 a year     | a fee of 1,234,567.50 a year
          a fee of 1.234,50 in each year   | a fee of 1234,50 in each year
          a fee of £ 5,000 in each year    | a fee of £5,000 in each year
          a fee of 5% in each year         | a fee of 5 % in each year
          a change of −5 in each year      | a change of –5 in each year
          it took 5½ days of every week    | it took 5 1/2 days of every week
          it took 5½ days of every week    | it took 5 1⁄2 days of every week
          found at p<0.05 in the trial     | found at p < 0.05 in the trial
          the sum of 42,000 is then due    | 42,000 is then due
          the sum of £42,000 is then due   | 42,000 is then due
          area of 120 m² of the office     | area of 120 m2 of the office
          within 10–12 months of notice    | within 10-12 months of notice
          """)
  void verifiesTheSameFigureInOtherLetters(String source, String quote) {
    assertEquals(State.VERIFIED, state(source, quote));
  }

  @Test
  void looksForAnotherPlaceWhereTheFigureDiffers() {
    String text = "The fee is 15 per cent.\n\nThe fee is 1.5 per cent.";
    assertEquals(State.VERIFIED, state(text, "fee is 1.5 per cent"));
    assertEquals(State.VERIFIED, state(text, "fee is 15 per cent"));
    assertEquals(State.ALTERED, state(text, "fee is .15 per cent"));
  }

  @Test
  void doesNotMindLineBreaksHyphensAndQuotationMarks() {
    String source = "the “Re-\nserved\nRent” of £12,000\nin 2019\n2020 and the ﬁnal oﬃce";
    assertEquals(
        State.VERIFIED,
        state(source, "the \"Reserved Rent\" of £12,000 in 2019 2020 and the final office"));
  }

  @Test
  void looksForSignsOfACutFigureInItsLineAlone() {
    String source = "of <b>\n5 people came, and the share was 7\n% of all";
    assertEquals(State.VERIFIED, state(source, "5 people came, and the share was 7"));
    assertEquals(State.VERIFIED, state(source, "> 5 people came, and the share was 7 %"));
  }

  @Test
  void takesCellsForWords() {
    assertEquals(State.VERIFIED, state("Unit 4 | 120 | £900 a month", "Unit 4 120 £900 a month"));
    assertEquals(State.ALTERED, state("Unit 4 | 120 | £900 a month", "Unit 4120 £900 a month"));
  }

  @Test
  void readsAMailsQuotationMarkAsNone() {
    assertEquals(
        State.VERIFIED, state("Ann wrote:\n> 5 tenants were there", "wrote: 5 tenants were there"));
    assertEquals(
        State.VERIFIED, state("Ann wrote:\n> 5 tenants were there", "> 5 tenants were there"));
  }

  /// What has letters and digits by its compatible form alone begins and ends like other words.
  @ParameterizedTest
  @CsvSource({"①②③④⑤⑥⑦⑧⑨⑩⑪⑫", "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛ", "½½½½½½½½"})
  void checksAQuoteOfCircledLetters(String quote) {
    assertEquals(State.FABRICATED, state("Nothing of the kind is said here.", quote));
    assertEquals(State.VERIFIED, state("Here it is: " + quote + " and more", quote));
  }

  @Property(tries = 2_000)
  void neverVerifiesAnotherFigure(
      @ForAll @From("figures") String one, @ForAll @From("figures") String other) {
    String source = "the tenant pays " + one + " in all of the years";
    String quote = "the tenant pays " + other + " in all of the years";
    assertEquals(one.equals(other) ? State.VERIFIED : State.ALTERED, state(source, quote));
  }

  /// A mark put before a digit makes another figure, wherever that digit stands.
  @Property
  void neverVerifiesAFigureWithAnotherMark(
      @ForAll @From("figures") String figure,
      @ForAll @From("marks") String mark,
      @ForAll @IntRange(max = 6) int at) {
    Assume.that(at < figure.length() && Character.isDigit(figure.charAt(at)));
    Assume.that(at == 0 || Character.isDigit(figure.charAt(at - 1)));
    String altered = figure.substring(0, at) + mark + figure.substring(at);
    String source = "the tenant pays " + figure + " in all of the years";
    String quote = "the tenant pays " + altered + " in all of the years";
    assertEquals(State.ALTERED, state(source, quote), altered);
    assertEquals(State.ALTERED, state(quote, source), altered);
  }

  @Provide
  Arbitrary<String> figures() {
    return Arbitraries.of(DIFFERENT);
  }

  @Provide
  Arbitrary<String> marks() {
    return Arbitraries.of(".", "-", "−", "£", "<");
  }

  private static State state(String source, String quote) {
    var collection = new TestCollection().add("Text", source);
    String answer = CitationFormat.cite(quote, new Label(1, 0)).orElseThrow();
    List<Citation> all = CitationCheck.check(answer, collection.evidence(), collection::text);
    assertEquals(1, all.size());
    return all.getFirst().state();
  }
}
