package lectern.synthesize.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time that the stand-in lives in, and a way to wait in it. A test may hand in a clock that it
/// shares with its client.
public interface StandInClock extends InstantSource {
  /// The machine's own time.
  StandInClock SYSTEM =
      new StandInClock() {
        @Override
        public Instant instant() {
          return InstantSource.system().instant();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /// Waits for so long in this clock's time.
  void sleep(Duration duration) throws InterruptedException;
}
