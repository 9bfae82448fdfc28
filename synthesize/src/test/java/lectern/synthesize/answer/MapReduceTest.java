package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import lectern.ingest.Label;
import lectern.retrieve.Scope;
import lectern.synthesize.Answer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.PartRequest;
import lectern.synthesize.Plan;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.Reading;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import lectern.synthesize.Wish;
import lectern.synthesize.offline.ExtractiveReader;
import lectern.synthesize.standin.FabricatingReader;
import lectern.synthesize.standin.PromptReading;
import lectern.synthesize.standin.QuotingReader;
import lectern.synthesize.standin.Reader;
import org.junit.jupiter.api.Test;

final class MapReduceTest {
  /// Of some 4,800 tokens of evidence: two documents of [#padded] are more.
  private static final ModelCard MODEL = TestCollection.model(8_192, 2_000);

  private static final String RENT = "What is the yearly rent of the mill?";

  private final List<Stage.PartDone> stages = Collections.synchronizedList(new ArrayList<>());

  /// Some 3,000 tokens of which one sentence matters.
  private static String padded(String sentence) {
    String filler = "Nothing of interest stands in this paragraph at all.\n\n";
    return filler.repeat(150) + sentence + "\n\n" + filler.repeat(150);
  }

  private static TestCollection mills() {
    return new TestCollection()
        .add("Lease of the mill", padded("The yearly rent of the mill is 42,000 pounds."))
        .add("Letter", padded("The weather was fine."))
        .add("Deed of the mill", padded("The yearly rent of the mill is 45,000 pounds."))
        .add("Minutes", padded("Tea was taken at four."));
  }

  private Synthesizer synthesizer(TestCollection index, ChatClient chat) {
    return new Synthesizer(
        index,
        index,
        TestCollection.COUNTER,
        List.of(MODEL),
        chat,
        () -> 0,
        stage -> {
          if (stage instanceof Stage.PartDone done) {
            stages.add(done);
          }
        });
  }

  private static Question question(String text) {
    return new Question(text, new Scope.Everything(), Tier.MAP_REDUCE);
  }

  private static Set<String> states(Answer answer) {
    return answer.citations().stream().map(one -> "" + one.state()).collect(Collectors.toSet());
  }

  @Test
  void answersFromPassagesThatWereNotedInParts() {
    PartsProvider model = new PartsProvider(new QuotingReader());
    Synthesizer synthesizer = synthesizer(mills(), model);
    Plan plan = synthesizer.plan(question(RENT));
    assertEquals(Tier.MAP_REDUCE, plan.tier());
    Answer answer = synthesizer.answer(question(RENT));
    // Both amounts are told, and each is held against its own document.
    assertTrue(answer.text().contains("42,000") && answer.text().contains("45,000"), answer.text());
    assertEquals(Answer.Outcome.ANSWERED, answer.outcome());
    assertEquals(Set.of("VERIFIED"), states(answer));
    assertEquals(
        List.of(1, 3), answer.citations().stream().map(one -> one.label().document()).toList());
    assertEquals(4, model.sent(PartRequest.NOTES).size());
    assertEquals(1, model.sent(PartRequest.COMBINE).size());
    assertEquals(5, model.sent().size());
    Reading reading = answer.reading();
    assertTrue(reading.isComplete());
    assertEquals(4, reading.documentsRead());
    assertEquals(1, reading.coverage());
    assertEquals(reading.tokens(), reading.tokensRead());
    // What was paid is what all calls were.
    assertEquals(
        model.sent().stream()
            .mapToLong(
                one ->
                    TestCollection.COUNTER.count(one.prompt().prefix())
                        + TestCollection.COUNTER.count(one.prompt().question()))
            .sum(),
        answer.usage().promptTokens());
    assertTrue(answer.usage().promptTokens() <= plan.promptTokens());
    Plan.Price price = Objects.requireNonNull(plan.price());
    BigDecimal cost = Objects.requireNonNull(answer.completion().costUsd());
    assertTrue(cost.compareTo(price.mostUsd()) <= 0, cost + " of " + price);
    assertEquals(5, stages.size());
    assertEquals(5, stages.getLast().done());
  }

