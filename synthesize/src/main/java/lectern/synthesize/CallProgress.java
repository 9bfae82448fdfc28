package lectern.synthesize;

import java.time.Duration;

/// Hears how far the asking of a model is, while somebody waits for it. Called from any thread, one
/// call after the other.
@FunctionalInterface
public interface CallProgress {
  CallProgress NONE = note -> {};

  /// A sentence on why it takes longer: what went wrong, and when it is tried again.
  void note(String why);

  /// It waits for something from now on.
  ///
  /// @param what such as "the first token"
  /// @param most longest that it waits for that
  default void waitsFor(String what, Duration most) {}

  /// The reply is being written.
  default void writes() {}

  /// Nothing is waited for any more.
  default void over() {}
}
