package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.Passage;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.Where;
import lectern.synthesize.Answer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.offline.ExtractiveReader;
import org.junit.jupiter.api.Test;

final class SynthesizerTest {
  private static final ModelCard MODEL = TestCollection.model(1_048_576, 32_768);

  private final TestCollection collection =
      new TestCollection()
          .add(
              "Lease of 4 Harbour Street",
              "1. Rent. The Tenant shall pay a rent of £42,000 a year.\n\n2. Break. There is none.")
          .add("Letter", "The roof was mended in May at a cost of £900.");

  @Test
  void answersFromTheWholeScope() {
    Answer answer = offline().answer(question("What is the rent of Harbour Street?"));
    assertEquals(Answer.Outcome.ANSWERED, answer.outcome());
    assertTrue(answer.text().contains("£42,000 a year"), answer.text());
    assertTrue(answer.plan().wholeScope());
    assertEquals(2, answer.evidence().size());
    assertEquals("extractive", answer.model());
    assertEquals(Duration.ZERO, answer.elapsed());
  }

  @Test
  void saysSoWhenNothingIsFound() {
    Answer answer = offline().answer(question("Who chairs the pension trustees in Ghent?"));
    assertEquals(Answer.NOT_FOUND, answer.text());
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
  }

  @Test
  void callsAnAnswerByItsCitations() {
    assertOutcome(Answer.Outcome.ANSWERED, "It is “a rent of £42,000 a year” [d1#0].");
    assertOutcome(Answer.Outcome.ANSWERED, "“a rent of £42,000 a year” [d1#0], paid [d1#0].");
    assertOutcome(Answer.Outcome.PARTLY_SUPPORTED, "It is £42,000 [d1#0].");
    assertOutcome(Answer.Outcome.PARTLY_SUPPORTED, "It is £42,000.");
    assertOutcome(
        Answer.Outcome.PARTLY_SUPPORTED,
        "It is “a rent of £42,000 a year” [d1#0] or “a rent of £43,000 a year” [d1#0].");
    assertOutcome(
        Answer.Outcome.PARTLY_SUPPORTED, "“a rent of £42,000 a year” [d1#0], see [d4#1].");
    assertOutcome(Answer.Outcome.NO_EVIDENCE, "**" + Answer.NOT_FOUND + "**\n");
    assertOutcome(Answer.Outcome.NO_EVIDENCE, " \n");
  }

  @Test
  void looksAtTheCitationsBehindTheSentenceForNothingFound() {
    assertOutcome(
        Answer.Outcome.PARTLY_SUPPORTED,
        Answer.NOT_FOUND + " However “a rent that somebody invented” [d1#0].");
  }

  @Test
  void neverCallsACutAnswerAnswered() {
    String text = "It is “a rent of £42,000 a year” [d1#0], unless";
    Answer answer = scripted(text, Completion.Finish.LENGTH).answer(question("?"));
    assertEquals(Answer.Outcome.PARTLY_SUPPORTED, answer.outcome());
    assertEquals(Completion.Finish.LENGTH, answer.finish());
    assertEquals(
        Completion.Finish.STOP,
        scripted(text, Completion.Finish.STOP).answer(question("?")).finish());
  }

  @Test
  void tellsWhetherEveryCitationHolds() {
    assertTrue(holds("It is “a rent of £42,000 a year” [d1#0]."));
    assertFalse(holds("It is “a rent of £42,000 a year” [d1#0], paid [d1#0]."));
    assertFalse(holds("It is “a rent of £43,000 a year” [d1#0]."));
    assertFalse(holds("It is £42,000."));
  }

  @Test
  void asksNobodyOverNothing() {
    var unfound =
        new TestCollection() {
          @Override
          public Ranking search(PassageQuery query) {
            return new Ranking("none", List.of());
          }
        };
    unfound.add("Lease", "The rent is £42,000.\n\nword ".repeat(40_000));
    ChatClient paid =
        request -> {
          throw new AssertionError("asked over nothing");
        };
    Answer answer = synthesizer(unfound, paid).answer(question("What is the rent?"));
    assertEquals(Answer.NOT_FOUND, answer.text());
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
    assertEquals(Usage.NONE, answer.usage());
    assertEquals(Answer.NOBODY, answer.model());
  }

