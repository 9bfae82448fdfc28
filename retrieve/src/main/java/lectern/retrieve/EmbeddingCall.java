package lectern.retrieve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One call to an embeddings endpoint, each try of it by itself.
///
/// @param texts that were sent
/// @param tokens as the endpoint bills them; null where it did not say
public record EmbeddingCall(
    String model, int texts, @Nullable Long tokens, Duration latency, Outcome outcome) {

  /// How a call ended.
  public enum Outcome {
    /// With vectors.
    ANSWERED,
    /// With an answer that holds no vectors to work with; it may be billed all the same.
    UNUSABLE,
    /// With a status other than 200.
    REFUSED,
    /// Without a whole answer: nobody there, cut off, too slow. It may be billed all the same.
    LOST
  }

  /// Hears of every call, so that it can be written down and priced. Safe for use by many threads.
  public interface Recorder {
    /// Keeps nothing.
    Recorder NONE = _ -> {};

    void record(EmbeddingCall call);
  }
}
