package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import lectern.synthesize.Fact;
import lectern.synthesize.Sentence;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.cite.SentenceStream.Event;

/// Shows an answer while it is written: its text, or JSON Lines of text and of each sentence that
/// is over, with what the check found. Thread-safe.
final class SpokenView {
  private final Console console;
  private final boolean json;
  private final StringBuilder text = new StringBuilder();

  SpokenView(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  synchronized void at(Stage.Spoken spoken) {
    switch (spoken.event()) {
      case Event.Text(String more) -> {
        text.append(more);
        if (json) {
          JsonLines.print(console.out(), line("text").put("text", more));
        } else {
          console.out().print(shown(more));
        }
      }
      case Event.Checked checked -> {
        if (json) {
          put(checked);
        }
      }
    }
    console.out().flush();
  }

  private void put(Event.Checked checked) {
    Sentence sentence = checked.sentence();
    ObjectNode line = line("sentence");
    line.put("start", sentence.span().start());
    line.put("end", sentence.span().end());
    line.put("state", sentence.state().name());
    ArrayNode citations = line.putArray("citations");
    checked
        .citations()
        .forEach(
            one ->
                citations
                    .addObject()
                    .put("label", one.label().toString())
                    .put("state", one.state().name()));
    ArrayNode missing = line.putArray("missing");
    sentence.missing().stream().map(Fact::words).forEach(missing::add);
    JsonLines.print(console.out(), line);
  }

  private static ObjectNode line(String event) {
    ObjectNode line = JsonLines.object();
    line.put("event", event);
    return line;
  }

  /// What was shown does not count.
  synchronized void anew() {
    if (text.isEmpty()) {
      return;
    }
    text.setLength(0);
    if (json) {
      JsonLines.print(console.out(), line("anew"));
    } else {
      console.out().print("\n[what stands above does not count: it is asked for anew]\n\n");
    }
    console.out().flush();
  }

  /// Whether all of a text was shown.
  synchronized boolean hasShown(String whole) {
    return !whole.isEmpty() && text.toString().equals(whole);
  }

  /// Line feeds stay, and nothing else that a terminal would act on.
  private static String shown(String piece) {
    return piece
        .lines()
        .map(Printable::line)
        .collect(Collectors.joining("\n", "", piece.endsWith("\n") ? "\n" : ""));
  }
}
