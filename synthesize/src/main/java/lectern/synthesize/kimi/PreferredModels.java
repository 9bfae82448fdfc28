package lectern.synthesize.kimi;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// Asks the first of a list of models that can answer: the next one steps in where one fails for a
/// reason that is not the prompt's, and only if the prompt fits it. The completion says so. Safe
/// for use by many threads.
public final class PreferredModels implements ChatClient {
  /// A model that failed so many of its last calls is not asked for a while: each would wait for
  /// its tries to fail again.
  private static final int FAILURES = 3;

  private static final Duration REST = Duration.ofMinutes(1);

  private final List<Entry> entries;

  /// A model, and who asks it.
  ///
  /// @param patient asks it where no other model can answer: it waits as long as the account's
  ///   limits want it to
  public record Choice(ModelCard model, ChatClient client, ChatClient patient) {
    public Choice(ModelCard model, ChatClient client) {
      this(model, client, client);
    }
  }

  private record Entry(Choice choice, CircuitBreaker breaker) {}

  /// @param choices best first
  public PreferredModels(List<Choice> choices) {
    this(choices, Time.SYSTEM);
  }

  PreferredModels(List<Choice> choices, Time time) {
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("no model to ask");
    }
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(FAILURES)
            .minimumNumberOfCalls(FAILURES)
            .failureRateThreshold(100)
            .waitDurationInOpenState(REST)
            .permittedNumberOfCallsInHalfOpenState(1)
            // Its own is the wall's, which may be set back: the rest would last as much longer.
            .clock(passing(time))
            .build();
    this.entries =
        choices.stream()
            .map(choice -> new Entry(choice, CircuitBreaker.of(choice.model().name(), config)))
            .toList();
  }

  private static Clock passing(Time time) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.EPOCH.plusNanos(time.nanos());
      }
    };
  }

  @Override
  public Completion complete(ChatRequest request) {
    List<String> notes = new ArrayList<>();
    BigDecimal cost = BigDecimal.ZERO;
    String received = "";
    SynthesisException.NoCompletion first = null;
    List<Entry> order = inOrder(request);
    for (int i = 0; i < order.size(); i++) {
      Entry entry = order.get(i);
      ModelCard model = entry.choice().model();
      ChatRequest fitted = fitted(request, model);
      if (fitted == null) {
        notes.add(model.name() + " does not step in: the prompt does not fit its window");
        continue;
      }
      if (!entry.breaker().tryAcquirePermission()) {
        notes.add(model.name() + " is not asked for a minute: its last calls failed");
        continue;
      }
      try {
        boolean others = canAny(order.subList(i + 1, order.size()), request);
        return told(asked(entry, fitted, !others), notes, cost);
      } catch (SynthesisException.NoCompletion e) {
        cost = sum(cost, e.costUsd());
        received = e.received().length() > received.length() ? e.received() : received;
        if (!e.elsewhere()) {
          throw notes.isEmpty()
              ? e
              : afterOthers(notes, "" + e.getMessage(), e.hint(), cost, received);
        }
        first = first == null ? e : first;
        notes.add(e.getMessage() + "; the next model is asked");
        request.pieces().anew();
      }
    }
    if (first == null) {
      throw new SynthesisException.NoCompletion(
          "no model can be asked: " + String.join("; ", notes),
          "Ask again in a minute, or name another model in [llm.fallback].",
          false,
          cost);
    }
    throw notes.size() == 1
        ? first
        : afterOthers(notes, "none is left", first.hint(), cost, received);
  }

  /// Whether one of some models can be asked.
  private static boolean canAny(List<Entry> some, ChatRequest request) {
    return some.stream()
        .anyMatch(
            entry ->
                entry.breaker().getState() != CircuitBreaker.State.OPEN
                    && fitted(request, entry.choice().model()) != null);
  }

  @Override
  public boolean holds(ChatRequest request) {
    return inOrder(request).getFirst().choice().client().holds(request);
  }

  /// The one that was planned with first. A prefix is of no use to another one.
  private List<Entry> inOrder(ChatRequest request) {
    return entries.stream()
        .filter(
            entry ->
                !request.primes() || entry.choice().model().name().equals(request.model().name()))
        .sorted(
            Comparator.comparing(
                entry -> !entry.choice().model().name().equals(request.model().name())))
        .toList();
  }

  /// Says of every model why it did not answer, and what all of them cost.
  private static SynthesisException.NoCompletion afterOthers(
      List<String> before, String last, String hint, @Nullable BigDecimal cost, String received) {
    return new SynthesisException.NoCompletion(
        String.join("; ", before) + ": " + last, hint, false, cost, received);
  }

  private static Completion asked(Entry entry, ChatRequest request, boolean patient) {
    long begin = System.nanoTime();
    ChatClient client = patient ? entry.choice().patient() : entry.choice().client();
    try {
      Completion completion = client.complete(request);
      entry.breaker().onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      return completion;
    } catch (SynthesisException.NoCompletion e) {
      // Where no other one can answer, a rest would only fail what a wait may let through.
      if (e.elsewhere() && !(patient && e.limited())) {
        entry.breaker().onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
      } else {
        entry.breaker().releasePermission();
      }
      throw e;
    } catch (RuntimeException e) {
      entry.breaker().releasePermission();
      throw e;
    }
  }

  /// The request as it is put to a model; null where that cannot hold it.
  private static @Nullable ChatRequest fitted(ChatRequest request, ModelCard model) {
    int most = Math.min(request.maxCompletionTokens(), model.maxCompletionTokens());
    boolean planned = model.name().equals(request.model().name());
    return !planned && request.promptTokens() + most > model.windowTokens()
        ? null
        : new ChatRequest(
            request.prompt(),
            model,
            most,
            request.tier(),
            request.scope(),
            request.promptTokens(),
            // Another model's tokens and cache were not looked at.
            planned ? request.prediction() : null,
            request.primes(),
            request.ttl(),
            request.form(),
            request.pieces());
  }

  private static Completion told(
      Completion completion, List<String> before, @Nullable BigDecimal cost) {
    List<String> notes = new ArrayList<>(before);
    notes.addAll(completion.notes());
    return new Completion(
        completion.text(),
        completion.reasoning(),
        completion.finish(),
        completion.usage(),
        completion.model(),
        completion.latency(),
        sum(cost, completion.costUsd()),
        notes,
        completion.toolCalls());
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }
}
