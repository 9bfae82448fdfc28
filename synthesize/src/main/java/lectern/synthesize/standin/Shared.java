package lectern.synthesize.standin;

import java.util.concurrent.atomic.AtomicLong;

/// What all calls of one stand-in share.
///
/// @param calls chat calls begun so far
record Shared(StandInSettings settings, ScriptTokens tokens, Till till, AtomicLong calls) {
  static Shared of(StandInSettings settings, Till till) {
    return new Shared(settings, new ScriptTokens(settings.seed()), till, new AtomicLong());
  }

  /// A number that depends on the seed and on what it is for, and on nothing else.
  long drawn(long what) {
    long h = (settings.seed() * 0x9E3779B97F4A7C15L + what) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 30)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }
}
