package lectern.synthesize;

import java.time.Duration;

/// What came back for a prompt.
///
/// @param model who wrote it: the provider's model id, or `extractive` for the offline reader
public record Completion(String text, Finish finish, Usage usage, String model, Duration latency) {
  /// Why the completion ended.
  public enum Finish {
    STOP,
    LENGTH,
    CONTENT_FILTER
  }
}
