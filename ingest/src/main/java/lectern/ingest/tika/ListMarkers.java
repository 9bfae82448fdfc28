package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Open lists of an XHTML document, and what a browser would show before their items.
final class ListMarkers {
  private static final String BULLET = "- ";

  private static final String[] ROMAN = {
    "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"
  };
  private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

  /// Browsers count on in digits from here.
  private static final int ROMAN_END = 4_000;

  private static final class Open {
    final String type;
    final boolean numbered;
    final int step;
    int next;

    Open(boolean numbered, Attributes attributes) {
      boolean reversed = attributes.getValue("reversed") != null;
      Integer start = number(attributes.getValue("start"));
      // A list that counts down starts at the number of its items, and those are still to come.
      this.numbered = numbered && !(reversed && start == null);
      this.type = value(attributes, "type", "1");
      this.step = reversed ? -1 : 1;
      this.next = start == null ? 1 : start;
    }
  }

  private final Deque<Open> lists = new ArrayDeque<>();

  void open(String element, Attributes attributes) {
    lists.push(new Open(element.equals("ol"), attributes));
  }

  void close() {
    lists.poll();
  }

  /// Lists within lists; 0 outside of any.
  int depth() {
    return lists.size();
  }

  /// What stands before the item that starts.
  String next(Attributes item) {
    Open list = lists.peek();
    if (list == null || !list.numbered) {
      return BULLET;
    }
    Integer value = number(item.getValue("value"));
    int number = value == null ? list.next : value;
    list.next = number + list.step;
    return words(number, value(item, "type", list.type)) + ". ";
  }

  private static String words(int number, String type) {
    return switch (type) {
      case "a" -> number < 1 ? Integer.toString(number) : letters(number);
      case "A" -> number < 1 ? Integer.toString(number) : letters(number).toUpperCase(Locale.ROOT);
      case "i" -> roman(number);
      case "I" -> roman(number).toUpperCase(Locale.ROOT);
      default -> Integer.toString(number);
    };
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int left = number; left > 0; left = (left - 1) / 26) {
      letters.insert(0, (char) ('a' + (left - 1) % 26));
    }
    return letters.toString();
  }

  private static String roman(int number) {
    if (number < 1 || number >= ROMAN_END) {
      return Integer.toString(number);
    }
    StringBuilder roman = new StringBuilder();
    int left = number;
    for (int i = 0; i < ROMAN.length; i++) {
      while (left >= ROMAN_VALUES[i]) {
        roman.append(ROMAN[i]);
        left -= ROMAN_VALUES[i];
      }
    }
    return roman.toString();
  }

  private static String value(Attributes attributes, String name, String otherwise) {
    String value = attributes.getValue(name);
    return value == null ? otherwise : value.strip();
  }

  private static @Nullable Integer number(@Nullable String value) {
    try {
      return value == null ? null : Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