  @Test
  void tellsARefusalOfTheProvider() {
    ChatClient refusing = request -> Completion.unpaid("", Completion.Finish.CONTENT_FILTER, "m");
    assertEquals(
        Answer.Outcome.DECLINED, synthesizer(collection, refusing).answer(question("?")).outcome());
  }

  @Test
  void plansOnceMoreWhereTheProviderCountsMoreThanThePlan() {
    var medium = new TestCollection().add("Lease", "The rent is £42,000.\n\nword ".repeat(2_500));
    List<Long> sent = new ArrayList<>();
    ChatClient strict =
        request -> {
          sent.add(request.promptTokens());
          if (sent.size() == 1) {
            throw new SynthesisException.OverLimit("too long", "narrow it", 80_000);
          }
          return Completion.unpaid("“The rent is £42,000.” [d1#0]", Completion.Finish.STOP, "m");
        };
    Answer answer =
        new Synthesizer(
                medium,
                medium,
                TestCollection.COUNTER,
                List.of(TestCollection.model(40_000, 4_000)),
                strict,
                () -> 0,
                Stage.Listener.NONE)
            .answer(question("What is the rent?"));
    assertEquals(2, sent.size());
    assertTrue(sent.get(0) > 20_000 && sent.get(1) < 19_000, sent.toString());
    assertEquals(sent.get(1), answer.plan().promptTokens());
    ChatClient never =
        _ -> {
          throw new SynthesisException.OverLimit("too long", "narrow it", 0);
        };
    assertThrows(
        SynthesisException.OverLimit.class,
        () -> synthesizer(collection, never).answer(question("What is the rent?")));
  }

  /// By a prompt that leaves much of the window to spare, as the plan counts.
  @Test
  void plansSmallerWhereTheProviderCountsAPromptOfHalfAWindowAsTooLong() {
    var medium = new TestCollection().add("Lease", "The rent is £42,000.\n\nword ".repeat(3_000));
    List<Long> sent = new ArrayList<>();
    ChatClient strict =
        request -> {
          long counted = 3 * (request.promptTokens() + request.maxCompletionTokens());
          sent.add(request.promptTokens());
          if (counted > 60_000) {
            throw new SynthesisException.OverLimit("too long", "narrow it", counted);
          }
          return Completion.unpaid("“The rent is £42,000.” [d1#0]", Completion.Finish.STOP, "m");
        };
    Answer answer =
        new Synthesizer(
                medium,
                medium,
                TestCollection.COUNTER,
                List.of(TestCollection.model(60_000, 4_000)),
                strict,
                () -> 0,
                Stage.Listener.NONE)
            .answer(question("What is the rent?"));
    assertEquals(2, sent.size());
    assertTrue(3 * (sent.get(0) + 4_000) > 60_000, sent.toString());
    assertEquals(sent.get(1), answer.plan().promptTokens());
  }

  @Test
  void gathersPassagesWhereTheScopeIsTooLarge() {
    var large = new TestCollection().add("Lease", "The rent is £42,000.\n\nword ".repeat(40_000));
    var synthesizer = synthesizer(large, new ExtractiveReader());
    Answer answer = synthesizer.answer(question("What is the rent?"));
    assertFalse(answer.plan().wholeScope());
    int tokens =
        answer.evidence().getFirst().document().openingTokens()
            + answer.evidence().getFirst().passages().stream()
                .mapToInt(Passage::renderedTokens)
                .sum();
    assertTrue(tokens <= answer.plan().budget().evidenceTokens());
    assertTrue(tokens > answer.evidence().getFirst().document().openingTokens());
    assertEquals(Answer.Outcome.ANSWERED, answer.outcome());
  }

  @Test
  void reportsItsStages() {
    var stages = new ArrayList<Stage>();
    Answer answer =
        new Synthesizer(
                collection,
                collection,
                TestCollection.COUNTER,
                List.of(MODEL),
                new ExtractiveReader(),
                () -> 0,
                stages::add)
            .answer(question("What is the rent?"));
    assertEquals(List.of(new Stage.Planned(answer.plan())), stages);
  }

