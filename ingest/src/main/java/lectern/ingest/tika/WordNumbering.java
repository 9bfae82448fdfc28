package lectern.ingest.tika;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Definitions of a Word document's numbered lists, and where each list is: what Word shows before
/// its automatically numbered paragraphs, told in their order.
final class WordNumbering extends WordPart {
  /// Levels of a list in Word.
  private static final int LEVELS = 9;

  /// The number that means "not numbered", to undo what a style says.
  private static final String NOT_NUMBERED = "0";

  /// Format of a level without numbers.
  private static final String BULLETS = "bullet";

  private static final String BULLET = "- ";

  /// Where a level's number stands in the words of a marker.
  private static final Pattern PLACE = Pattern.compile("%([1-9])");

  /// What stands before a paragraph.
  ///
  /// @param words with the space behind it
  /// @param depth 1 for the outermost level
  record Marker(String words, int depth) {}

  private static final class Level {
    /// The first number is 0 where the level does not say (ECMA-376, part 1, 17.9.25).
    int start;

    String format = "decimal";
    String words = "";
    boolean arabic;
    boolean spaced = true;
    @Nullable String style;

    /// Levels above this one-based number do not restart it; null where each restarts it.
    @Nullable Integer restart;
  }

  /// A list that numbers may share.
  private static final class Definition {
    final Map<Integer, Level> levels = new HashMap<>();
    final @Nullable Integer[] counters = new @Nullable Integer[LEVELS];
    @Nullable String styleLink;
  }

  private static final class Num {
    String definition = "";
    final Map<Integer, Integer> starts = new HashMap<>();
    final Map<Integer, Level> levels = new HashMap<>();
    boolean used;
  }

  private final WordStyles styles;
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, Num> nums = new HashMap<>();
  private @Nullable Definition definition;
  private @Nullable Num num;
  private @Nullable Level level;
  private int overridden;

  WordNumbering(WordStyles styles) {
    this.styles = styles;
  }

  @Override
  boolean skips(String name) {
    // A picture's fallback holds words of its own.
    return super.skips(name) || name.equals("numPicBullet");
  }

  @Override
  void start(String name, Attributes attributes) {
    String said = value(attributes, "val");
    switch (name) {
      case "abstractNum" -> {
        definition = new Definition();
        definitions.put(
            Objects.requireNonNullElse(value(attributes, "abstractNumId"), ""), definition);
      }
      case "num" -> {
        num = new Num();
        nums.put(Objects.requireNonNullElse(value(attributes, "numId"), ""), num);
      }
      case "lvlOverride" -> overridden = at(value(attributes, "ilvl"));
      case "lvl" -> level(at(value(attributes, "ilvl")));
      case "abstractNumId" -> {
        if (num != null && said != null) {
          num.definition = said;
        }
      }
      case "numStyleLink" -> {
        if (definition != null) {
          definition.styleLink = said;
        }
      }
      case "startOverride" -> {
        Integer start = number(said);
        if (num != null && start != null) {
          num.starts.put(overridden, start);
        }
      }
      default -> {
        if (level != null) {
          property(level, name, said == null ? "" : said, attributes);
        }
      }
    }
  }

  private void level(int depth) {
    level = new Level();
    if (num != null) {
      num.levels.put(depth, level);
    } else if (definition != null) {
      definition.levels.put(depth, level);
    }
  }

  private static void property(Level level, String name, String said, Attributes attributes) {
    switch (name) {
      case "start" -> level.start = Objects.requireNonNullElse(number(said), 1);
      case "numFmt" -> level.format = said;
      case "lvlText" -> level.words = said;
      case "lvlRestart" -> level.restart = number(said);
      case "isLgl" -> level.arabic = isOn(attributes, "val", true);
      case "pStyle" -> level.style = said;
      case "suff" -> level.spaced = !said.equals("nothing");
      default -> {}
    }
  }

  @Override
  void end(String name) {
    switch (name) {
      case "abstractNum" -> definition = null;
      case "num" -> num = null;
      case "lvl" -> level = null;
      default -> {}
    }
  }

