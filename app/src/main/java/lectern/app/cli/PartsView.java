package lectern.app.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.LongSupplier;
import lectern.synthesize.answer.Stage;

/// Shows how many of a question's prompts are answered, at what price so far and how long the
/// others will take: a line for each, of many for each twentieth.
final class PartsView {
  private static final int MOST_LINES = 20;
  private static final int LINE_WIDTH = 100;

  private final Console console;
  private final String command;
  private final boolean shown;
  private final LongSupplier nanos;
  private final long begin;
  private int lines;

  /// @param command whose lines these are
  /// @param nanos nanoseconds since some moment
  PartsView(Console console, String command, boolean shown, LongSupplier nanos) {
    this.console = console;
    this.command = command;
    this.shown = shown;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  synchronized void at(Stage.PartDone at) {
    int due = (int) ((long) at.done() * MOST_LINES / at.prompts());
    if (!shown || (at.prompts() > MOST_LINES && due == lines)) {
      return;
    }
    lines = due;
    BigDecimal cost = at.costUsd();
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d prompts%s, %s%s",
            command,
            at.done(),
            at.prompts(),
            at.failed() == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", at.failed()),
            cost == null
                ? "price not known"
                : "$" + cost.setScale(4, RoundingMode.HALF_UP).toPlainString() + " so far",
            left(at));
    // A line that tells of a wait may stand there.
    console
        .err()
        .println(
            console.terminal()
                ? "\r" + line + " ".repeat(Math.max(0, LINE_WIDTH - line.length()))
                : line);
  }

  private String left(Stage.PartDone at) {
    long seconds = (nanos.getAsLong() - begin) / 1_000_000_000;
    return at.done() == at.prompts() || seconds == 0
        ? ""
        : ", about " + TimeLeft.words(seconds * (at.prompts() - at.done()) / at.done()) + " left";
  }
}
