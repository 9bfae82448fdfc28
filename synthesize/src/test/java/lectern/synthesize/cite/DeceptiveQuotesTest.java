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
}
