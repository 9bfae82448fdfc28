package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuestionKindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the rent of the Harbour Street lease?               | LOOK_UP
          When does the supply agreement end?                         | LOOK_UP
          Who signed the deed?                                        | LOOK_UP
          How long is the notice period?                              | LOOK_UP
          Compare the notice periods of the two leases.               | COMPARISON
          Which of the two leases ends first?                         | COMPARISON
          Is the cap higher than in the Meridian contract?            | COMPARISON
          What is the difference between the two drafts?              | COMPARISON
          Do the invoice and the contract name the same price?        | COMPARISON
          Where was the founder of the firm that wrote the survey born? | MULTI_HOP
          Who insures the building whose roof was repaired in 2024?   | MULTI_HOP
          What is the tenant's guarantor's address?                   | MULTI_HOP
          List all parties.                                           | LIST_ALL
          Which contracts have a change of control clause?            | LIST_ALL
          Summarise the correspondence.                               | SUMMARY
          Is there any clause on data protection?                     | ABSENCE
          How many of the leases are governed by Scots law?           | LIST_ALL
          Which clauses survive termination?                          | LIST_ALL
          Do any of the letters mention asbestos?                     | ABSENCE
          Consider the deed of all parties; what is the notice period? | LOOK_UP
          What does "every tenant" pay?                               | LOOK_UP
          Wie lang ist die Kündigungsfrist?                           | UNTOLD
          notice period Harbour Street                                | UNTOLD
          """)
  void tellsByTheWords(String question, QuestionKind kind) {
    assertEquals(kind, QuestionKind.of(question));
  }
}
