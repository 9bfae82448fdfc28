package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitViewTest {
  private static final String WIPED = "\r" + " ".repeat(100) + "\r";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> notes = new ArrayList<>();
  private long now = 42;

  private WaitView view(boolean shown, boolean terminal) {
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            Map.of());
    return new WaitView(console, "ask", shown, notes::add, () -> now);
  }

  private void ticks(WaitView view, int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += Duration.ofSeconds(1).toNanos();
      view.tick();
    }
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPersonSeesForWhatItWaitsAndHowLongItMay() {
    WaitView view = view(true, true);
    view.waitsFor("the first token", Duration.ofMinutes(10));
    ticks(view, 2);
    assertEquals("", said());
    ticks(view, 2);
    assertEquals(
        "ask: waiting for the first token, 0:03 of at most 10:00"
            + WIPED
            + "ask: waiting for the first token, 0:04 of at most 10:00",
        said());
    view.writes();
    ticks(view, 3);
    assertTrue(said().endsWith(WIPED + "ask: the reply is being written, 0:03"), said());
    view.note("it broke off");
    assertTrue(said().endsWith(WIPED), said());
    assertEquals(List.of("it broke off"), notes);
    ticks(view, 1);
    view.over();
    ticks(view, 5);
    assertTrue(said().endsWith("0:04" + WIPED), said());
  }

  @Test
  void aLogGetsALineEveryTenSeconds() {
    WaitView view = view(true, false);
    view.waitsFor("the headers", Duration.ofSeconds(310));
    ticks(view, 25);
    assertEquals(
        """
        ask: waiting for the headers, 0:10 of at most 5:10
        ask: waiting for the headers, 0:20 of at most 5:10
        """,
        said());
  }

  @Test
  void nothingIsShownToWhoWantsQuiet() {
    WaitView view = view(false, true);
    view.waitsFor("the headers", Duration.ofSeconds(310));
    ticks(view, 60);
    view.close();
    assertEquals("", said());
  }
}
