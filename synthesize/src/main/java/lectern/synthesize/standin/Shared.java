package lectern.synthesize.standin;

import java.util.concurrent.atomic.AtomicLong;

/// What all calls of one stand-in share.
///
/// @param requests of any kind so far
/// @param chats calls of the chat endpoint so far
/// @param uploads files taken so far
record Shared(
    StandInSettings settings,
    ScriptTokens tokens,
    PrefixCache cache,
    RateLimits limits,
    Till till,
    FileStore files,
    AtomicLong requests,
    AtomicLong chats,
    AtomicLong uploads) {

  /// What a drawn number is for, so that no two draws are the same.
  private static final long FAULTS = 1L << 60;

  private static final long WAITS = 1L << 61;
  private static final long FILES = 1L << 62;

  static Shared of(StandInSettings settings, Till till) {
    return new Shared(
        settings,
        new ScriptTokens(settings.seed()),
        new PrefixCache(settings.cache(), settings.clock()),
        new RateLimits(settings.limits(), settings.clock()),
        till,
        new FileStore(),
        new AtomicLong(),
        new AtomicLong(),
        new AtomicLong());
  }

  /// A number that depends on the seed and on what it is for, and on nothing else.
  long drawn(long what) {
    long h = (settings.seed() * 0x9E3779B97F4A7C15L + what) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 30)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }

  Fault fault(long chat) {
    return settings.faults().of(chat, drawn(FAULTS + chat));
  }

  /// Another one each time.
  long drawnFileId() {
    return drawn(FILES + uploads.getAndIncrement());
  }

  long drawnWait(long chat) {
    return drawn(WAITS + chat);
  }
}
