package lectern.app.cli;

import java.util.List;
import java.util.Locale;
import lectern.ingest.ClauseMap;
import lectern.ingest.Locator;
import org.jspecify.annotations.Nullable;

/// Text as a terminal may show it.
final class Printable {
  /// Widest line of printed quotes, in characters; leaves room for the indent in 100 columns.
  private static final int WIDTH = 92;

  /// Characters shown on either side of a caret.
  private static final int AROUND = 40;

  private Printable() {}

  /// The text on one line, with no character that a terminal would act on. File names may hold line
  /// feeds and escape sequences.
  static String line(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                safe.append("\\n");
              } else if (Character.isISOControl(c) || isBidiControl(c)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  /// The part of a text around one of its characters, on a line, and on the next a caret below that
  /// character.
  static String caret(String text, int at) {
    int from = Math.max(0, at - AROUND);
    String before = line(text.substring(from, at));
    String behind = line(text.substring(at, Math.min(text.length(), at + AROUND)));
    return "  " + before + behind + "\n  " + " ".repeat(before.length()) + "^\n";
  }

  /// The text in lines of at most [#WIDTH] characters behind an indent; control characters as in
  /// [#line].
  static String block(String text, String indent) {
    StringBuilder block = new StringBuilder();
    for (String paragraph : text.strip().split("\n+", -1)) {
      int column = 0;
      for (String word : line(paragraph).split(" ", -1)) {
        if (column > 0 && column + 1 + word.length() > WIDTH) {
          block.append('\n');
          column = 0;
        }
        block.append(column == 0 ? indent : " ").append(word);
        column += (column == 0 ? 0 : 1) + word.length();
      }
      block.append('\n');
    }
    return block.toString();
  }

  /// Where a passage or a quote stands: `harbour-street-lease.pdf, p. 4, § 8.2, Break option ›
  /// Notice`.
  ///
  /// @param clause its number; empty for none
  static String place(
      String document, @Nullable Locator locator, String clause, List<String> headings) {
    StringBuilder place = new StringBuilder(line(document));
    if (locator != null) {
      place.append(", ").append(line(locator.words()));
    }
    if (!clause.isEmpty()) {
      place.append(", ").append(line(ClauseMap.words(clause)));
    }
    if (!headings.isEmpty()) {
      place.append(", ").append(line(String.join(" › ", headings)));
    }
    return place.toString();
  }

  private static boolean isBidiControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
