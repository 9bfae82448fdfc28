package lectern.synthesize.standin;

import java.time.Duration;
import java.time.Instant;

/// A clock that a test moves by hand; whoever sleeps moves it too.
final class HandClock implements StandInClock {
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    now = now.plus(duration);
  }
}
