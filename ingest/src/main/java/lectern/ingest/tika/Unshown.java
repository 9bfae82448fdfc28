package lectern.ingest.tika;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Tells which elements of a web page nobody who opens it sees, or that it shows as struck out: by
/// the element and its own `style`. What a style sheet hides, or a script, is not seen here.
final class Unshown {
  /// Words that no longer hold (HTML, 4.5.5 and 4.7.2), and the old element for them.
  private static final Set<String> STRUCK = Set.of("del", "s", "strike");

  /// The page itself: scripts show it once it is there.
  private static final Set<String> PAGE = Set.of("html", "body");

  private static final Pattern STYLE =
      Pattern.compile(
          "(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\\.0+)?%?|font-size:0(?:\\.0+)?(?:px|pt|em|rem|%)?"
              + "|text-decoration(?:-line)?:[a-z #0-9]*line-through[a-z #0-9]*)(?:!important)?(?:;|$)");

  private boolean open;
  private int chars;

  /// Whether an element that begins is hidden or struck out, with all in it.
  boolean opens(String name, Attributes attributes) {
    open = is(name, attributes);
    return open;
  }

  /// What follows is not text, or no longer in that element.
  void over() {
    open = false;
  }

  /// Counts what stands in it.
  void read(char[] text, int start, int length) {
    for (int i = start; open && i < start + length; i++) {
      chars += Character.isLetterOrDigit(text[i]) ? 1 : 0;
    }
  }

  /// Letters and digits so far.
  int chars() {
    return chars;
  }

  private static boolean is(String name, Attributes attributes) {
    if (STRUCK.contains(name)) {
      return true;
    }
    if (PAGE.contains(name)) {
      return false;
    }
    String hidden = attributes.getValue("hidden");
    return (hidden != null && !hidden.equalsIgnoreCase("until-found"))
        || hides(attributes.getValue("style"));
  }

  private static boolean hides(@Nullable String style) {
    return style != null
        && STYLE
            .matcher(
                style
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\s*([:;!])\\s*", "$1")
                    .replaceAll("\\s+", " ")
                    .strip())
            .find();
  }
}
