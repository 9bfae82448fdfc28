package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionPartsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "What is the rent and when does the lease end? | What is the rent / when does the lease end?",
        "What is the rent, and who pays it late? | What is the rent / who pays it late?",
        "Who is the landlord and who is the tenant? | Who is the landlord / who is the tenant?",
        "How much notice must the tenant give, and how is it served? | How much notice must the tenant give / how is it served?",
        "What period of notice must be given and to whom must it be sent? | What period of notice must be given / to whom must it be sent?",
        "Under the lease, what is the rent and is it payable in advance? | Under the lease, what is the rent / is it payable in advance?",
        "Can the tenant terminate and, if so, what notice is needed? | Can the tenant terminate / what notice is needed?",
        "Can the tenant terminate, and if so when must the notice be served? | Can the tenant terminate / when must the notice be served?",
        "What is the rent; and when does the lease end? | What is the rent / when does the lease end?",
        "what is the rent; when does the lease end; who insures | what is the rent / when does the lease end / who insures",
        "What happens if the rent is late and what happens if the roof leaks? | What happens if the rent is late / what happens if the roof leaks?",
        "What is the rent? When does the lease end? | What is the rent? / When does the lease end?",
        "what is the rent? when does the lease end? | what is the rent? / when does the lease end?",
        "We are tenants. What is the rent? And who insures? | We are tenants. What is the rent? / And who insures?",
        "Can the tenant terminate? Why? Who must be told? | Can the tenant terminate? Why? / Who must be told?",
        "What is the rent? When does it fall due? Answer in French. | What is the rent? / When does it fall due?",
        "租金是多少？租期何时结束？ | 租金是多少？ / 租期何时结束？",
        "¿Cuál es la renta? ¿Cuándo termina el contrato? | ¿Cuál es la renta? / ¿Cuándo termina el contrato?",
        "(1) What is the rent? (2) Who insures? | What is the rent? / Who insures?",
        "Answer these: 1. What is the rent? 2. Who insures? | What is the rent? / Who insures?",
        "What does the lease say about: (a) rent; (b) repairs; and (c) pets? | What does the lease say about rent / What does the lease say about repairs / What does the lease say about pets?",
        "Find (i) the rent, (ii) the term and (iii) the deposit | Find the rent / Find the term / Find the deposit",
        "(1) What is the rent and when is it due? (2) Who insures? | What is the rent / when is it due? / Who insures?",
      })
  void cutsWhereEachPartIsAQuestion(String question, String parts) {
    assertEquals(List.of(parts.split(" / ")), QuestionParts.of(question));
  }

  @Test
  void cutsListsOfLines() {
    assertEquals(
        List.of("What is the rent?", "Who insures?"),
        QuestionParts.of("- What is the rent?\n- Who insures?\n"));
    assertEquals(
        List.of("What is the rent?", "Who insures?", "When does it end?"),
        QuestionParts.of("1) What is the rent?\n2) Who insures?\n3) When does it end?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What are the terms and conditions?",
        "What did Smith and Jones agree?",
        "What are the rights and duties of the tenant?",
        "What are the rent and the term?",
        "When and where must notice be given?",
        "How and when may the tenant terminate?",
        "Who pays and how often?",
        "What are the dates when the lease starts and when it ends?",
        "What is the difference between what is owed and what is paid?",
        "Who is the person who signs and who pays?",
        "What does \"what is due and when is it due\" mean?",
        "What does \"who goes there?\" mean?",
        "What do clauses (1) and (2) say?",
        "What do paragraphs (a) and (b) of section 4 require?",
        "Does section 3 (a) or section 3 (b) apply to the tenant?",
        "Is rule 1. or rule 2. in force?",
        "The tenant shall pay the rent and shall insure the premises",
        "terms, conditions and what the parties agreed",
        "If the tenant dies, who pays?",
        "When the lease ends, who pays?",
        "Explain what the landlord must repair and when",
        "What is the rent? Answer in French.",
        "Rent?",
        "Really? Why?",
        "In what state did the band form, whose lead singer was Jerry Roush?",
        "What is the birthday of this actress, who was the mother of a daughter of King William IV?",
        "How many schools does the university, in which he is a professor, have?",
        "This expansion of the article \"Is It Making Us Stupid?\" was a finalist for what award?",
        "rent and deposit; repairs and insurance",
        "What is the meaning of life, the universe and everything?",
        "Which films were directed by Ford and by Hawks?",
        "Was the director of Stagecoach born before the director of Rio Bravo?",
        "and",
        "?",
        "",
        " ",
        "(1) (2)",
        "\0? \ud83d?",
      })
  void leavesWholeWhatMayBeOneQuestion(String question) {
    assertEquals(List.of(question), QuestionParts.of(question));
  }

  @Test
  void takesOnlySoManyPartsAndNoPastedDocument() {
    List<String> parts = QuestionParts.of("What is the rent? ".repeat(15));
    assertEquals(10, parts.size());
    assertEquals("What is the rent? ".repeat(6).strip(), parts.getLast());
    assertEquals(1, QuestionParts.of("What is the rent? ".repeat(1_000)).size());
    for (String hostile :
        List.of(
            "and what ", "what is ", "? ", "(1) ", "\" ", ", ", "((", "what a b c ", "; who ")) {
      String text = hostile.repeat(4_000 / hostile.length());
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> QuestionParts.of(text), hostile);
    }
  }

  @Property(tries = 500)
  void takesAnyText(@ForAll("texts") String text) {
    List<String> parts = QuestionParts.of(text);
    assertTrue(!parts.isEmpty() && parts.size() <= 10);
    assertTrue(parts.size() == 1 || parts.stream().allMatch(QuestionParts::says), parts.toString());
    assertEquals(parts, QuestionParts.of(text));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "what is the",
            "rent",
            "and",
            "who",
            "pays",
            "?",
            "? ",
            ";",
            ",",
            "(1)",
            "(2)",
            "1.",
            "2.",
            "\n- ",
            "when does",
            "it",
            "end",
            "\"",
            "section",
            "Why?",
            "(a)",
            "(b)",
            "it")
        .list()
        .ofMaxSize(14)
        .map(words -> String.join(" ", words));
  }
}