  private static int at(@Nullable String level) {
    return Math.clamp(Objects.requireNonNullElse(number(level), 0), 0, LEVELS - 1);
  }

  /// What Word shows before the next paragraph; null for nothing.
  ///
  /// @param own what the paragraph says of its number
  /// @param style of the paragraph
  @Nullable Marker next(WordStyles.Numbered own, @Nullable String style) {
    WordStyles.StyleNumber byStyle = styles.numberOf(style);
    String id = own.number();
    if (id == null) {
      id = byStyle == null ? null : byStyle.numbered().number();
    }
    Num found = id == null || id.equals(NOT_NUMBERED) ? null : nums.get(id);
    Definition list = found == null ? null : definition(found);
    if (found == null || list == null) {
      return null;
    }
    Integer said = own.level();
    if (said == null) {
      said = level(list, byStyle, own.number() != null);
    }
    return counted(found, list, Math.clamp(said, 0, LEVELS - 1));
  }

  /// The level of a paragraph that does not say it: the one that its style is linked to, else what
  /// the style says.
  private static int level(
      Definition list, WordStyles.@Nullable StyleNumber byStyle, boolean ownNumber) {
    if (byStyle == null) {
      return 0;
    }
    for (String style : byStyle.styles()) {
      for (Map.Entry<Integer, Level> each : list.levels.entrySet()) {
        if (style.equals(each.getValue().style)) {
          return each.getKey();
        }
      }
    }
    Integer said = ownNumber ? null : byStyle.numbered().level();
    return said == null ? 0 : said;
  }

  /// The list of a number, through the styles that lists may be linked to.
  private @Nullable Definition definition(Num of) {
    Set<String> seen = new HashSet<>();
    Num each = of;
    while (each != null) {
      Definition found = definitions.get(each.definition);
      if (found == null || found.styleLink == null || !seen.add(each.definition)) {
        return found;
      }
      WordStyles.StyleNumber linked = styles.numberOf(found.styleLink);
      each = linked == null ? null : nums.get(linked.numbered().number());
    }
    return null;
  }

  private static @Nullable Marker counted(Num of, Definition list, int depth) {
    if (!of.used) {
      of.used = true;
      of.starts.keySet().forEach(started -> list.counters[started] = null);
    }
    Level shown = level(of, list, depth);
    if (shown == null) {
      return null;
    }
    for (int above = 0; above < depth; above++) {
      // A level that was left out is counted.
      Integer counter = list.counters[above];
      list.counters[above] = counter == null ? Integer.valueOf(start(of, list, above)) : counter;
    }
    Integer before = list.counters[depth];
    list.counters[depth] = before == null ? start(of, list, depth) : Integer.valueOf(before + 1);
    for (int below = depth + 1; below < LEVELS; below++) {
      Level lower = level(of, list, below);
      Integer restart = lower == null ? null : lower.restart;
      if (restart == null || depth < restart) {
        list.counters[below] = null;
      }
    }
    String words =
        shown.format.equals(BULLETS) ? BULLET : words(of, list, shown) + (shown.spaced ? " " : "");
    return words.isBlank() ? null : new Marker(words, depth + 1);
  }

  /// `%1.%2` with the numbers that the list has come to.
  private static String words(Num of, Definition list, Level shown) {
    return PLACE
        .matcher(shown.words)
        .replaceAll(
            place -> {
              int depth = place.group(1).charAt(0) - '1';
              Integer counter = list.counters[depth];
              Level level = level(of, list, depth);
              String format = level == null || level.format.equals(BULLETS) ? "none" : level.format;
              return Matcher.quoteReplacement(
                  Numerals.of(
                      counter == null ? start(of, list, depth) : counter,
                      shown.arabic && !format.equals("none") ? "decimal" : format));
            })
        .strip();
  }

  private static int start(Num of, Definition list, int depth) {
    Integer started = of.starts.get(depth);
    Level level = level(of, list, depth);
    return started != null ? started : level == null ? 1 : level.start;
  }

  private static @Nullable Level level(Num of, Definition list, int depth) {
    Level own = of.levels.get(depth);
    return own == null ? list.levels.get(depth) : own;
  }
}
