package lectern.ingest;

import java.util.regex.Pattern;

/// How documents and passages are written into a prompt.
///
/// A passage is the same bytes in every prompt, whatever stands beside it, and ends with a line
/// feed before the next one's bracket, so that the tokens of the parts add up to the tokens of the
/// whole.
public final class Rendering {
  /// Control markers of chat templates, `<|open|>` and the like.
  private static final Pattern MARKER = Pattern.compile("<\\|(?=[^|<>\\s]{1,40}\\|>)");

  /// Labels that a document forges, in every form that is read as a citation.
  private static final Pattern FORGED_LABEL =
      Pattern.compile("[\\[【]\\s*(?=d[0-9]+#[0-9]+\\s*[\\]】:,;])");

  /// The line that opens a document, when a document forges it.
  private static final Pattern FORGED_OPENING = Pattern.compile("(?m)^=== (?=d[0-9]+)");

  private Rendering() {}

  /// The line that opens a document, before its first passage in a prompt.
  ///
  /// @param title frozen when the document got its number
  public static String opening(int document, String title) {
    return "=== d" + document + " " + neutral(title.replaceAll("\\s+", " ").strip()) + "\n";
  }

  /// A passage with its label. White space at its ends is left out; a passage of nothing else is
  /// rendered as nothing.
  public static String passage(Label label, String text) {
    StringBuilder out = new StringBuilder();
    append(out, label, text);
    return out.toString();
  }

  /// Writes [#passage] behind what is there already: a million tokens are joined without a copy of
  /// each passage.
  public static void append(StringBuilder out, Label label, String text) {
    int from = 0;
    int to = text.length();
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      return;
    }
    out.append('[').append('d').append(label.document()).append('#').append(label.ordinal());
    out.append("] ");
    if (mayBeForged(text)) {
      out.append(neutral(text.substring(from, to)));
    } else {
      out.append(text, from, to);
    }
    out.append('\n');
  }

  /// Whether a text holds anything of which a marker, a label or an opening could be made: most do
  /// not, and are then not searched for each.
  private static boolean mayBeForged(String text) {
    return text.indexOf('[') >= 0
        || text.indexOf('【') >= 0
        || text.contains("<|")
        || text.contains("=== d");
  }

  /// Text that can no longer be taken for a control marker, a label or an opening. Letters and
  /// digits stay as they are, so quotes of it are still found in the source.
  public static String neutral(String text) {
    String unmarked = MARKER.matcher(text).replaceAll("< |");
    String unlabelled = FORGED_LABEL.matcher(unmarked).replaceAll("( ");
    return FORGED_OPENING.matcher(unlabelled).replaceAll("== ");
  }
}
