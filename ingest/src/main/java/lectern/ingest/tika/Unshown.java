package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Tells what of a web page nobody who opens it sees, or that it shows as struck out: by the
/// elements and their own `style`. What a style sheet hides, or a script, is not seen here.
final class Unshown {
  /// Words that no longer hold (HTML, 4.5.5 and 4.7.2), and the old element for them.
  private static final Set<String> STRUCK = Set.of("del", "s", "strike");

  /// The page itself: scripts show it once it is there.
  private static final Set<String> PAGE = Set.of("html", "body");

  private static final Pattern ZERO = Pattern.compile("0*\\.?0*(?:px|pt|em|rem|ex|%)?");

  private final boolean styled;
  private boolean open;
  private int chars;

  /// Of each open element whether its own letters are seen: these styles are inherited, and what is
  /// in it may undo them.
  private final Deque<Style> styles = new ArrayDeque<>();

  private record Style(boolean visible, boolean sized) {
    static final Style USUAL = new Style(true, true);
  }

  /// @param styled whether the format has styles of its own; in any other all is seen
  Unshown(boolean styled) {
    this.styled = styled;
  }

  /// Whether an element that begins is hidden or struck out, with all in it.
  boolean opens(String name, Attributes attributes) {
    String hidden = attributes.getValue("hidden");
    String style = attributes.getValue("style");
    boolean removed = (hidden != null && !hidden.equalsIgnoreCase("until-found")) || removes(style);
    open = styled && (STRUCK.contains(name) || (removed && !PAGE.contains(name)));
    return open;
  }

  /// What follows is not text, or no longer in that element.
  void over() {
    open = false;
  }

  /// An element begins that is not hidden with all in it.
  void enter(String name, Attributes attributes) {
    String style = styled && !PAGE.contains(name) ? attributes.getValue("style") : null;
    Style outer = styles.isEmpty() ? Style.USUAL : styles.element();
    String visibility = value(style, "visibility");
    String size = value(style, "font-size");
    styles.push(
        new Style(
            visibility.isEmpty()
                ? outer.visible
                : !visibility.equals("hidden") && !visibility.equals("collapse"),
            size.isEmpty() ? outer.sized : !isZero(size)));
  }

  void leave() {
    styles.poll();
  }

  /// Whether letters that stand here are seen.
  boolean isSeen() {
    Style style = styles.isEmpty() ? Style.USUAL : styles.element();
    return style.visible && style.sized;
  }

  /// Counts what is not seen.
  void read(char[] text, int start, int length) {
    if (open || !isSeen()) {
      for (int i = start; i < start + length; i++) {
        chars += Character.isLetterOrDigit(text[i]) ? 1 : 0;
      }
    }
  }

  /// Letters and digits so far.
  int chars() {
    return chars;
  }

  private static boolean removes(@Nullable String style) {
    return value(style, "display").equals("none")
        || isZero(value(style, "opacity"))
        || value(style, "text-decoration").contains("line-through")
        || value(style, "text-decoration-line").contains("line-through");
  }

  private static boolean isZero(String value) {
    return !value.isEmpty() && value.contains("0") && ZERO.matcher(value).matches();
  }

  /// What a style says of a property, the last time it does; empty where it does not.
  private static String value(@Nullable String style, String property) {
    String value = "";
    for (String said : style == null ? new String[0] : style.split(";", -1)) {
      int colon = said.indexOf(':');
      if (colon > 0 && said.substring(0, colon).strip().equalsIgnoreCase(property)) {
        value =
            said.substring(colon + 1).toLowerCase(Locale.ROOT).replace("!important", "").strip();
      }
    }
    return value;
  }
}
