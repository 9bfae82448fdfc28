package lectern.synthesize;

import java.time.Duration;

/// What came back for a prompt.
///
/// @param text the answer, reasoning left out; empty where the provider sent none
/// @param model who wrote it: the provider's model id, or `extractive` for the offline reader
public record Completion(String text, Finish finish, Usage usage, String model, Duration latency) {
  /// Why the completion ended.
  public enum Finish {
    /// The model had said all it would.
    STOP,
    /// The tokens it was given ran out: the text is cut, and may be empty where reasoning took them
    /// all.
    LENGTH,
    /// The provider's filter stopped it.
    CONTENT_FILTER
  }
}
