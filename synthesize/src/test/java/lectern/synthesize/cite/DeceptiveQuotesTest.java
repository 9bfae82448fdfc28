package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Span;
import lectern.synthesize.Citation.State;
import lectern.synthesize.TestCollection;
import org.junit.jupiter.api.Test;

/// Quotes that somebody made up to get past the check.
final class DeceptiveQuotesTest {
  private static final Span NOWHERE = new Span(0, 0);

  private static QuotedDocument document(String text) {
    return new QuotedDocument(new TestCollection().add("Lease", text).text(1).orElseThrow());
  }

  private static State state(String text, String quote) {
    return document(text).find(quote, NOWHERE).map(Quotation::state).orElse(State.FABRICATED);
  }

  @Test
  void lettersThatNameSomethingAreNoArticles() {
    String text =
        "The terms of Exhibit A bind Party A and Party B, as Section 12 (a) and Section 12(b) of a deed say,"
            + " for a fee of $12.50 a day.";
    assertEquals(State.ALTERED, state(text, "The terms of Exhibit bind Party A and Party B"));
    assertEquals(State.ALTERED, state(text, "The terms of Exhibit A bind Party and Party B"));
    assertEquals(State.ALTERED, state(text, "as Section 12 and Section 12(b) of a deed say"));
    assertEquals(State.ALTERED, state(text, "as Section 12 (a) and Section 12 of a deed say"));
    assertEquals(State.ALTERED, state(text, "a deed say, for a fee of A$12.50 a day"));
    assertEquals(State.REPAIRED, state(text, "and Section 12(b) of deed say, for a fee of $12.50"));
    assertEquals(State.VERIFIED, state(text, "Section 12 (a) and Section 12(b) of a deed"));
  }

  @Test
  void anEllipsisPartsNoFigureFromWhatItCounts() {
    String text =
        "The tank holds 5,000 litres and weighs 1.2 tonnes when empty. The deposit is refundable within 30 days after"
            + " the end of the term. Under clause 9.4(b) of the agreement the Guarantor is liable. The rent of the"
            + " premises was raised in 2022, to the delight of the Landlord, by 12 per cent.";
    for (String quote :
        List.of(
            "The tank holds 5,000 … tonnes when empty",
            "The tank holds 5,000 litres and … tonnes when empty",
            "refundable within 30 … of the term",
            "Under clause 9.4 … the Guarantor is liable")) {
      assertEquals(State.STITCHED, state(text, quote), quote);
    }
    assertEquals(State.VERIFIED, state(text, "Under clause 9.4(b) … the Guarantor is liable"));
    assertEquals(State.VERIFIED, state(text, "was raised in 2022, … by 12 per cent"));
    assertEquals(State.VERIFIED, state(text, "refundable within 30 days … of the term"));
  }

  @Test
  void whatIsOnlyDeniedIsNotSaid() {
    String text = "The Company denied that the goods were defective when they left the factory.";
    assertEquals(State.ALTERED, state(text, "the goods were defective when they left the factory"));
    assertEquals(
        State.VERIFIED, state(text, "denied that the goods were defective when they left"));
  }

  @Test
  void whatIsDoneWithAFigureIsPartOfIt() {
    String text =
        "Interest is EURIBOR + 2.5% until the first day, and at least 30+ days are meant.";
    assertEquals(State.VERIFIED, state(text, "Interest is EURIBOR + 2.5% until the first day"));
    assertEquals(State.VERIFIED, state(text, "2.5% until the first day"));
    for (String other : List.of("- 2.5%", "× 2.5%", "2.5%", "√2.5%")) {
      assertEquals(
          State.ALTERED,
          state(text, "Interest is EURIBOR " + other + " until the first day"),
          other);
    }
    assertEquals(State.ALTERED, state(text, "first day, and at least 30 days are meant"));
  }

  @Test
  void aQuoteThatBeginsBehindANegationSaysTheReverse() {
    String text =
        "No Shareholder may transfer any of its Shares. A Director may transfer any of its Shares."
            + " 未经甲方书面同意，乙方不得将房屋转租给任何第三方。";
    Quotation found =
        document(text).find("Shareholder may transfer any of its Shares", NOWHERE).orElseThrow();
    assertEquals(State.ALTERED, found.state());
    assertEquals("No", found.differences().getFirst().source());
    assertEquals(State.VERIFIED, state(text, "may transfer any of its Shares"));
    assertEquals(State.ALTERED, state(text, "得将房屋转租给任何第三方，乙方不得将房"));
    assertEquals(State.ALTERED, state(text, "经甲方书面同意，乙方不得将房屋转租给任何"));
    assertEquals(State.VERIFIED, state(text, "乙方不得将房屋转租给任何第三方"));
  }

