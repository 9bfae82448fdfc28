package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Makes paragraphs of the lines of a printed page, of which the parser knows no more than where
/// they stand: a numbered clause starts a paragraph of its own, and a sentence that the parser
/// broke in two is one again.
final class PrintedPage {
  /// A line that starts a clause: `8.2 A notice`, `(b) the Tenant`, `Section 4. Term`, `ARTICLE
  /// IX`.
  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\s*(?:\\d{1,3}(?:\\.\\d{1,3}){0,4}\\.?|\\((?:[a-z]{1,2}|[ivxlc]{1,6}|\\d{1,2})\\)"
              + "|(?i:section|article|clause|schedule|annex|exhibit)\\s+[\\dIVXLC]+(?:\\.\\d+)*[.:]?)"
              + "\\s+[\\p{Lu}\"“‘(\\[].*",
          Pattern.DOTALL);

  /// The same for items, which go on in small letters, and for numbers with points, which no
  /// reference has before a capital letter: `(b) the Tenant`, `iv. the Tenant`, `4.2 The Tenant`.
  private static final Pattern ITEM =
      Pattern.compile(
          "\\s*(?:(?:\\((?:[a-z]{1,2}|[ivxlc]{1,6}|\\d{1,2})\\)\\.?|(?:[a-z]|[ivx]{1,5})\\.)\\s+\\S"
              + "|\\d{1,3}(?:\\.\\d{1,3}){1,4}\\.?\\s+\\p{Lu}).*",
          Pattern.DOTALL);

  /// A clause that goes on in a small letter: `4.2.1 the term`.
  private static final Pattern SMALL =
      Pattern.compile("\\s*\\d{1,3}(?:\\.\\d{1,3}){1,4}\\.?\\s+\\p{Ll}.*", Pattern.DOTALL);

  /// A line ends before the margin if it is this much shorter than the widest one.
  private static final double SHORT_LINE = 0.8;

  private final Consumer<String> paragraph;
  private final StringBuilder pending = new StringBuilder();

  /// @param paragraph is given each paragraph, one line of print a line
  PrintedPage(Consumer<String> paragraph) {
    this.paragraph = paragraph;
  }

  /// Lines that the parser takes for one paragraph.
  void add(String raw) {
    for (String part : clauses(raw)) {
      if (!continues(part)) {
        end();
      }
      pending.append(pending.isEmpty() ? "" : "\n").append(part);
    }
  }

  /// Nothing that follows belongs to the paragraph in hand.
  void end() {
    if (!pending.isEmpty()) {
      paragraph.accept(pending.toString());
      pending.setLength(0);
    }
  }

  /// Whether a line starts a clause or an item, unless a sentence was broken before its number.
  static boolean isClause(String line) {
    return CLAUSE.matcher(line).matches() || ITEM.matcher(line).matches();
  }

  private static List<String> clauses(String raw) {
    List<String> lines = raw.lines().filter(line -> !line.isBlank()).toList();
    int widest = lines.stream().mapToInt(line -> line.strip().length()).max().orElse(0);
    List<String> found = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    String before = "";
    for (String line : lines) {
      if (!part.isEmpty() && startsClause(before, line, widest)) {
        found.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : "\n").append(line);
      before = line.strip();
    }
    if (!part.isEmpty()) {
      found.add(part.toString());
    }
    return found;
  }

  /// A number at the start of a line may also be the end of "in clause", wrapped; then the line
  /// before runs to the margin and ends in a word.
  private static boolean startsClause(String before, String line, int widest) {
    char last = before.charAt(before.length() - 1);
    boolean stopped = ".;:?!”\"".indexOf(last) >= 0;
    boolean ended = stopped || before.length() < SHORT_LINE * widest;
    boolean listed = ended || last == ',' || before.endsWith(" and") || before.endsWith(" or");
    return (ended && CLAUSE.matcher(line).matches())
        || (listed && ITEM.matcher(line).matches())
        || (stopped && SMALL.matcher(line).matches());
  }

  /// Whether the paragraph in hand stops inside a sentence that the next part takes up.
  private boolean continues(String part) {
    int end = pending.length();
    while (end > 0
        && (Character.isWhitespace(pending.charAt(end - 1))
            || Joints.is(pending.charAt(end - 1)))) {
      end--;
    }
    if (end == 0) {
      return false;
    }
    char last = pending.charAt(end - 1);
    boolean open = Character.isLetterOrDigit(last) || last == ',' || last == '-' || last == '–';
    String next = part.strip();
    return open && !next.isEmpty() && Character.isLowerCase(next.charAt(0));
  }
}
