package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.ingest.DocumentId;
import lectern.ingest.walk.Difference;

/// What a run would do, file by file and summed up.
final class DifferenceView {
  private DifferenceView() {}

  /// Prints every file as JSON; as text those that a run would do something with, and the failed.
  static void print(Console console, boolean json, List<Difference> differences) {
    Map<Difference.Kind, Integer> counts = new EnumMap<>(Difference.Kind.class);
    for (Difference difference : differences) {
      counts.merge(difference.kind(), 1, Integer::sum);
      if (json) {
        JsonLines.print(console.out(), json(difference));
      } else if (difference.kind() != Difference.Kind.UNCHANGED) {
        console.out().println(words(difference));
      }
    }
    if (json) {
      ObjectNode summary = JsonLines.object();
      ObjectNode kinds = summary.putObject("summary");
      for (Difference.Kind kind : Difference.Kind.values()) {
        kinds.put(name(kind), counts.getOrDefault(kind, 0));
      }
      JsonLines.print(console.out(), summary);
    } else {
      console.out().println(summary(counts));
    }
  }

  private static String words(Difference difference) {
    DocumentId other = difference.other();
    String file =
        String.format(Locale.ROOT, "%-11s", name(difference.kind()))
            + Printable.line(difference.file().value());
    String detail = difference.detail().isEmpty() ? "" : ": " + Printable.line(difference.detail());
    return other == null
        ? file + detail
        : file
            + (difference.kind() == Difference.Kind.MOVED ? ", was " : ", same bytes as ")
            + Printable.line(other.value());
  }

  private static String summary(Map<Difference.Kind, Integer> counts) {
    boolean changes = counts.keySet().stream().anyMatch(Difference.Kind::isChange);
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (kind, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, name(kind))));
    return (changes ? "a run would change the index: " : "nothing to do: ")
        + (parts.isEmpty() ? "no files" : String.join(", ", parts));
  }

  private static String name(Difference.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(Difference difference) {
    DocumentId other = difference.other();
    ObjectNode json = JsonLines.object();
    json.put("path", difference.file().value());
    json.put("difference", difference.kind().name());
    json.put("other", other == null ? null : other.value());
    json.put("detail", difference.detail().isEmpty() ? null : difference.detail());
    return json;
  }
}
