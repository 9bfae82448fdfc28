package lectern.retrieve.embed;

import java.time.Duration;

/// How long a caller of an endpoint waits.
///
/// @param tries at most, the first one too
/// @param timeout of one try, from the request to the last byte of the answer
/// @param firstWait before the second try; doubled before each further one
/// @param longestWait before any try; an endpoint that asks for more is given up
record Patience(int tries, Duration timeout, Duration firstWait, Duration longestWait) {
  /// Waits of 1, 2, 4, 8, 16 seconds outlast a restart and most of a minute's rate limit.
  private static final int FILLING_TRIES = 6;

  private static final Duration FILLING_FIRST_WAIT = Duration.ofSeconds(1);

  /// Rate limits are counted by the minute.
  private static final Duration FILLING_LONGEST_WAIT = Duration.ofSeconds(60);

  /// Somebody waits for the answer, and words can be searched without it.
  private static final Duration ASKING_TIMEOUT = Duration.ofSeconds(15);

  private static final int ASKING_TRIES = 2;
  private static final Duration ASKING_FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration ASKING_LONGEST_WAIT = Duration.ofSeconds(2);

  /// Of a run over many passages.
  static Patience filling(Duration timeout) {
    return new Patience(FILLING_TRIES, timeout, FILLING_FIRST_WAIT, FILLING_LONGEST_WAIT);
  }

  /// Of somebody who asks a question.
  static Patience asking(Duration timeout) {
    return new Patience(
        ASKING_TRIES,
        timeout.compareTo(ASKING_TIMEOUT) < 0 ? timeout : ASKING_TIMEOUT,
        ASKING_FIRST_WAIT,
        ASKING_LONGEST_WAIT);
  }
}
