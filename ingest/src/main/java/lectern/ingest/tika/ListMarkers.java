package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Open lists of an XHTML document, and what a browser would show before their items.
final class ListMarkers {
  private static final String BULLET = "- ";

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
      case "a" -> number < 1 ? Integer.toString(number) : Numerals.letters(number);
      case "A" ->
          number < 1 ? Integer.toString(number) : Numerals.letters(number).toUpperCase(Locale.ROOT);
      case "i" -> Numerals.roman(number);
      case "I" -> Numerals.roman(number).toUpperCase(Locale.ROOT);
      default -> Integer.toString(number);
    };
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
