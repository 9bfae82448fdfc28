package lectern.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import lectern.retrieve.search.VectorFill;

/// Shows how far long work is that goes in equal steps: a line every few seconds with the time that
/// is left.
final class StepView implements VectorFill.Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Console console;
  private final boolean shown;
  private final String task;
  private final String steps;
  private final Instant begin = Instant.now();
  private Instant lastLine = begin;

  /// @param steps what is counted: "passages"
  StepView(Console console, boolean shown, String task, String steps) {
    this.console = console;
    this.shown = shown;
    this.task = task;
    this.steps = steps;
  }

  @Override
  public void at(int all, int done) {
    Instant now = Instant.now();
    if (!shown || done == 0 || Duration.between(lastLine, now).compareTo(BETWEEN_LINES) < 0) {
      return;
    }
    lastLine = now;
    double seconds = Duration.between(begin, now).toMillis() / 1000.0;
    console
        .err()
        .printf(
            Locale.ROOT,
            "%s: %,d of %,d %s, %.0f a second, about %s left%n",
            task,
            done,
            all,
            steps,
            done / seconds,
            TimeLeft.words(Math.round(seconds / done * (all - done))));
  }

  /// Told where the work was long, so that this is too.
  @Override
  public void merging() {
    if (shown && lastLine.isAfter(begin)) {
      console.err().println(task + ": all done; putting the index in order for searches");
    }
  }
}
