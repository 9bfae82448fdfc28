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
  void aQuoteWithoutALabelOfItsOwnIsLookedUpInWhatTheSentenceCites() {
    String labelled = "and “an annual rent of £84,500” [d1#0].";
    states("It says “not less than six months” " + labelled, Sentence.State.BORNE_OUT);
    states("It says “not less than nine months” " + labelled, Sentence.State.FALSELY_CITED);
    states("It says \"not less than nine months\" " + labelled, Sentence.State.FALSELY_CITED);
    states("The “Lease of 14 Harbour Street” says " + labelled, Sentence.State.BORNE_OUT);
    states("The “Rent” is meant, " + labelled, Sentence.State.BORNE_OUT);
    Sentence sentence = check("It says “not less than nine months” " + labelled).getFirst();
    assertEquals(
        List.of("QUOTE not less than nine months"),
        sentence.missing().stream().map(fact -> fact.kind() + " " + fact.words()).toList());
  }

  @Test
  void whatIsQuotedWithoutALabelProvesFiguresToo() {
    states(
        "A notice of 6 months (“not less than six months”) ends it: “an annual rent of £84,500” [d1#0].",
        Sentence.State.BORNE_OUT);
  }

  @Test
  void aSentenceInAnotherLanguageThanItsQuoteWasNotCompared() {
    states(
        "Die Miete ist in jedem Jahr an den Vermieter zu zahlen und beträgt £84,500"
            + " (“an annual rent of £84,500 to the Landlord” [d1#0]).",
        Sentence.State.OTHER_LANGUAGE);
    states(
        "Die Miete ist in jedem Jahr an den Vermieter zu zahlen und beträgt £84,600"
            + " (“an annual rent of £84,500 to the Landlord” [d1#0]).",
        Sentence.State.FACTS_MISSING);
    states(
        "“Der Mieter darf nicht untervermieten”: “an annual rent of £84,500” [d1#0].",
        Sentence.State.FALSELY_CITED);
    states("Rent: £84,500 (“an annual rent of £84,500” [d1#0]).", Sentence.State.BORNE_OUT);
  }

  @Test
  void languagesAreTold() {
    assertEquals("en", Languages.of("The tenant shall pay the rent to the landlord."));
    assertEquals("de", Languages.of("Der Mieter zahlt die Miete an den Vermieter."));
    assertEquals("fr", Languages.of("Le locataire doit payer le loyer au bailleur."));
    assertEquals("es", Languages.of("El arrendatario debe pagar la renta al arrendador."));
    assertEquals(
        "it", Languages.of("Il conduttore deve pagare il canone di locazione al locatore."));
    assertEquals("nl", Languages.of("De huurder moet de huur betalen aan de verhuurder."));
    assertEquals("zh", Languages.of("承租人应当向出租人支付租金。"));
    assertEquals("ja", Languages.of("賃借人は賃料を支払う。"));
    assertEquals("CYRILLIC", Languages.of("Арендатор платит арендную плату."));
    assertEquals("", Languages.of("Rent: £84,500"));
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
