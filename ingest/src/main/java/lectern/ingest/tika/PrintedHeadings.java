package lectern.ingest.tika;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.ClauseReader;
import org.jspecify.annotations.Nullable;

/// Tells the headings of a printed document from its text: by the document's own outline, else by
/// size, weight, capitals and numbering, each against what most of the document looks like.
final class PrintedHeadings {
  /// How prominent a heading is; the smaller, the higher it stands.
  ///
  /// @param size in points; infinite for a title of the outline
  /// @param kind one of the constants
  /// @param depth of its number, 1 for none; or in the outline
  record Rank(float size, int kind, int depth) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      int bySize = Float.compare(other.size, size);
      int byKind = Integer.compare(kind, other.kind);
      return bySize != 0 ? bySize : byKind != 0 ? byKind : Integer.compare(depth, other.depth);
    }
  }

  private static final int MAX_CHARS = 200;
  private static final int MAX_PLAIN_CHARS = 120;

  /// Longest title behind a division's number that is believed by its words alone.
  private static final int MAX_TITLE_CHARS = 60;

  /// `RECITALS:` is a heading, `TITLE:` and `ATTN:` wait to be filled in.
  private static final int LABEL_LETTERS = 8;

  private static final int MAX_LINES = 3;
  private static final int MAX_LEVEL = 6;

  /// Text this much larger than most of the document is a heading.
  private static final double LARGE = 1.12;

  /// Where more of the document than this is bold, or in capitals, that marks nothing.
  private static final double COMMON = 0.3;

  /// Share of letters and digits among what is printed; formulas have fewer.
  private static final double READABLE = 0.7;

  /// A line that ends so goes on.
  private static final Pattern OPEN_END =
      Pattern.compile("(?s).*(?:[,;\\-]|\\b(?:and|or|of|the|a|an|by|to|for|in|with|from|between))");

  private static final Pattern AMOUNT = Pattern.compile("\\d[,.]\\d{3}\\b|[$£€]\\s?[\\d\\[]");

  private static final Pattern WORD = Pattern.compile("\\p{L}{2}|\\p{IsHan}");

  private static final int LISTED = 0;
  private static final int DIVISION = 0;
  private static final int CAPITALS = 1;
  private static final int PLAIN = 2;

  /// `ARTICLE IX`, `Schedule 2 – Rent`, `Exhibit A`.
  private static final Pattern DIVISIONS =
      Pattern.compile(
          "(?i)("
              + ClauseReader.DIVISION_NAMES
              + "|title|book)\\s+"
              + "([ivxlc]{1,7}|\\d{1,3}|[a-z])(?:[-.]\\d{1,3})?\\b[.:]?(?:\\s*[-–—:.]?\\s*(\\S.*))?",
          Pattern.DOTALL);

  /// `Section 4.2 Term`, `4.2 Term`, `4.A. Term`, `§ 7 Haftung`.
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?:(?i:section|clause|§)\\s*)?(\\d{1,3}(?:\\.\\d{1,3}){0,4}(?:\\.[A-Z])?)[.):]?\\s+(\\p{Lu}\\S*.*)",
          Pattern.DOTALL);

  /// Words of which the long ones have capitals, and no mark at the end but a full stop.
  private static final Pattern TITLE =
      Pattern.compile(
          "(?:[\\p{Lu}\\d]\\S*|\\p{Ll}{1,4}|&|-|–)(?:\\s(?:[\\p{Lu}][^\\s,;:]*|\\p{Ll}{1,4}|&|-|–))*(?<![,;:\\d])");

  private static final Pattern FILED = Pattern.compile("(?i)exhibit\\s+\\d{1,3}\\.\\d{1,3}.*");

  /// A line of a table of contents: a title, dots, a page.
  private static final Pattern CONTENTS =
      Pattern.compile(
          "(?s).*(?:(?:\\.\\s{0,5}){3,}|(?:\\s{3,}|\\t)\\s*(?:\\d{1,4}|[ivxlc]{1,7})\\s*$).*");

  private final float bodySize;
  private final boolean boldMarks;
  private final boolean capitalsMark;
  private final Map<String, Integer> outline;
  private final TreeSet<Rank> ranks = new TreeSet<>();

  /// @param outline levels of the titles of the document's own outline, by [#key]
  PrintedHeadings(List<PageStripper.Page> pages, Map<String, Integer> outline) {
    this.outline = outline;
    Map<Float, Integer> sizes = new HashMap<>();
    int chars = 0;
    int bold = 0;
    int capitals = 0;
    for (PageStripper.Page page : pages) {
      for (PrintedLine line : page.lines()) {
        int length = line.text().length();
        chars += length;
        bold += line.bold() ? length : 0;
        capitals += isCapitals(line.text()) ? length : 0;
        sizes.merge(line.size(), length, Integer::sum);
      }
    }
    this.bodySize =
        sizes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0f);
    this.boldMarks = bold < COMMON * chars;
    this.capitalsMark = capitals < COMMON * chars;
  }

  /// The size of most of the document's print.
  float bodySize() {
    return bodySize;
  }

  /// Letters and digits of a title, in small letters.
  static String key(String title) {
    StringBuilder key = new StringBuilder();
    CleanLine.of(title)
        .text()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }

  /// A heading's rank where these lines are one; lines of one style that follow each other.
  ///
  /// @param alone whether nothing else stands beside them on their lines
  @Nullable Rank rank(List<PrintedLine> lines, boolean alone) {
    String text = String.join(" ", lines.stream().map(line -> line.text().strip()).toList());
    if (lines.size() > MAX_LINES
        || text.length() > MAX_CHARS
        || text.codePoints().filter(Character::isLetterOrDigit).count()
            < READABLE * text.codePoints().filter(c -> c != ' ').count()
        || !WORD.matcher(text).find()
        || CONTENTS.matcher(text).matches()
        || NameLines.matches(text)) {
      return null;
    }
    Integer listed = outline.get(key(text));
    if (listed != null) {
      return new Rank(Float.POSITIVE_INFINITY, LISTED, listed);
    }
    return alone ? looks(lines.getFirst(), text) : null;
  }

  private @Nullable Rank looks(PrintedLine first, String text) {
    boolean large = first.size() >= LARGE * bodySize;
    boolean bold = boldMarks && first.bold();
    boolean capitals = capitalsMark && isCapitals(text);
    char last = text.charAt(text.length() - 1);
    boolean broken =
        "([".indexOf(text.charAt(0)) >= 0
            || Character.isLowerCase(text.codePointAt(0))
            || OPEN_END.matcher(text).matches()
            || AMOUNT.matcher(text).find();
    if (broken || (!large && text.length() > MAX_PLAIN_CHARS)) {
      return null;
    }
    float size = large ? first.size() : bodySize;
    Matcher division = DIVISIONS.matcher(text);
    if (division.matches() && (large || bold || capitals || titled(division.group(3)))) {
      return new Rank(size, DIVISION, 0);
    }
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches() && (large || bold || capitals)) {
      int depth = (int) numbered.group(1).chars().filter(c -> c == '.').count();
      return new Rank(size, capitals ? CAPITALS : PLAIN, 1 + depth);
    }
    boolean sentence =
        last == '.'
            || last == '?'
            || (last == ':' && !(capitals && letters(text) >= LABEL_LETTERS));
    if (large && !(sentence && text.length() > MAX_PLAIN_CHARS)) {
      return new Rank(size, capitals ? CAPITALS : PLAIN, 1);
    }
    if ((bold || capitals) && !sentence && letters(text) >= 4) {
      return new Rank(size, capitals ? CAPITALS : PLAIN, 1);
    }
    return null;
  }

  /// Whether what follows a division's number is a title of its own, or nothing.
  private static boolean titled(@Nullable String rest) {
    return rest == null
        || (rest.length() <= MAX_TITLE_CHARS
            && Character.isUpperCase(rest.codePointAt(0))
            && !rest.contains(". ")
            && ",;.".indexOf(rest.charAt(rest.length() - 1)) < 0);
  }

  /// Whether a heading is no more than a division's name, so that its title comes next. `Exhibit
  /// 10.4` is the number of a filing, above the title of what was filed.
  static boolean isNumberAlone(String text) {
    Matcher division = DIVISIONS.matcher(text.strip());
    return division.matches()
        && division.group(3) == null
        && !FILED.matcher(text.strip()).matches();
  }

  static boolean isDivision(String text) {
    return DIVISIONS.matcher(text.strip()).matches();
  }

  /// Takes a heading's rank into account for the levels of all.
  void take(Rank rank) {
    ranks.add(rank);
  }

  /// The level of a rank that was taken, once all are.
  int level(Rank rank) {
    return Math.min(MAX_LEVEL, 1 + ranks.headSet(rank, false).size());
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  /// The rank of a line that is a heading by its number and its title alone: `2.1 Line Fill and
  /// Tank Bottom Inventory.` Where the next line has a number too, and none below this one's, both
  /// are of a list.
  @Nullable Rank titled(String text, String before, String after) {
    Matcher numbered = NUMBERED.matcher(text);
    if (!numbered.matches() || !isTitle(text, numbered)) {
      return null;
    }
    String number = numbered.group(1);
    Matcher next = NUMBERED.matcher(after);
    Matcher last = NUMBERED.matcher(before);
    boolean listed =
        (next.matches() && !next.group(1).startsWith(number + "."))
            || (last.matches() && isTitle(before, last) && !number.startsWith(last.group(1) + "."));
    int depth = (int) number.chars().filter(c -> c == '.').count();
    return listed ? null : new Rank(bodySize, PLAIN, 1 + depth);
  }

  private static boolean isTitle(String text, Matcher numbered) {
    String title = numbered.group(2);
    boolean numberStands = numbered.group(1).contains(".") || text.matches("\\d+[.):].*");
    return numberStands
        && title.length() <= MAX_TITLE_CHARS
        && letters(title) >= 4
        && !title.contains(". ")
        && TITLE.matcher(title).matches();
  }

  static boolean isCapitals(String text) {
    int letters = 0;
    boolean upper = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)) {
        // Most lines end the look here, at their second letter.
        if (Character.isLowerCase(c)) {
          return false;
        }
        letters++;
      }
      upper |= Character.isUpperCase(c);
    }
    return letters >= 3 && upper;
  }
}
