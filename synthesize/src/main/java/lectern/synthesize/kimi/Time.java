package lectern.synthesize.kimi;

import java.time.Duration;

/// Time as it passes, whatever the clock on the wall is set to.
public interface Time {
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /// Nanoseconds since some moment.
  long nanos();

  void sleep(Duration duration) throws InterruptedException;
}