  @Test
  void refusesAnEmptyScope() {
    var empty = synthesizer(new TestCollection(), new ExtractiveReader());
    assertThrows(SynthesisException.EmptyScope.class, () -> empty.plan(question("?")));
  }

  @Test
  void refusesAScopeThatNamesUnknownDocuments() {
    var ids =
        Set.of(
            new DocumentId("doc1.txt"), new DocumentId("dok2.txt"), new DocumentId("none/at.all"));
    var wrong =
        assertThrows(
            SynthesisException.EmptyScope.class,
            () -> offline().answer(new Question("?", new Scope.Documents(ids), null)));
    assertEquals(
        "the index holds no document \"dok2.txt\" (nearest: doc2.txt),"
            + " \"none/at.all\" (nearest: doc1.txt)",
        wrong.getMessage());
  }

  @Test
  void aNameIsKnownHoweverItsAccentsAreWritten() {
    collection.member("Mu\u0308ll.txt", "Mu\u0308ll.txt", "The bill is for £70.");
    var scope = new Scope.Documents(Set.of(new DocumentId("M\u00fcll.txt")));
    assertEquals(1, offline().plan(new Question("Which bill?", scope, null)).documents());
  }

  @Test
  void takesAMailAndAnArchiveWithinItForKnown() {
    collection.member("mail.eml", "mail.eml!files.zip", "bill.txt");
    collection.member("mail.eml", "mail.eml!files.zip!bill.txt", "The bill is for £70.");
    Map<String, Integer> documents =
        Map.of(
            "mail.eml",
            2,
            "mail.eml!files.zip",
            2,
            "mail.eml!files.zip!bill.txt",
            1,
            "doc1.txt",
            1);
    documents.forEach(
        (named, count) -> {
          var scope = new Scope.Documents(Set.of(new DocumentId(named)));
          assertEquals(count, offline().plan(new Question("?", scope, null)).documents(), named);
        });
  }

  @Test
  void holdsACondition() {
    var scope = new Scope.Documents(Set.of(new DocumentId("doc1.txt"), new DocumentId("doc2.txt")));
    assertEquals(1, offline().plan(where("path = doc2.txt", scope)).documents());
    var none =
        assertThrows(
            SynthesisException.EmptyScope.class,
            () -> offline().answer(where("path = doc3.txt", scope)));
    assertEquals("the condition holds of none of 2 documents", none.getMessage());
    assertThrows(
        SynthesisException.EmptyScope.class,
        () ->
            offline()
                .plan(
                    where(
                        "path = doc1.txt",
                        new Scope.Documents(Set.of(new DocumentId("dok1.txt"))))));
    var unknown =
        assertThrows(
            IndexException.BadCondition.class,
            () -> offline().plan(where("not pathe = x", new Scope.Everything())));
    assertTrue(unknown.hint().contains("path"));
  }

  private static Question where(String condition, Scope within) {
    return new Question("?", new Scope.Matching(Where.parse(condition), within), null);
  }

  @Test
  void readsInOnePromptWhatOneHolds() {
    Question all = new Question("List all.", new Scope.Everything(), Tier.MAP_REDUCE);
    Plan plan = offline().plan(all);
    assertEquals(Tier.SHORT, plan.tier());
    assertEquals(1, plan.prompts());
    assertTrue(plan.wholeScope());
  }

  private void assertOutcome(Answer.Outcome expected, String text) {
    Answer answer = scripted(text, Completion.Finish.STOP).answer(question("?"));
    assertEquals(expected, answer.outcome(), text);
  }

  private boolean holds(String text) {
    return scripted(text, Completion.Finish.STOP).answer(question("?")).everyCitationHolds();
  }

  private Synthesizer scripted(String text, Completion.Finish finish) {
    return synthesizer(collection, request -> Completion.unpaid(text, finish, "m"));
  }

  private Synthesizer offline() {
    return synthesizer(collection, new ExtractiveReader());
  }

  private static Synthesizer synthesizer(TestCollection index, ChatClient chat) {
    return new Synthesizer(
        index, index, TestCollection.COUNTER, List.of(MODEL), chat, () -> 0, Stage.Listener.NONE);
  }

  private static Question question(String text) {
    return new Question(text, new Scope.Everything(), null);
  }
}
