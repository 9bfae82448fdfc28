package lectern.synthesize.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import lectern.ingest.Passage;
import lectern.synthesize.Answer;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.plan.PrefixTree;
import lectern.synthesize.plan.Priming;
import org.jspecify.annotations.Nullable;

/// Answers several questions so that what their prompts share is paid for once: evidence that many
/// hold stands first, what is alike is sent together, and one call goes before the others, or what
/// they begin with is sent by itself. For one list of questions.
public final class Series {
  /// Less of what was sent first than this share was found again: it is told.
  private static final double FOUND = 0.9;

  private final Synthesizer synthesizer;
  private final int atOnce;
  private final Consumer<String> notes;
  private volatile boolean stopped;

  /// @param atOnce questions that are asked at the same time, 1 or more
  /// @param notes hears from any thread what is sent before the questions, and what became of it
  public Series(Synthesizer synthesizer, int atOnce, Consumer<String> notes) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("one question at least is asked at a time");
    }
    this.synthesizer = synthesizer;
    this.atOnce = atOnce;
    this.notes = notes;
  }

  /// What became of a question: an answer, or why there is none.
  public record Answered(
      Question question, @Nullable Answer answer, @Nullable SynthesisException failure) {}

  /// A document as a prompt shows it: equal ones are the same bytes.
  private record Unit(int document, List<Integer> ordinals) {
    static Unit of(Evidence shown) {
      List<Integer> ordinals =
          shown.passages().stream().map(Passage::label).map(label -> label.ordinal()).toList();
      return new Unit(shown.document().number(), ordinals);
    }
  }

  /// A question whose prompt is ready.
  ///
  /// @param place among the questions
  /// @param units of its evidence, in the order of the prompt
  private record Member(int place, Draft draft, List<Unit> units) {}

  /// Answers them. One that fails does not keep the others back.
  ///
  /// @param each hears of each as soon as those before it are done, in the order of the questions,
  ///   one at a time
  /// @throws CancellationException if the thread is interrupted; what is under way is cancelled
  public void answer(List<Question> questions, Consumer<Answered> each) {
    InOrder done = new InOrder(questions, each);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      try {
        Draft draft = synthesizer.draft(questions.get(i));
        members.add(new Member(i, draft, draft.units().stream().map(Unit::of).toList()));
      } catch (SynthesisException e) {
        done.failed(i, e);
      }
    }
    Semaphore room = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (List<Member> group : groups(members)) {
        running.add(threads.submit(() -> answer(group, room, threads, done)));
      }
      await(running, threads);
    }
  }

  private void await(List<Future<?>> running, ExecutorService threads) {
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException _) {
      stopped = true;
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped before all questions were answered");
    } catch (ExecutionException e) {
      stopped = true;
      threads.shutdownNow();
      switch (e.getCause()) {
        case RuntimeException unexpected -> throw unexpected;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// Those whose prompts begin with the same document, for the same model.
  private static Collection<List<Member>> groups(List<Member> members) {
    Map<List<?>, List<Member>> groups = new LinkedHashMap<>();
    Map<String, List<Member>> byModel = new LinkedHashMap<>();
    for (Member member : members) {
      if (member.draft().isHeld()) {
        // In another order it would be another prompt, whose reply is not there.
        groups.put(List.of(member.place()), List.of(member));
        continue;
      }
      String model = member.draft().plan().model().name();
      byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(member);
    }
    byModel.forEach(
        (model, some) -> {
          for (Member member : ordered(some)) {
            List<?> key =
                member.units().isEmpty()
                    ? List.of(model)
                    : List.of(model, member.units().getFirst());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(member);
          }
        });
    return groups.values();
  }

  private static List<Member> ordered(List<Member> members) {
    Map<Unit, Integer> tokens = new LinkedHashMap<>();
    for (Member member : members) {
      member.draft().units().forEach(shown -> tokens.put(Unit.of(shown), tokens(shown)));
    }
    List<List<Unit>> orders =
        PrefixTree.order(
            members.stream().map(Member::units).toList(), unit -> tokens.getOrDefault(unit, 0));
    List<Member> ordered = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Map<Unit, Evidence> shown = new LinkedHashMap<>();
      member.draft().units().forEach(one -> shown.put(Unit.of(one), one));
      List<List<Evidence>> layers = new ArrayList<>();
      for (Unit unit : orders.get(i)) {
        Evidence one = shown.get(unit);
        if (one != null) {
          layers.add(List.of(one));
        }
      }
      ordered.add(new Member(member.place(), member.draft().ordered(layers), orders.get(i)));
    }
    return ordered;
  }

  private static int tokens(Evidence shown) {
    int tokens = shown.document().openingTokens();
    for (Passage passage : shown.passages()) {
      tokens += passage.renderedTokens();
    }
    return tokens;
  }

  /// Asks a group: first what all of it begins with, or one of it, then the others.
  private @Nullable Object answer(
      List<Member> group, Semaphore room, ExecutorService threads, InOrder done)
      throws InterruptedException, ExecutionException {
    Member first = group.getFirst();
    List<List<Evidence>> shared = shared(group);
    Priming priming = priming(group, shared);
    boolean primed = priming != null && prime(first.draft(), shared, priming, group.size(), room);
    List<Member> rest = group;
    if (!primed) {
      ask(first, room, done, null);
      rest = group.subList(1, group.size());
    }
    Priming sent = primed ? priming : null;
    List<Future<?>> asked = new ArrayList<>();
    for (Member member : rest) {
      asked.add(
          threads.submit(
              () -> {
                ask(member, room, done, member.place() == first.place() ? sent : null);
                return null;
              }));
    }
    for (Future<?> one : asked) {
      one.get();
    }
    return null;
  }

  /// Evidence that all prompts of a group begin with.
  private static List<List<Evidence>> shared(List<Member> group) {
    List<Unit> units = group.getFirst().units();
    int common = units.size();
    for (Member member : group) {
      int alike = 0;
      while (alike < Math.min(common, member.units().size())
          && member.units().get(alike).equals(units.get(alike))) {
        alike++;
      }
      common = alike;
    }
    return group.getFirst().draft().layers().subList(0, common);
  }

  /// Null where there is nothing to decide: a price that is not to be passed is not spent twice.
  private @Nullable Priming priming(List<Member> group, List<List<Evidence>> shared) {
    Draft first = group.getFirst().draft();
    boolean bounded = first.question().wish().mostUsd() != null;
    if (bounded
        || shared.isEmpty()
        || group.size() < 2
        || !synthesizer.asking().isCached(first.plan().model())) {
      return null;
    }
    long left =
        group.stream().filter(member -> !synthesizer.asking().isHeld(member.draft())).count();
    return synthesizer.asking().priming(first, shared, (int) left, atOnce);
  }

  /// Whether it was sent. Where it was not, the questions bring it themselves.
  private boolean prime(
      Draft draft, List<List<Evidence>> shared, Priming priming, int questions, Semaphore room)
      throws InterruptedException {
    if (!priming.worthIt()) {
      return false;
    }
    notes.accept(priming.why(questions));
    room.acquire();
    try {
      requireGoing();
      Completion completion = synthesizer.asking().prime(draft, shared, priming);
      notes.accept(
          String.format(
              Locale.ROOT,
              "sent first: %,d tokens, %,d of them cached before, %s",
              completion.usage().promptTokens(),
              completion.usage().cachedTokens(),
              completion.costUsd() == null
                  ? "at a price that is not known"
                  : "$" + completion.costUsd()));
      return true;
    } catch (SynthesisException e) {
      notes.accept("what the questions share could not be sent first: " + e.getMessage());
      return false;
    } finally {
      room.release();
    }
  }

  private void ask(Member member, Semaphore room, InOrder done, @Nullable Priming primed)
      throws InterruptedException {
    room.acquire();
    try {
      requireGoing();
      Answer answer = synthesizer.answer(member.draft());
      if (primed != null) {
        verify(answer, primed);
      }
      done.answered(member.place(), answer);
    } catch (SynthesisException e) {
      done.failed(member.place(), e);
    } finally {
      room.release();
    }
  }

  /// A place that became free because all is being stopped is no place to begin in.
  private void requireGoing() {
    if (stopped) {
      throw new CancellationException("stopped before it was asked");
    }
  }

  private void verify(Answer answer, Priming primed) {
    long cached = answer.usage().cachedTokens();
    // A reply out of the ledger had no use for it.
    if (answer.usage().promptTokens() > 0 && cached < FOUND * primed.sharedTokens()) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "of %,d tokens that were sent first the provider found %,d in its cache",
              primed.sharedTokens(),
              cached));
    }
  }

  /// Passes on what is done in the order of the questions.
  private static final class InOrder {
    private final List<Question> questions;
    private final Consumer<Answered> each;
    private final Map<Integer, Answered> waiting = new LinkedHashMap<>();
    private int next;

    InOrder(List<Question> questions, Consumer<Answered> each) {
      this.questions = questions;
      this.each = each;
    }

    void answered(int place, Answer answer) {
      done(place, new Answered(questions.get(place), answer, null));
    }

    void failed(int place, SynthesisException failure) {
      done(place, new Answered(questions.get(place), null, failure));
    }

    private synchronized void done(int place, Answered one) {
      waiting.put(place, one);
      for (Answered ready = waiting.remove(next); ready != null; ready = waiting.remove(next)) {
        each.accept(ready);
        next++;
      }
    }
  }
}
