package lectern.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import lectern.synthesize.CallProgress;
import org.jspecify.annotations.Nullable;

/// Shows what a question waits for: a line that is redrawn for a person, one every few seconds in a
/// log, nothing when told to be quiet or when it does not last.
final class WaitView implements CallProgress, AutoCloseable {
  /// Time before anything is shown of a wait.
  private static final Duration SILENCE = Duration.ofSeconds(3);

  /// Time between two lines where no terminal is.
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private static final int LINE_WIDTH = 100;

  private final PrintStream err;
  private final String command;
  private final boolean shown;
  private final boolean terminal;
  private final Consumer<String> notes;
  private final LongSupplier nanos;
  private @Nullable Thread ticking;

  // Guarded by this.
  private @Nullable String waiting;
  private String bound = "";
  private long since;
  private long lastLine;
  private boolean drawn;

  /// Of which [#tick] is called by whoever holds it.
  ///
  /// @param command whose lines these are
  /// @param notes is given what is worth a sentence
  /// @param nanos nanoseconds since some moment
  WaitView(
      Console console, String command, boolean shown, Consumer<String> notes, LongSupplier nanos) {
    this.err = console.err();
    this.command = command;
    this.shown = shown;
    this.terminal = console.terminal();
    this.notes = notes;
    this.nanos = nanos;
  }

  /// Looks at the clock by itself.
  ///
  /// @param command whose lines these are
  static WaitView on(Console console, String command, boolean shown, Consumer<String> notes) {
    WaitView view = new WaitView(console, command, shown, notes, System::nanoTime);
    if (shown) {
      view.ticking =
          Thread.ofPlatform().daemon().name("lectern waits").start(view::tickEverySecond);
    }
    return view;
  }

  private void tickEverySecond() {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(1));
        tick();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  @Override
  public synchronized void note(String why) {
    clear();
    notes.accept(why);
  }

  @Override
  public synchronized void waitsFor(String what, Duration most) {
    begin("waiting for " + what, " of at most " + TimeLeft.words(most.toSeconds()));
  }

  @Override
  public synchronized void writes() {
    begin("the reply is being written", "");
  }

  private void begin(String what, String longest) {
    waiting = what;
    bound = longest;
    since = nanos.getAsLong();
    lastLine = since;
  }

  @Override
  public synchronized void over() {
    waiting = null;
    clear();
  }

  /// Shows how long it has waited, where it is time to.
  synchronized void tick() {
    long now = nanos.getAsLong();
    if (!shown || waiting == null || now - since < SILENCE.toNanos()) {
      return;
    }
    String line =
        command + ": " + waiting + ", " + TimeLeft.words((now - since) / 1_000_000_000) + bound;
    if (terminal) {
      clear();
      err.print(line);
      err.flush();
      drawn = true;
    } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = now;
      err.println(line);
    }
  }

  private void clear() {
    if (drawn) {
      err.print("\r" + " ".repeat(LINE_WIDTH) + "\r");
      err.flush();
      drawn = false;
    }
  }

  @Override
  public void close() {
    if (ticking != null) {
      ticking.interrupt();
    }
    over();
  }
}