  /// The last prompt names what was read and holds nothing, and shows no more of it.
  @Test
  void whatWasReadInVainIsOpenedAndNotShown() {
    PartsProvider model = new PartsProvider(new QuotingReader());
    synthesizer(mills(), model).answer(question(RENT));
    String evidence = model.sent(PartRequest.COMBINE).getFirst().prompt().evidence();
    assertTrue(evidence.contains("=== d2 Letter\n=== d3 Deed"), evidence);
    assertFalse(evidence.contains("weather"), evidence);
  }

  @Test
  void theSamePartsBeginAlikeWhateverIsAsked() {
    PartsProvider model = new PartsProvider(new QuotingReader());
    Synthesizer synthesizer = synthesizer(mills(), model).atOnce(1);
    synthesizer.answer(question(RENT));
    int first = model.sent().size();
    synthesizer.answer(question("Was the weather fine, and if so who says that, and where?"));
    assertEquals(
        prefixes(model.sent().subList(0, 4)), prefixes(model.sent().subList(first, first + 4)));
  }

  private static Set<String> prefixes(List<ChatRequest> requests) {
    return requests.stream().map(one -> one.prompt().prefix()).collect(Collectors.toSet());
  }

  @Test
  void notesThatAreNotVerifiedAreNotHandedOn() {
    PartsProvider model = new PartsProvider(new FabricatingReader());
    Answer answer = synthesizer(mills(), model).answer(question(RENT));
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
    assertEquals(0, model.sent(PartRequest.COMBINE).size());
    assertTrue(
        answer.completion().notes().stream().anyMatch(note -> note.contains("notes were dropped")),
        answer.completion().notes().toString());
    assertTrue(answer.reading().isComplete());
    assertEquals(3, answer.reading().nearest().size());
  }

  @Test
  void aRunThatWasKilledGoesOnWhereItWas() {
    AtomicInteger calls = new AtomicInteger();
    PartsProvider killed =
        new PartsProvider(
            new QuotingReader(),
            _ -> {
              if (calls.incrementAndGet() > 3) {
                throw new IllegalStateException("killed");
              }
              return Completion.Finish.STOP;
            });
    assertThrows(
        IllegalStateException.class,
        () -> synthesizer(mills(), killed).atOnce(1).answer(question(RENT)));
    PartsProvider again = killed.again();
    Answer answer = synthesizer(mills(), again).answer(question(RENT));
    assertEquals(1, again.sent(PartRequest.NOTES).size());
    assertEquals(1, again.sent(PartRequest.COMBINE).size());
    assertEquals(Answer.Outcome.ANSWERED, answer.outcome());
    // Once all of it is there, nothing is sent at all.
    PartsProvider third = again.again();
    Answer same = synthesizer(mills(), third).answer(question(RENT));
    assertEquals(List.of(), third.sent());
    assertEquals(answer.text(), same.text());
    assertEquals(0, Objects.requireNonNull(same.completion().costUsd()).signum());
  }

  @Test
  void aPartThatFailsIsTold() {
    PartsProvider model =
        new PartsProvider(
            new QuotingReader(),
            request -> {
              if (request.prompt().evidence().contains("Tea was taken")) {
                throw new SynthesisException.NoCompletion("refused", "", false, BigDecimal.ZERO);
              }
              return request.prompt().evidence().contains("weather")
                  ? Completion.Finish.CONTENT_FILTER
                  : Completion.Finish.STOP;
            });
    Answer answer = synthesizer(mills(), model).answer(question(RENT));
    assertEquals(Answer.Outcome.ANSWERED, answer.outcome());
    Reading reading = answer.reading();
    assertFalse(reading.isComplete());
    assertEquals(
        List.of("doc2.txt: the provider's filter stopped the notes", "doc4.txt: refused"),
        reading.unread().stream()
            .map(one -> one.document().id().value() + ": " + one.why())
            .toList());
    assertEquals(2, reading.documentsRead());
    assertEquals(0.5, reading.coverage(), 0.01);
    String evidence = model.sent(PartRequest.COMBINE).getFirst().prompt().evidence();
    assertFalse(evidence.contains("=== d4"), "it was not read");
    assertEquals(2, stages.getLast().failed());
  }

