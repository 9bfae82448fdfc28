package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Pricing;
import lectern.synthesize.Provider;
import lectern.synthesize.Reply;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// What the calls for one request are written down as, and what they cost.
///
/// @param ttl how long the prompt's prefix is kept in the cache
record Billing(ChatRequest request, CacheTtl ttl, Provider provider) {
  /// Shorter prompts are not cached (platform.kimi.ai, 2026).
  private static final int LEAST_CACHED_TOKENS = 256;

  /// What one call came to.
  ///
  /// @param atMostUsd what it cost, or at worst cost where that was not told; null where the model
  ///   has no price
  record Bill(Usage usage, CallEnd end, @Nullable BigDecimal atMostUsd) {
    /// Whether it may have been billed, and nobody said how much.
    boolean isHeld() {
      return end.costUsd() == null && atMostUsd != null;
    }
  }

  /// The call as it is about to be sent.
  ModelCall call(String digest, Instant at, int attempt) {
    Pricing pricing = request.model().pricing();
    return new ModelCall(
        request.model().provider(),
        request.model().id(),
        at,
        request.tier(),
        request.scope(),
        digest,
        request.promptTokens(),
        request.maxCompletionTokens(),
        pricing == null ? null : most(pricing),
        attempt,
        pricing == null ? null : pricing.from(),
        request.prediction());
  }

  /// Nothing cached, all of the prompt written to the cache, the completion used up.
  private BigDecimal most(Pricing pricing) {
    long written = ttl == CacheTtl.ONE_HOUR ? request.promptTokens() : 0;
    return new Usage(request.promptTokens(), 0, written, request.maxCompletionTokens())
        .costUsd(pricing, ttl);
  }

  /// The call as it ended.
  ///
  /// @param text what had come of the answer before it
  /// @param reasoning what had come of the reasoning before it
  Bill bill(Attempt attempt, String text, String reasoning) {
    Failure failure = attempt.failure();
    Exchange.ReportedUsage told = attempt.usage();
    Pricing pricing = request.model().pricing();
    boolean derived = told != null && told.cacheWriteTokens() == null && writesCache(pricing);
    Usage usage = told == null ? Usage.NONE : usage(told, derived);
    String whole = text + attempt.text();
    Finish finish = attempt.finish();
    String thought = thought(reasoning, attempt);
    boolean free = failure != null && !failure.kind().mayBeBilled();
    BigDecimal cost = free ? BigDecimal.ZERO : cost(pricing, usage, told != null);
    CallEnd end =
        new CallEnd(
            outcome(failure, attempt),
            failure != null && whole.isEmpty()
                ? null
                : new Reply(
                    whole,
                    thought.isEmpty() ? null : thought,
                    finish == null ? Finish.LENGTH : finish,
                    usage,
                    request.model().id(),
                    attempt.toolCalls()),
            cost,
            attempt.firstToken(),
            attempt.elapsed(),
            attempt.traceId(),
            derived,
            failure == null
                ? (told == null ? "usage was not told" : null)
                : failure.kind() + ": " + failure.message());
    return new Bill(usage, end, cost == null && pricing != null ? most(pricing) : cost);
  }

  /// Reasoning comes before the answer, so it is whole where some of the answer has come: what a
  /// model thinks anew as it goes on from there is a second thought of the same.
  ///
  /// @param before what had come of it before the attempt
  static String thought(String before, Attempt attempt) {
    return before.isEmpty() ? attempt.reasoning() : before;
  }

  /// Null where it was not told, or the model has no price: the ledger then holds the worst.
  private @Nullable BigDecimal cost(@Nullable Pricing pricing, Usage usage, boolean told) {
    return pricing == null || !told ? null : usage.costUsd(pricing, ttl);
  }

  private boolean writesCache(@Nullable Pricing pricing) {
    return provider.quirks().cacheOptions()
        && pricing != null
        && pricing.write5mUsdPerMTok() != null;
  }

  private static Usage usage(Exchange.ReportedUsage told, boolean derived) {
    Long written = told.cacheWriteTokens();
    long write = 0;
    if (written != null) {
      write = written;
    } else if (derived && told.promptTokens() >= LEAST_CACHED_TOKENS) {
      // All that did not come from the cache is written to it: the same prompt hits whole.
      write = told.promptTokens() - told.cachedTokens();
    }
    return new Usage(told.promptTokens(), told.cachedTokens(), write, told.completionTokens());
  }

  private static Outcome outcome(@Nullable Failure failure, Attempt attempt) {
    if (failure == null) {
      return Outcome.REPLIED;
    }
    if (failure.kind() == Failure.Kind.CANCELLED) {
      return Outcome.CANCELLED;
    }
    if (!failure.kind().mayBeBilled()) {
      return Outcome.FAILED;
    }
    return attempt.firstToken() == null ? Outcome.UNKNOWN : Outcome.TRUNCATED;
  }

  /// A call of which nobody knows how it ended.
  static CallEnd unknown(RuntimeException thrown) {
    return new CallEnd(
        Outcome.UNKNOWN,
        null,
        null,
        null,
        Duration.ZERO,
        null,
        false,
        thrown.getClass().getSimpleName());
  }
}
