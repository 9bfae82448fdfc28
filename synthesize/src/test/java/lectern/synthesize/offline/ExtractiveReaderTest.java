package lectern.synthesize.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import lectern.ingest.Label;
import lectern.ingest.Rendering;
import lectern.retrieve.Scope;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;
import lectern.synthesize.TestCollection;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.prompt.PromptLayout;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExtractiveReaderTest {
  private static final TestCollection COLLECTION =
      new TestCollection()
          .add(
              "Lease of 12 Orchard Row",
              """
              This lease is made on 3 March 2019 between Ada Fenn (Landlord) and Tolland Mills Ltd. (Tenant).

              4. Rent

              4.1 The Tenant shall pay a yearly rent of £18,400 in four equal parts. 4.2 Interest on late \
              payment is four per cent over the base rate.

              7. Break

              7.2 The Tenant may terminate this lease by giving not less than six months' written notice.

              9. Insurance

              The Landlord shall insure the building against fire, flood and subsidence.
              """)
          .add(
              "Deed of Variation, 12 Orchard Row",
              """
              This deed varies the lease of 12 Orchard Row dated 3 March 2019.

              2. In clause 7.2 the words "six months" are deleted and replaced by "nine months".

              3. Nothing else changes.
              """)
          .add(
              "Lease of Unit 3, Tannery Lane",
              """
              This lease is made on 8 May 2021 between the Borough of Ware and Peck & Sons.

              4.1 The Tenant shall pay a yearly rent of £27,000.

              7.2 The Tenant may terminate this lease by giving twelve months' notice.

              11. The word “Premises” means the ground floor, and no other part of the building.
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the yearly rent of Orchard Row?                          | d1#2 | £18,400
          What rent does the tenant of Tannery Lane pay?                   | d3#1 | £27,000
          When was the lease of Tannery Lane made?                         | d3#0 | 8 May 2021
          Which risks must the landlord of Orchard Row insure against?     | d1#6 | flood and subsidence
          What percentage is charged on late payment?                      | d1#2 | four per cent
          What does "Premises" mean in the Tannery Lane lease?             | d3#3 | the ground floor
          How can the lessee of Tannery Lane cancel the tenancy?           | d3#2 | twelve months
          """)
  void quotesTheSentenceThatAnswers(String question, String label, String words) {
    String answer = answer(question);
    String first = answer.lines().findFirst().orElse("");
    assertTrue(first.contains(words) && first.endsWith("[" + label + "]"), answer);
  }

  @Test
  void offersTheAmendmentWithTheOriginal() {
    String answer = answer("How much notice must the tenant give to end the lease of Orchard Row?");
    List<String> lines = answer.lines().toList();
    assertTrue(lines.getFirst().contains("six months' written notice"), answer);
    assertTrue(
        lines.getLast().startsWith("Amended by Deed of Variation, 12 Orchard Row: "), answer);
    assertTrue(lines.getLast().contains("nine months"), answer);
  }

  @Test
  void staysWithTheNamedDocument() {
    String answer = answer("How much notice must the tenant of Tannery Lane give to leave early?");
    assertTrue(answer.contains("twelve months") && !answer.contains("six months"), answer);
  }

  @Test
  void findsTheNamedDocumentByItsParties() {
    String answer = answer("What rent does Tolland Mills pay?");
    assertTrue(answer.contains("£18,400") && !answer.contains("£27,000"), answer);
  }

  @Test
  void quotesEachDocumentOfAComparison() {
    String answer = answer("Compare the yearly rent of Orchard Row with that of Tannery Lane.");
    assertTrue(answer.contains("£18,400") && answer.contains("£27,000"), answer);
  }

  @Test
  void listsInReadingOrder() {
    String answer = answer("List all leases and their yearly rent.");
    assertTrue(answer.indexOf("£18,400") >= 0, answer);
    assertTrue(answer.indexOf("£18,400") < answer.indexOf("£27,000"), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "Who is the chief executive of Brandon Airways?",
    "What is the warranty period for the espresso machine?",
    "How many parking spaces does the museum have?",
    "What is it?"
  })
  void declinesWhatTheDocumentsDoNotHold(String question) {
    assertEquals(Answer.NOT_FOUND, answer(question));
  }

  @Test
  void quotesATableRowThatNamesAPerson() {
    var company =
        new TestCollection()
            .add(
                "Company details",
                """
                Officers and advisers

                Imogen Vance | Company secretary

                Harrow & Sons | Auditor

                Letters to the company secretary are opened at the reception desk each morning.
                """);
    String answer = complete(company, "Who is the company secretary?");
    assertTrue(answer.lines().findFirst().orElse("").contains("Imogen Vance"), answer);
  }

  @Test
  void leavesShortEvidenceUntitled() {
    var single = new TestCollection().add("Note", "The office opens at nine every morning.");
    String completion = complete(single, "When does the office open?");
    assertEquals("“The office opens at nine every morning.” [d1#0]", completion);
  }

  @Test
  void cutsALongSentenceAtItsClauses() {
    String filler = "whereas the parties have spoken at length about many other things, ";
    var single =
        new TestCollection()
            .add(
                "Deed",
                filler.repeat(6) + "the deposit is £950, " + filler.repeat(6) + "and so on.");
    String answer = complete(single, "How much is the deposit?");
    assertTrue(answer.contains("the deposit is £950") && answer.length() < 420, answer);
  }

  @Test
  void cutsNoFigure() {
    for (String figures : new String[] {"£42 000 ", "5 % ", "12 345 678 "}) {
      var deed = new TestCollection().add("Deed", "the deposits were " + figures.repeat(200));
      String completion = complete(deed, "What were the deposits?");
      List<Citation> citations = CitationCheck.check(completion, deed.evidence(), deed::text);
      assertEquals(1, citations.size(), completion);
      assertEquals(Citation.State.VERIFIED, citations.getFirst().state(), completion);
    }
  }

  @Test
  void answersFromAFullWindowWithinSeconds() {
    var evidence = new StringBuilder();
    for (int d = 1; d <= 100; d++) {
      evidence.append(Rendering.opening(d, "Report " + d));
      for (int p = 0; p < 15; p++) {
        evidence.append(
            Rendering.passage(
                new Label(d, p), "The harbour wall was surveyed again, in part. ".repeat(17)));
      }
    }
    var prompt = new Prompt("", evidence.toString(), "When was the harbour wall built?");
    assertTimeout(Duration.ofSeconds(10), () -> ExtractiveReader.answer(prompt));
  }

  /// Whatever the documents and the question hold, every citation is verified.
  @Property(tries = 300)
  void neverMisquotes(@ForAll String one, @ForAll String other, @ForAll String asked) {
    var collection =
        new TestCollection()
            .add("Any", "The rent of “one” is due. " + one + "\n\nmore \" rent " + other)
            .add("Other", other + " rent is due.");
    String completion = complete(collection, "rent due " + asked + " x");
    for (Citation citation :
        CitationCheck.check(completion, collection.evidence(), collection::text)) {
      assertEquals(Citation.State.VERIFIED, citation.state(), completion);
    }
  }

  /// The same where figures and their marks stand at every seam.
  @Property(tries = 1_000)
  void neverMisquotesFigures(@ForAll("figures") String one, @ForAll("figures") String other) {
    neverMisquotes(one, other, "12 %");
  }

  @Provide
  Arbitrary<String> figures() {
    return Arbitraries.of(
            "0",
            "12",
            "345",
            "6",
            "7",
            " ",
            " ",
            ".",
            ",",
            "%",
            "£",
            "-",
            "–",
            "<",
            ">",
            "/",
            ":",
            "½",
            "²",
            "'",
            "(a) ",
            "; ",
            ". ",
            "\n",
            "\n\n",
            " | ",
            "the rent ",
            "is due ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(300)
        .map(parts -> String.join("", parts));
  }

  private static String answer(String question) {
    return complete(COLLECTION, question);
  }

  private static String complete(TestCollection collection, String question) {
    Prompt prompt =
        PromptLayout.layOut(
            collection.evidence(), new Question(question, new Scope.Everything(), null));
    String first = ExtractiveReader.answer(prompt);
    assertEquals(first, ExtractiveReader.answer(prompt));
    return first;
  }
}
