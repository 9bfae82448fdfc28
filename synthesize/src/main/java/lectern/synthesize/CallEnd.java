package lectern.synthesize;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a call ended.
///
/// @param reply null where nothing came back
/// @param costUsd what it cost; null where that is not known
/// @param firstToken from sending to the first token; null where none came, or all came at once
/// @param elapsed from sending to the end
/// @param traceId the provider's name for the call, to ask its support about; null where it gave
///   none
/// @param cacheWriteDerived whether the cache-write tokens were worked out here because the
///   provider reports none
/// @param failure kind and short message, without key and without text of a document; null where
///   nothing failed
public record CallEnd(
    Outcome outcome,
    @Nullable Reply reply,
    @Nullable BigDecimal costUsd,
    @Nullable Duration firstToken,
    Duration elapsed,
    @Nullable String traceId,
    boolean cacheWriteDerived,
    @Nullable String failure) {
  public CallEnd {
    if (outcome == Outcome.REPLIED && reply == null) {
      throw new IllegalArgumentException("a call that was replied to has a reply");
    }
  }

  /// What became of the request.
  public enum Outcome {
    /// The whole reply came.
    REPLIED,
    /// Part of the reply came before the connection ended; it is billed.
    TRUNCATED,
    /// The provider refused, or was never reached; nothing is billed.
    FAILED,
    /// It was stopped from here.
    CANCELLED,
    /// It may be billed, and nobody knows: it counts at its worst price.
    UNKNOWN
  }
}
