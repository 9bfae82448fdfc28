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
  static final Hyphens NONE = new Hyphens(Set.of());

  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*");
  private static final Pattern BROKEN = Pattern.compile("(\\p{L}+(?:-\\p{L}+)*)-\\s*$");

  private final Set<String> words;

  private Hyphens(Set<String> words) {
    this.words = words;
  }

  /// Knows the words of a document's lines; where no line breaks a word, there is nothing to know.
  static Hyphens of(List<PageStripper.Page> pages) {
    boolean broken =
        pages.stream()
            .flatMap(page -> page.lines().stream())
            .anyMatch(line -> BROKEN.matcher(line.text()).find());
    if (!broken) {
      return NONE;
    }
    Set<String> words = new HashSet<>();
    for (PageStripper.Page page : pages) {
      for (PrintedLine line : page.lines()) {
        Matcher word = WORD.matcher(line.text());
        while (word.find()) {
          words.add(word.group().toLowerCase(Locale.ROOT));
        }
      }
    }
    return new Hyphens(words);
  }

  /// Whether the hyphen between two lines belongs to the word.
  ///
  /// @param before what stands before the hyphen; its last word counts
  /// @param after what stands behind the line break; its first word counts
  boolean belong(CharSequence before, CharSequence after) {
    if (words.isEmpty()) {
      return false;
    }
    Matcher first = BROKEN.matcher(before + "-");
    Matcher second = WORD.matcher(after);
    if (!first.find() || !second.lookingAt()) {
      return false;
    }
    String left = first.group(1).toLowerCase(Locale.ROOT);
    String right = second.group().toLowerCase(Locale.ROOT);
    return words.contains(left + "-" + right) && !words.contains(left + right);
  }
}
