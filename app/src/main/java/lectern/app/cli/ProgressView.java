package lectern.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import lectern.ingest.walk.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how far an ingest run is: a bar for a person, a line every few seconds in a log, nothing
/// when told to be quiet or when there is nothing to wait for.
final class ProgressView implements Progress, AutoCloseable {
  /// Time before anything is shown, so that a run that has nothing to do stays silent.
  private static final Duration SILENCE = Duration.ofMillis(700);

  /// Time between two lines where no terminal is.
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private static final int BAR_WIDTH = 100;

  private final PrintStream err;
  private final boolean shown;
  private final boolean terminal;
  private final String task;
  private final Instant begin = Instant.now();
  private Instant lastLine = begin;
  private @Nullable ProgressBar bar;

  private ProgressView(PrintStream err, boolean shown, boolean terminal, String task) {
    this.err = err;
    this.shown = shown;
    this.terminal = terminal;
    this.task = task;
  }

  static ProgressView on(Console console, boolean shown, String task) {
    return new ProgressView(console.err(), shown, console.terminal(), task);
  }

  @Override
  public void at(Tally tally) {
    if (!shown || Duration.between(begin, Instant.now()).compareTo(SILENCE) < 0) {
      return;
    }
    if (terminal) {
      drawBar(tally);
    } else if (Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = Instant.now();
      err.println(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d files, %,d failed, %.1f of %.1f MB, %.1f MB/s%s",
              task,
              tally.done(),
              tally.files(),
              tally.failed(),
              tally.bytesDone() / 1e6,
              tally.bytes() / 1e6,
              speed(tally),
              left(tally)));
    }
  }

  private void drawBar(Tally tally) {
    ProgressBar drawn = bar;
    if (drawn == null) {
      drawn =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(tally.files())
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" files", 1)
              .setMaxRenderedLength(BAR_WIDTH)
              .setConsumer(new ConsoleProgressBarConsumer(err, BAR_WIDTH))
              .startsFrom(tally.done(), Duration.between(begin, Instant.now()))
              .build();
      bar = drawn;
    }
    drawn.stepTo(tally.done());
    drawn.setExtraMessage(
        String.format(
            Locale.ROOT,
            "%.1f/%.1f MB, %.1f MB/s%s",
            tally.bytesDone() / 1e6,
            tally.bytes() / 1e6,
            speed(tally),
            tally.failed() == 0 ? "" : ", " + tally.failed() + " failed"));
  }

  /// Megabytes a second since the beginning.
  private double speed(Tally tally) {
    return tally.bytesDone() / 1e3 / Math.max(1, elapsedMillis());
  }

  /// How long the rest will take if it goes on like this: files and bytes both take time, so half
  /// is reckoned by each.
  private String left(Tally tally) {
    double done =
        (tally.done() / (double) Math.max(1, tally.files())
                + tally.bytesDone() / (double) Math.max(1, tally.bytes()))
            / 2;
    if (done <= 0 || done >= 1) {
      return "";
    }
    long seconds = Math.round(elapsedMillis() * (1 - done) / done / 1_000);
    return ", about " + TimeLeft.words(seconds) + " left";
  }

  private long elapsedMillis() {
    return Duration.between(begin, Instant.now()).toMillis();
  }

  /// Prints lines that must not be mixed up with the bar.
  void above(Runnable printing) {
    if (bar != null) {
      err.print("\r" + " ".repeat(BAR_WIDTH) + "\r");
      err.flush();
    }
    printing.run();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
