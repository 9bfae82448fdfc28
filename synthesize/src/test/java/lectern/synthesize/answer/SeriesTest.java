package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lectern.ingest.DocumentId;
import lectern.retrieve.Scope;
import lectern.synthesize.Answer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Usage;
import lectern.synthesize.Wish;
import org.junit.jupiter.api.Test;

final class SeriesTest {
  private final List<ChatRequest> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  /// Tokens that each reply says were cached.
  private int cached = 8_500;

  /// Replies to questions; that to what is sent first has no word.
  private final class Provider implements ChatClient {
    @Override
    public Completion complete(ChatRequest request) {
      sent.add(request);
      int now = atOnce.incrementAndGet();
      mostAtOnce.accumulateAndGet(now, Math::max);
      try {
        String question = request.prompt().question();
        if (question.contains("breaks")) {
          throw new SynthesisException.NoCompletion("it is down", "", true, BigDecimal.ZERO);
        }
        boolean first = request.primes();
        return new Completion(
            first ? "" : "Reply to " + question,
            null,
            first ? Completion.Finish.LENGTH : Completion.Finish.STOP,
            new Usage(9_000, first ? 0 : cached, 0, 10),
            request.model().id(),
            Duration.ofSeconds(1),
            new BigDecimal("0.01"),
            List.of());
      } finally {
        atOnce.decrementAndGet();
      }
    }

    @Override
    public boolean caches(ModelCard model) {
      return true;
    }
  }

  private static TestCollection collection(int sentences) {
    TestCollection collection = new TestCollection();
    for (int i = 1; i <= 4; i++) {
      collection.add("Lease " + i, "The tenant pays rent every quarter.\n\n".repeat(sentences));
    }
    return collection;
  }

  private List<Series.Answered> answered(
      ChatClient chat, int sentences, int parallel, List<Question> questions) {
    TestCollection collection = collection(sentences);
    Synthesizer synthesizer =
        new Synthesizer(
            collection,
            collection,
            TestCollection.COUNTER,
            List.of(TestCollection.model(1_048_576, 131_072)),
            chat,
            System::nanoTime,
            Stage.Listener.NONE);
    List<Series.Answered> answered = new ArrayList<>();
    new Series(synthesizer, parallel, notes::add).answer(questions, answered::add);
    return answered;
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Question("What is rent " + i + "?", new Scope.Everything(), null))
        .toList();
  }

  private static String text(Series.Answered one) {
    Answer answer = one.answer();
    return answer == null ? "none" : answer.text();
  }

  @Test
  void whatAllShareIsSentOnceAndThenTheQuestionsTogether() {
    List<Series.Answered> answered = answered(new Provider(), 250, 3, questions(6));
    assertEquals(7, sent.size());
    ChatRequest first = sent.getFirst();
    assertTrue(first.primes());
    assertEquals("", first.prompt().question());
    assertEquals(16, first.maxCompletionTokens());
    for (ChatRequest request : sent.subList(1, 7)) {
      assertFalse(request.primes());
      assertEquals(first.prompt().prefix(), request.prompt().prefix());
    }
    assertEquals(
        questions(6).stream().map(one -> "Reply to " + one.text()).toList(),
        answered.stream().map(SeriesTest::text).toList());
    assertTrue(mostAtOnce.get() <= 3, "at most three at once");
    assertTrue(notes.getFirst().contains("are sent once before them"), notes.toString());
    assertEquals("sent first: 9,000 tokens, 0 of them cached before, $0.01", notes.get(1));
    assertEquals(2, notes.size(), notes.toString());
  }

  @Test
  void whatWasSentInVainIsTold() {
    cached = 100;
    answered(new Provider(), 250, 3, questions(3));
    assertTrue(
        notes.getLast().contains("that were sent first the provider found 100 in its cache"),
        notes.toString());
  }

  @Test
  void littleTextGoesWithTheFirstQuestion() {
    answered(new Provider(), 20, 3, questions(3));
    assertEquals(3, sent.size());
    assertTrue(sent.stream().noneMatch(ChatRequest::primes));
    assertEquals(List.of(), notes);
  }

  /// A price that may not be passed is each question's own.
  @Test
  void nothingIsSentFirstUnderAPrice() {
    Wish most = new Wish(Preference.BALANCED, new BigDecimal("5"));
    List<Question> bounded =
        questions(3).stream()
            .map(one -> new Question(one.text(), one.scope(), null, most))
            .toList();
    answered(new Provider(), 250, 3, bounded);
    assertTrue(sent.stream().noneMatch(ChatRequest::primes));
  }

  @Test
  void oneThatFailsKeepsNoOtherBack() {
    List<Question> questions = new ArrayList<>(questions(2));
    questions.add(1, new Question("What is it that breaks?", new Scope.Everything(), null));
    List<Series.Answered> answered = answered(new Provider(), 20, 1, questions);
    assertEquals(3, answered.size());
    assertNull(answered.get(1).answer());
    assertEquals("it is down", Objects.requireNonNull(answered.get(1).failure()).getMessage());
    assertEquals("Reply to What is rent 1?", text(answered.get(2)));
  }

  @Test
  void offlineNothingIsSentFirst() {
    ChatClient offline =
        request -> Completion.unpaid(Answer.NOT_FOUND, Completion.Finish.STOP, Answer.NOBODY);
    assertEquals(3, answered(offline, 250, 2, questions(3)).size());
    assertEquals(List.of(), notes);
  }

  @Test
  void anInterruptEndsAllThatIsUnderWay() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(2);
    AtomicInteger cancelled = new AtomicInteger();
    ChatClient stalls =
        _ -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            cancelled.incrementAndGet();
            throw new CancellationException("cancelled");
          }
          throw new AssertionError("it was not interrupted");
        };
    List<Question> questions =
        List.of(
            new Question("What is rent?", one("doc1.txt"), null),
            new Question("What is rent?", one("doc2.txt"), null),
            new Question("What is rent?", one("doc3.txt"), null));
    Thread thread = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                asked.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              thread.interrupt();
            });
    assertThrows(CancellationException.class, () -> answered(stalls, 20, 2, questions));
    assertTrue(Thread.interrupted());
    assertEquals(2, cancelled.get());
  }

  private static Scope one(String name) {
    return new Scope.Documents(Set.of(new DocumentId(name)));
  }
}
