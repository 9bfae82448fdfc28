package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "How many of the leases are governed by Scots law?",
        "Do any of the letters mention asbestos?",
        "Is there any clause on data protection?",
        "List all parties.",
        "What clauses survive termination?"
      })
  void whatAsksForEverythingAsksForSeveralThings(String question) {
    assertTrue(QuestionForm.asksForEverything(question));
    assertTrue(QuestionForm.asksForSeveral(question));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What are the conditions of the break clause?  | true  | false
          What is the rent?                             | false | false
          Is the cap higher than in the other contract? | false | true
          Did the rent rise or fall?                    | false | true
          """)
  void tellsListsFromComparisons(String question, boolean several, boolean comparison) {
    assertEquals(several, QuestionForm.asksForSeveral(question));
    assertEquals(comparison, QuestionForm.asksForComparison(question));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the rent?                            | true
          How long is notice?                          | true
          Wie hoch ist die Miete in der Hafenstraße?   | false
          Was kostet der Vertrag?                      | false
          Quel est le montant du loyer ?               | false
          ¿Cuál es la renta del contrato?              | false
          Hoeveel is de huur?                          | false
          賃料はいくらですか                            | false
          """)
  void knowsEnglishByItsFunctionWords(String question, boolean english) {
    assertEquals(english, QuestionForm.isEnglish(question));
  }
}
