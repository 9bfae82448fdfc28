package lectern.ingest.tika;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Styles of the lists of an OpenDocument text and of its headings' numbers, and what they show
/// before an item.
final class OpenDocumentNumbering extends XmlPart {
  /// Levels that the format has; deeper ones are shown like the last.
  private static final int LEVELS = 10;

  /// Name under which the numbers of headings are kept besides their own; a list's style has one.
  private static final String HEADINGS = "";

  /// What stands before an item that is not numbered.
  static final String BULLET = "- ";

  /// How one level is shown.
  ///
  /// @param format as Word calls it; empty for no number
  /// @param levels how many levels' numbers are shown, this one's last
  private record Level(
      boolean bullet, String format, String before, String behind, int levels, int first) {}

  /// A list while it is read: how far each level has counted.
  static final class Counted {
    private final String style;
    private final @Nullable Integer[] counts = new @Nullable Integer[LEVELS];

    private Counted(String style) {
      this.style = style;
    }

    String style() {
      return style;
    }
  }

  private final Map<String, @Nullable Level[]> styles = new HashMap<>();
  private final Map<String, Counted> byStyle = new HashMap<>();
  private final Counted headings = new Counted(HEADINGS);
  private @Nullable Level @Nullable [] open;

  /// The style of headings by its own name.
  private @Nullable String outline;

  @Override
  boolean skips(String name) {
    return name.equals("body") || name.equals("master-styles");
  }

  @Override
  void start(String name, Attributes attributes) {
    switch (name) {
      case "list-style", "outline-style" -> {
        open = styles.computeIfAbsent(said(attributes, "name"), _ -> new @Nullable Level[LEVELS]);
        if (name.equals("outline-style")) {
          outline = said(attributes, "name");
          styles.put(HEADINGS, open);
        }
      }
      case "list-level-style-bullet",
          "list-level-style-image",
          "list-level-style-number",
          "outline-level-style" -> {
        if (open != null) {
          open[index(number(value(attributes, "level")))] = level(name, attributes);
        }
      }
      default -> {}
    }
  }

  @Override
  void end(String name) {
    if (name.equals("list-style") || name.equals("outline-style")) {
      open = null;
    }
  }

  private static Level level(String name, Attributes attributes) {
    Integer levels = number(value(attributes, "display-levels"));
    Integer first = number(value(attributes, "start-value"));
    return new Level(
        name.endsWith("bullet") || name.endsWith("image"),
        switch (said(attributes, "num-format")) {
          case "" -> "";
          case "a" -> "lowerLetter";
          case "A" -> "upperLetter";
          case "i" -> "lowerRoman";
          case "I" -> "upperRoman";
          default -> "decimal";
        },
        said(attributes, "num-prefix"),
        said(attributes, "num-suffix"),
        levels == null ? 1 : levels,
        first == null ? 1 : first);
  }

  private static String said(Attributes attributes, String name) {
    String value = value(attributes, name);
    return value == null ? "" : value;
  }

  /// A list that begins.
  ///
  /// @param goesOn whether it counts on where the last one of its style ended
  Counted list(String style, boolean goesOn) {
    if (style.equals(outline)) {
      return headings;
    }
    Counted last = byStyle.get(style);
    if (goesOn && last != null) {
      return last;
    }
    Counted list = new Counted(style);
    byStyle.put(style, list);
    return list;
  }

  /// What stands before the heading that comes; empty for nothing.
  ///
  /// @param depth one-based
  /// @param start that it counts from; null where it counts on
  String heading(int depth, @Nullable Integer start) {
    return styles.containsKey(HEADINGS) ? next(headings, depth, start) : "";
  }

  /// What stands before the item that comes; empty for nothing.
  ///
  /// @param depth one-based
  /// @param start that it counts from; null where it counts on
  String next(Counted list, int depth, @Nullable Integer start) {
    @Nullable Level[] levels = styles.get(list.style);
    int index = index(depth);
    Level level = levels == null ? null : levels[index];
    if (levels == null || level == null) {
      return list == headings ? "" : BULLET;
    }
    Integer last = list.counts[index];
    int number = start != null ? start : last == null ? level.first : last + 1;
    list.counts[index] = number;
    Arrays.fill(list.counts, index + 1, LEVELS, null);
    if (level.bullet || level.format.isEmpty()) {
      return level.bullet ? BULLET : (level.before + level.behind).strip();
    }
    StringBuilder shown = new StringBuilder(level.before);
    int first = Math.clamp((long) index + 1 - level.levels, 0, index);
    for (int i = first; i < index; i++) {
      Level above = levels[i];
      if (above != null && !above.format.isEmpty()) {
        Integer count = list.counts[i];
        shown.append(Numerals.of(count == null ? above.first : count, above.format)).append('.');
      }
    }
    shown.append(Numerals.of(number, level.format)).append(level.behind);
    return shown.toString().strip() + " ";
  }

  private static int index(@Nullable Integer depth) {
    return Math.clamp(depth == null ? 0 : (long) depth - 1, 0, LEVELS - 1);
  }
}