  @Test
  void whatWasCutOffCountsAndIsTold() {
    PartsProvider model =
        new PartsProvider(
            new QuotingReader(),
            request ->
                request.prompt().evidence().contains("45,000")
                        && !request.prompt().evidence().contains("42,000")
                    ? Completion.Finish.LENGTH
                    : Completion.Finish.STOP);
    Answer answer = synthesizer(mills(), model).answer(question(RENT));
    assertTrue(answer.text().contains("45,000"), answer.text());
    assertEquals(
        List.of("its notes were cut off"),
        answer.reading().unread().stream().map(Reading.Unread::why).toList());
  }

  @Test
  void whereEverythingFailsOthersAreNotAskedAndTheFirstFailureIsThrown() {
    AtomicInteger calls = new AtomicInteger();
    PartsProvider model =
        new PartsProvider(
            new QuotingReader(),
            _ -> {
              throw new SynthesisException.NoCompletion(
                  "down " + calls.incrementAndGet(), "", false, BigDecimal.ZERO);
            });
    var thrown =
        assertThrows(
            SynthesisException.NoCompletion.class,
            () -> synthesizer(mills(), model).atOnce(1).answer(question(RENT)));
    assertEquals("down 1", thrown.getMessage());
    assertEquals(3, calls.get());
  }

  @Test
  void aPartThatTheProviderCountsAsTooLongIsReadInHalves() {
    PartsProvider model =
        new PartsProvider(
            new QuotingReader(),
            request -> {
              if (request.prompt().evidence().length() > 10_000) {
                throw new SynthesisException.OverLimit("too long", "", 9_000);
              }
              return Completion.Finish.STOP;
            });
    Answer answer = synthesizer(mills(), model).answer(question(RENT));
    assertEquals(Answer.Outcome.ANSWERED, answer.outcome());
    assertTrue(answer.text().contains("42,000") && answer.text().contains("45,000"), answer.text());
    assertTrue(answer.reading().isComplete());
    // Four that are refused, and two halves of each.
    assertEquals(12, model.sent(PartRequest.NOTES).size());
  }

  @Test
  void aDocumentThatNoPromptHoldsIsCutAtItsPassages() {
    TestCollection long1 =
        new TestCollection()
            .add("Long", padded("The yearly rent of the mill is 42,000 pounds.").repeat(3))
            .add("Letter", padded("The weather was fine."));
    PartsProvider model = new PartsProvider(new QuotingReader());
    Answer answer = synthesizer(long1, model).answer(question(RENT));
    assertEquals(Set.of("VERIFIED"), states(answer));
    assertTrue(answer.reading().isComplete());
    assertEquals(answer.reading().tokens(), answer.reading().tokensRead());
    List<ChatRequest> notes = model.sent(PartRequest.NOTES);
    assertTrue(notes.size() >= 4, notes.size() + " parts");
    for (ChatRequest request : model.sent()) {
      assertTrue(request.promptTokens() + request.maxCompletionTokens() <= 8_192);
    }
  }

  /// Notes every passage: more than one prompt combines.
  private static final Reader THOROUGH =
      asked -> {
        PromptReading prompt = PromptReading.of(asked);
        return new Reader.Reply(
            "",
            prompt.passages().stream()
                .map(passage -> "“" + passage.text() + "” [" + passage.label() + "]")
                .collect(Collectors.joining("\n")));
      };

