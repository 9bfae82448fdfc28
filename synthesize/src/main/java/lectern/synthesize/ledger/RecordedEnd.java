package lectern.synthesize.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.Reply;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// How a call ended, without the words of its reply: what sums are made of.
///
/// @param usage null where nothing came back, and so are `finish` and `model`
/// @param finish why the reply ended
/// @param model who wrote the reply
/// @param replyChars length of its text, reasoning left out
/// @param costUsd null where it is not known
/// @param firstToken in whole milliseconds, or null where no token came, or all came at once
/// @param elapsed in whole milliseconds
/// @param traceId the provider's name for the call, or null
/// @param cacheWriteDerived whether the cache-write tokens were worked out here
/// @param failure kind and short message, or null
public record RecordedEnd(
    Outcome outcome,
    @Nullable Usage usage,
    @Nullable Finish finish,
    @Nullable String model,
    int replyChars,
    @Nullable BigDecimal costUsd,
    @Nullable Duration firstToken,
    Duration elapsed,
    @Nullable String traceId,
    boolean cacheWriteDerived,
    @Nullable String failure) {

  static RecordedEnd of(CallEnd end) {
    Reply reply = end.reply();
    return new RecordedEnd(
        end.outcome(),
        reply == null ? null : reply.usage(),
        reply == null ? null : reply.finish(),
        reply == null ? null : reply.model(),
        reply == null ? 0 : reply.text().length(),
        end.costUsd(),
        end.firstToken(),
        end.elapsed(),
        end.traceId(),
        end.cacheWriteDerived(),
        end.failure());
  }

  /// Whether the reply answers the same request again. One that ran out of tokens does, though its
  /// reasoning took them all and no word is left: it is what this request brings, as the number of
  /// tokens is part of it, and it was paid for. One that a filter stopped is a refusal.
  boolean isComplete() {
    return outcome == Outcome.REPLIED && finish != null && finish != Finish.CONTENT_FILTER;
  }
}
