package lectern.synthesize.plan;

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
          Compare the notice periods of the two leases.               | JOINED
          Which of the two leases ends first?                         | JOINED
          Is the cap higher than in the Meridian contract?            | JOINED
          What is the difference between the two drafts?              | JOINED
          Do the invoice and the contract name the same price?        | JOINED
          List all parties.                                           | COMPLETE
          Which contracts have a change of control clause?            | COMPLETE
          Summarise the correspondence.                               | COMPLETE
          Is there any clause on data protection?                     | COMPLETE
          How many of the leases are governed by Scots law?           | COMPLETE
          Which clauses survive termination?                          | COMPLETE
          Do any of the letters mention asbestos?                     | COMPLETE
          Wie lang ist die Kündigungsfrist?                           | UNTOLD
          notice period Harbour Street                                | UNTOLD
          """)
  void tellsByTheWords(String question, QuestionKind kind) {
    assertEquals(kind, QuestionKind.of(question));
  }
}