  @Test
  void moreNotesThanAPromptHoldsAreNotedAgain() {
    TestCollection many = new TestCollection();
    for (int i = 0; i < 9; i++) {
      many.add("Lease " + i, padded("The yearly rent of mill " + i + " is 42,000 pounds."));
    }
    PartsProvider model = new PartsProvider(THOROUGH);
    Synthesizer synthesizer = synthesizer(many, model);
    Plan plan = synthesizer.plan(question(RENT));
    Answer answer = synthesizer.answer(question(RENT));
    int notes = model.sent(PartRequest.NOTES).size();
    assertTrue(notes > 9, notes + " prompts of notes");
    assertEquals(1, model.sent(PartRequest.COMBINE).size());
    assertTrue(notes + 1 <= plan.prompts(), notes + " of " + plan.prompts());
    assertTrue(
        answer.completion().notes().stream().anyMatch(note -> note.contains("for want of room")),
        answer.completion().notes().toString());
    assertEquals(Set.of("VERIFIED"), states(answer));
    for (ChatRequest request : model.sent()) {
      assertTrue(request.promptTokens() + request.maxCompletionTokens() <= 8_192);
    }
  }

  @Test
  void allCallsTogetherStayWithinThePrice() {
    PartsProvider model = new PartsProvider(new QuotingReader());
    Synthesizer synthesizer = synthesizer(mills(), model).atOnce(1);
    BigDecimal most = Objects.requireNonNull(synthesizer.plan(question(RENT)).price()).mostUsd();
    Question exactly = capped(most);
    assertEquals(Answer.Outcome.ANSWERED, synthesizer.answer(exactly).outcome());
    Question less = capped(most.subtract(new BigDecimal("0.000001")));
    PartsProvider forgetful = new PartsProvider(new QuotingReader());
    assertThrows(
        SynthesisException.OverPrice.class, () -> synthesizer(mills(), forgetful).answer(less));
    assertEquals(List.of(), forgetful.sent());
    int paid = model.sent().size();
    assertEquals(Answer.Outcome.ANSWERED, synthesizer.answer(less).outcome());
    assertEquals(paid, model.sent().size());
  }

  private static Question capped(BigDecimal most) {
    return new Question(
        RENT, new Scope.Everything(), Tier.MAP_REDUCE, new Wish(Preference.BALANCED, most));
  }

  @Test
  void theOfflineReaderTakesNotesAndCombinesThem() {
    Answer answer = synthesizer(mills(), new ExtractiveReader()).answer(question(RENT));
    assertTrue(answer.text().contains("42,000"), answer.text());
    assertEquals(Set.of("VERIFIED"), states(answer));
    assertEquals(ExtractiveReader.MODEL, answer.model());
    Answer none =
        synthesizer(mills(), new ExtractiveReader())
            .answer(question("Which submarine carries torpedoes?"));
    assertEquals(Answer.Outcome.NO_EVIDENCE, none.outcome());
  }

  @Test
  void anInterruptionEndsIt() {
    PartsProvider model =
        new PartsProvider(
            new QuotingReader(),
            _ -> {
              throw new CancellationException("interrupted");
            });
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class, () -> synthesizer(mills(), model).answer(question(RENT)));
    assertTrue(Thread.interrupted());
  }

  @Test
  void everyNoteIsOfThePartThatWasRead() {
    PartsProvider model = new PartsProvider(new QuotingReader());
    Answer answer = synthesizer(mills(), model).answer(question(RENT));
    Set<Label> shown = new HashSet<>();
    answer.evidence().forEach(one -> one.passages().forEach(passage -> shown.add(passage.label())));
    for (Citation.Resolved note : answer.reading().notes()) {
      assertEquals(Citation.State.VERIFIED, note.state());
      assertTrue(shown.contains(note.found()), note.found() + " in " + shown);
    }
  }
}
