package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Sentence;
import lectern.synthesize.TestCollection;
import org.junit.jupiter.api.Test;

class SentenceCheckTest {
  private static final TestCollection LEASES =
      new TestCollection()
          .add(
              "Lease of 14 Harbour Street",
              "The Tenant shall pay an annual rent of £84,500 to the Landlord.\n\n"
                  + "A notice must be given not less than six months before the Break Date.")
          .add("Second Deed", "The words \"six months\" are replaced by \"nine months\".");

  @Test
  void aSentenceIsBorneOutByItsQuote() {
    states(
        "The rent of 14 Harbour Street is 84,500 pounds (“an annual rent of £84,500” [d1#0]).",
        Sentence.State.BORNE_OUT);
    states(
        """
        “The Tenant shall pay an annual rent of £84,500 to the Landlord.” [d1#0]
        Lease of 14 Harbour Street: “A notice must be given not less than six months before the
        Break Date.” [d1#1]
        """,
        Sentence.State.BORNE_OUT,
        Sentence.State.BORNE_OUT);
  }

  @Test
  void eachStateIsTold() {
    states(
        """
        # The rent
        The rent is £84,500 [d1#0].
        The rent is £84,600 (“an annual rent of £84,500” [d1#0]).
        It is high.
        The rent is £84,600 (“an annual rent of £84,600” [d1#0]).
        The rent is £84,500 [d9#0].
        """,
        Sentence.State.NOTHING_TO_CHECK,
        Sentence.State.UNQUOTED,
        Sentence.State.FACTS_MISSING,
        Sentence.State.UNCITED,
        Sentence.State.FALSELY_CITED,
        Sentence.State.FALSELY_CITED);
    states(Answer.NOT_FOUND, Sentence.State.NOTHING_TO_CHECK);
  }

  @Test
  void figuresMustStandInTheQuoteItselfAndNamesInItsPassage() {
    states("The Landlord gets it (“an annual rent of £84,500” [d1#0]).", Sentence.State.BORNE_OUT);
    states(
        "It is £84,500 (“The Tenant shall pay an annual rent” [d1#0]).",
        Sentence.State.FACTS_MISSING);
  }

  @Test
  void aSentenceWithoutACitationIsHeldAgainstAllThatTheAnswerCites() {
    String proof = "“not less than six months before the Break Date” [d1#1]";
    states("Six months. It says: " + proof, Sentence.State.UNCITED, Sentence.State.BORNE_OUT);
    states(
        "Seven months. It says: " + proof, Sentence.State.FACTS_MISSING, Sentence.State.BORNE_OUT);
  }

  @Test
  void theVerbOfTheSourceCountsThoughTheQuoteLeavesItOut() {
    states(
        "The tenant may pay a rent of £84,500 (“an annual rent of £84,500 to the Landlord” [d1#0]).",
        Sentence.State.FACTS_MISSING);
  }

  @Test
  void spansCountInTheAnswer() {
    String answer = "# Rent\n- The rent is £84,600 (“an annual rent of £84,500” [d1#0]).";
    Sentence sentence = check(answer).getLast();
    assertEquals("£84,600", sentence.missing().getFirst().words());
    assertEquals(
        "£84,600",
        answer.substring(
            sentence.missing().getFirst().span().start(),
            sentence.missing().getFirst().span().end()));
    assertEquals(List.of(0), sentence.citations());
  }

  private static void states(String answer, Sentence.State... states) {
    List<Sentence> sentences = check(answer);
    assertEquals(
        List.of(states), sentences.stream().map(Sentence::state).toList(), sentences.toString());
  }

  private static List<Sentence> check(String answer) {
    List<Citation> citations = CitationCheck.check(answer, LEASES.evidence(), LEASES::text);
    return SentenceCheck.check("", answer, citations, LEASES.evidence(), LEASES::text);
  }
}
