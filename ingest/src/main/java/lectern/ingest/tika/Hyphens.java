package lectern.ingest.tika;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the hyphens of compounds from those that break a word at the end of a line: a compound is
/// printed with its hyphen within a line elsewhere in the document, and nowhere as one word.
final class Hyphens {
  static final Hyphens NONE = new Hyphens(Set.of(), List.of());

  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*");
  private static final Pattern BROKEN = Pattern.compile("(\\p{L}+(?:-\\p{L}+)*)-$");

  /// Words that are printed with a hyphen within a line.
  private final Set<String> compounds;

  private final List<String> lines;

  private Hyphens(Set<String> compounds, List<String> lines) {
    this.compounds = compounds;
    this.lines = lines;
  }

  /// Knows the words of a document's lines; where no line breaks a word, there is nothing to know.
  static Hyphens of(List<PageStripper.Page> pages) {
    List<String> lines =
        pages.stream().flatMap(page -> page.lines().stream()).map(PrintedLine::text).toList();
    if (lines.stream().noneMatch(line -> line.stripTrailing().endsWith("-"))) {
      return NONE;
    }
    Set<String> compounds = new HashSet<>();
    for (String line : lines) {
      if (line.indexOf('-') >= 0) {
        Matcher word = WORD.matcher(line);
        while (word.find()) {
          if (word.group().indexOf('-') >= 0) {
            compounds.add(word.group().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return new Hyphens(compounds, lines);
  }

  /// Whether the hyphen between two lines belongs to the word.
  ///
  /// @param before what stands before the hyphen; its last word counts
  /// @param after what stands behind the line break; its first word counts
  boolean belong(CharSequence before, CharSequence after) {
    if (compounds.isEmpty()) {
      return false;
    }
    // Matched from the word's start: a search would try every letter of a long text.
    int start = before.length();
    while (start > 0 && (before.charAt(start - 1) == '-' || isLetter(before, start - 1))) {
      start--;
    }
    Matcher first = BROKEN.matcher(before.subSequence(start, before.length()) + "-");
    Matcher second = WORD.matcher(after);
    if (!first.find() || !second.lookingAt()) {
      return false;
    }
    String left = first.group(1).toLowerCase(Locale.ROOT);
    String right = second.group().toLowerCase(Locale.ROOT);
    return compounds.contains(left + "-" + right) && !isPrinted(left + right);
  }

  private static boolean isLetter(CharSequence text, int at) {
    return Character.isLetter(text.charAt(at)) || Character.isSurrogate(text.charAt(at));
  }

  private boolean isPrinted(String word) {
    Pattern whole =
        Pattern.compile(
            "(?<![\\p{L}-])" + Pattern.quote(word) + "(?!-?\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return lines.stream().anyMatch(line -> whole.matcher(line).find());
  }
}