  @Test
  void anEllipsisHidesNoNegationInOtherLanguages() {
    String german =
        "Der Mieter darf die Mietsache nicht ohne Zustimmung des Vermieters untervermieten.";
    assertEquals(State.ALTERED, state(german, "Der Mieter darf die Mietsache … untervermieten."));
    String french =
        "Le locataire ne peut pas sous-louer les locaux sans le consentement du bailleur.";
    assertEquals(State.ALTERED, state(french, "Le locataire … peut … sous-louer les locaux"));
    String english = "The Supplier denies that the Goods were defective.";
    assertEquals(State.ALTERED, state(english, "The Supplier … that the Goods were defective"));
  }

  @Test
  void bracketsAddNothing() {
    String text =
        "The Tenant shall vacate the Property at twice the rent, unless it agrees in writing.";
    for (String added :
        List.of(
            "[refuse to] vacate", "[hardly] vacate", "vacate [and repair]", "[half of] vacate")) {
      assertEquals(
          State.ALTERED,
          state(text, "The Tenant shall " + added + " the Property at twice the rent"));
    }
    assertEquals(
        State.REPAIRED,
        state(text, "The Tenant shall vacate [sic] the Property at twice the rent"));
    assertEquals(State.REPAIRED, state(text, "the rent, unless [the Tenant] agrees in writing"));
  }

  @Test
  void anOperatorStandsForNoOther() {
    String text =
        "The value W = 0 is used, where A < B and X + Y are given as 5 mg/kg for a*b in section A - B.";
    assertEquals(State.VERIFIED, state(text, "The value W = 0 is used, where A < B and X + Y are"));
    for (String other : List.of("W / 0", "W - 0", "W 0", "W ≠ 0", "W == 0")) {
      assertEquals(
          State.ALTERED, state(text, "The value " + other + " is used, where A < B and"), other);
    }
    for (String other : List.of("A > B", "A ≤ B", "A B", "A - B", "A = B")) {
      assertEquals(
          State.ALTERED, state(text, "is used, where " + other + " and X + Y are given"), other);
    }
    for (String other : List.of("X - Y", "X − Y", "X Y", "X × Y")) {
      assertEquals(State.ALTERED, state(text, "where A < B and " + other + " are given as"), other);
    }
    assertEquals(State.ALTERED, state(text, "X + Y are given as 5 mg·kg for"));
    assertEquals(State.ALTERED, state(text, "X + Y are given as 5 mgkg for"));
    assertEquals(State.ALTERED, state(text, "are given as 5 mg/kg for a/b in"));
    assertEquals(State.VERIFIED, state(text, "for a*b in section A – B"));
    assertEquals(State.VERIFIED, state(text, "for a*b in section A B"));
  }

  @Test
  void aLineThatIsDrawnAndAQuotedMailAreNoOperators() {
    String text = "Terms of payment\n=====\nThe rent is due\n> on the first\n> day of the month.";
    assertEquals(
        State.VERIFIED,
        state(text, "Terms of payment The rent is due on the first day of the month."));
  }

  @Test
  void doubledAnglesAreQuotationMarks() {
    String text = "between Silicon Smelters (Pty) Limited and the Buyer of the goods";
    assertEquals(State.VERIFIED, state(text, "between Silicon Smelters << Pty >> Limited"));
  }

  @Test
  void aSlipMendsNoOperator() {
    String text = "The ratio is Property / Agreements in each year of the term.";
    assertEquals(State.REPAIRED, state(text, "The ratio is Propcrty / Agreements in each year"));
    assertEquals(State.ALTERED, state(text, "The ratio is Propcrty + Agreements in each year"));
  }

  @Test
  void aFigureWithCommasOfTwoKindsIsNone() {
    String text = "The price of the goods is 1,250.50 a month, and 1.250,50 in Germany.";
    assertEquals(State.ALTERED, state(text, "The price of the goods is 1,250,50 a month"));
    assertEquals(State.VERIFIED, state(text, "The price of the goods is 1,250.50 a month"));
  }

  @Test
  void anEllipsisGivesNobodyWhatIsSaidOfAnother() {
    String content =
        "The vitamin A content is 12 mg, and the vitamin C content is 80 mg per litre.";
    assertEquals(State.STITCHED, state(content, "The vitamin A content is … 80 mg per litre"));
    String table = "Contents: vitamin A 12 mg, vitamin C 80 mg, vitamin E 30 mg per litre.";
    assertEquals(State.STITCHED, state(table, "Contents: vitamin A … 80 mg"));
    String duties =
        "The Tenant shall pay the rent and the Landlord shall repair the roof of the Property, and the Tenant,"
            + " which is a company, shall insure it within 30 days, or a longer period, after 1 May.";
    assertEquals(State.STITCHED, state(duties, "The Tenant … repair the roof of the Property"));
    assertEquals(State.STITCHED, state(duties, "The Tenant shall … repair the roof"));
    assertEquals(State.VERIFIED, state(duties, "and the Tenant … shall insure it within 30 days"));
    assertEquals(State.VERIFIED, state(duties, "shall insure it within 30 days … after 1 May"));
    String sums = "The Tenant shall pay £500 on the first day, £600 on the next and £700 later on.";
    assertEquals(State.VERIFIED, state(sums, "The Tenant shall pay … £700 later on"));
  }
}
