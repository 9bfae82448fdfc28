package lectern.synthesize.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lectern.retrieve.Scope;
import lectern.synthesize.Question;
import lectern.synthesize.TestCollection;
import lectern.synthesize.prompt.PromptLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AmendmentsTest {
  private static final String QUESTION =
      "How much notice must the tenant of Mill Lane give to end the lease?";

  private static TestCollection lease() {
    return new TestCollection()
        .add(
            "Lease of 3 Mill Lane",
            "Dated 1 May 2015\n\n7.2 The Tenant may end this lease by giving four months' notice.");
  }

  private static String deed(String opening, String months) {
    return opening
        + "\n\nThis deed varies the lease of 3 Mill Lane dated 1 May 2015.\n\nIn clause 7.2 the period"
        + " of notice is amended to "
        + months
        + " months.";
  }

  @Test
  void putsTheNewestLast() {
    TestCollection collection =
        lease()
            .add("Deed of variation C, 3 Mill Lane", deed("Dated 9 June 2021", "seven"))
            .add("Deed of variation A, 3 Mill Lane", deed("Date: 2 April 2017", "five"))
            .add("Deed of variation D, 3 Mill Lane", deed("Parties: as before", "eight"))
            .add(
                "Deed of variation B, 3 Mill Lane",
                deed("This deed is made on May 3, 2019.", "six"));
    List<String> lines = answer(collection, QUESTION).lines().toList();
    assertEquals(5, lines.size(), lines.toString());
    for (int i = 0; i < 5; i++) {
      String months = List.of("four", "five", "six", "seven", "eight").get(i);
      assertTrue(lines.get(i).contains(months + " months"), lines.toString());
      assertEquals(i > 0, lines.get(i).startsWith("Amended by "), lines.toString());
    }
  }

  @Test
  void namesTheAmendmentsItDoesNotQuote() {
    TestCollection collection = lease();
    for (int i = 0; i < 10; i++) {
      collection.add(
          "Deed of variation " + (char) ('A' + i) + ", 3 Mill Lane",
          deed("Dated 1 May " + (2030 - i), "a dozen and " + i));
    }
    List<String> lines = answer(collection, QUESTION).lines().toList();
    assertTrue(lines.get(lines.size() - 2).contains("a dozen and 0 months"), lines.toString());
    assertEquals(
        "Also amended, not quoted here: Deed of variation J, 3 Mill Lane;"
            + " Deed of variation I, 3 Mill Lane",
        lines.getLast());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The yearly rent of 3 Mill Lane was agreed in 2010.",
        "The yearly rent of 3 Mill Lane is £10,500.",
        "The yearly rent of 3 Mill Lane is due under clause 10.1.",
      })
  void takesNoPartOfANumberForTheFigureThatIsReplaced(String original) {
    var collection =
        new TestCollection()
            .add("Lease of 3 Mill Lane", original)
            .add(
                "Side letter, 3 Mill Lane",
                "The number of parking spaces is increased from 10 to 12.");
    String answer = answer(collection, "What is the yearly rent of 3 Mill Lane?");
    assertFalse(answer.contains("Amended by"), answer);
  }

  @Test
  void findsTheFigureThatIsReplaced() {
    var collection =
        new TestCollection()
            .add("Lease of 3 Mill Lane", "The yearly rent of 3 Mill Lane is £10,500.")
            .add("Side letter, 3 Mill Lane", "The rent is increased from £10,500 to £11,000.");
    String answer = answer(collection, "What is the yearly rent of 3 Mill Lane?");
    assertTrue(answer.contains("Amended by Side letter, 3 Mill Lane: "), answer);
  }

  private static String answer(TestCollection collection, String question) {
    return ExtractiveReader.answer(
        PromptLayout.layOut(
            collection.evidence(), new Question(question, new Scope.Everything(), null)));
  }
}
