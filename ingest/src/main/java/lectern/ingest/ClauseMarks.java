package lectern.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads where the clauses of one document start and what they are called. To be used once.
final class ClauseMarks {
  /// `ARTICLE IX`, `Schedule 2`, `Article FIVE`, `Exhibit A-1`.
  private static final Pattern DIVISION =
      Pattern.compile(
          "(?=\\p{Lu})(?i:("
              + ClauseReader.DIVISION_NAMES
              + "))\\s{1,3}(?:[IVXLC]{1,7}|\\d{1,3}|[A-Z]|(?i:one|two|three|four|five|six|seven"
              + "|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen))"
              + "(?:[-.]\\d{1,3})?(?![\\p{L}\\d])[.:)]?[ \\t]{0,9}[-–—:]?\\s{0,9}");

  /// `13.4`, `Section 7.2`, `12.`, `4.A.`, `1.DEFINITIONS`, `3)`.
  private static final Pattern NUMBER =
      Pattern.compile(
          "((?i:section|clause|sec\\.|§)\\s{0,3})?(\\d{1,3}(?:\\.\\d{1,3}){0,5}(?:\\.[A-Z](?![\\p{L}]))?)"
              + "(?![\\d/,%])([.):]{0,2})[ \\t]{0,9}[-–—]?\\s{0,9}");

  /// `(b)`, `(iv)`, `b)`, `a.`
  private static final Pattern ITEM =
      Pattern.compile(
          "(?:\\(([a-zA-Z]{1,2}|[ivxIVX]{1,5}|\\d{1,2})\\)\\.?|([a-zA-Z]|[ivx]{1,5})[.)])\\s{1,9}");

  /// A number within a paragraph, behind a sentence or at the start of a line.
  private static final Pattern WITHIN =
      Pattern.compile(
          "(?<=[.;:)”\"]\\s|\n)(?=(?:(?:SECTION|Section)\\s\\d{1,3}(?:\\.\\d{1,3}){0,3}|\\d{1,3}\\.\\d{1,3}"
              + "(?:\\.\\d{1,3}){0,3}|(?:ARTICLE|Article)\\s(?:[IVXLC]{1,7}|\\d{1,2})|(\\d{1,2})(?=\\.\\s{1,9}\\p{Lu}))\\b)");

  /// Behind one of these a number is referred to.
  private static final Pattern REFERS =
      Pattern.compile(
          "(?i)(?:^|.*[^\\p{L}])(?:sections?|articles?|clauses?|paragraphs?|exhibit|schedule|of|to|in|under|with|by"
              + "|the|this|see)\\s{0,9}",
          Pattern.DOTALL);

  private static final String ENDS = ".;:!?\"”’')]—*";

  /// A number, a name, and how the clause goes on.
  private static final int LOOK_CHARS = 240;

  /// Enough to see a number that is referred to.
  private static final int BACK_CHARS = 24;

  /// Shorter ones are page numbers, running lines and what waits to be filled in.
  private static final int BODY_CHARS = 60;

  /// What follows a name that has no number; less is a form to be filled in.
  private static final int UNNUMBERED_BODY_CHARS = 80;

  /// How far into a text its own name stands, `Exhibit 10.4`.
  private static final int OPENING_CHARS = 600;

  /// Numbers that may be missing before one within a paragraph, where others were not read.
  private static final int GAP = 3;

  private static final String ATTACHED = "schedule exhibit annex appendix attachment";

  private final String text;
  private final List<Block> blocks;
  private final Map<Integer, String> numbered = new HashMap<>();
  private final List<ClauseMark> marks = new ArrayList<>();

  /// Marks whose name has a line of its own, by whether text was seen behind it.
  private final List<Integer> waiting = new ArrayList<>();

  private final List<Boolean> seen = new ArrayList<>();
  private boolean numberAlone;

  /// The undivided number that was read last.
  private int whole;

  private int lastBodyEnd;

  ClauseMarks(String text, List<Block> blocks) {
    this.text = text;
    this.blocks = blocks;
    ClauseReader.of(text, blocks).entries().stream()
        .filter(entry -> !entry.number().isEmpty())
        .forEach(entry -> numbered.put(entry.start(), entry.number()));
  }

  /// The marks in order of their starts. A name on a line of its own with no text behind it before
  /// the next clause of its level is one of a list, and left out.
  List<ClauseMark> read() {
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading heading -> heading(heading);
        case Block.Paragraph(Span span) -> paragraph(span, true);
        case Block.ListItem(Span span, int _) -> paragraph(span, false);
        case Block.Table(Span span, List<Block.Row> _, int _) -> body(span);
        case Block.Code(Span span) -> body(span);
        case Block.Furniture _, Block.Footnote _ -> {}
      }
    }
    List<ClauseMark> read = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      ClauseMark mark = marks.get(i);
      read.add(mark.ownLine() && !seen.get(i) ? mark.unnamed() : mark);
    }
    return read;
  }

  private void heading(Block.Heading heading) {
    Span span = heading.span();
    if (called(span)) {
      return;
    }
    ClauseMark mark = mark(span.start(), span.end(), true);
    if (mark == null) {
      int level = heading.level() == 1 ? ClauseMark.DIVISION : ClauseMark.NUMBER;
      add(new ClauseMark(span.start(), level, "", false));
    } else {
      add(mark);
    }
  }

  private void paragraph(Span span, boolean prose) {
    if (called(span)) {
      return;
    }
    ClauseMark mark = mark(span.start(), span.end(), false);
    if (mark == null && prose) {
      mark = unnumbered(span);
    }
    if (mark != null) {
      add(mark);
    }
    if (mark == null || !mark.ownLine()) {
      body(span);
    }
    within(span);
  }

  /// Takes a line as the name of the number that stood alone on the line above.
  private boolean called(Span span) {
    boolean alone = numberAlone;
    numberAlone = false;
    if (!alone || span.length() > ClauseTitle.MAX_CHARS) {
      return false;
    }
    String line = line(span.start(), span.end());
    String name = NUMBER.matcher(line).lookingAt() ? "" : ClauseTitle.alone(line, false);
    if (name.isEmpty()) {
      return false;
    }
    marks.set(marks.size() - 1, marks.getLast().named(name));
    return true;
  }

  private void body(Span span) {
    numberAlone = false;
    if (span.length() < BODY_CHARS) {
      return;
    }
    waiting.forEach(at -> seen.set(at, true));
    waiting.clear();
    lastBodyEnd = span.end();
  }

  private void add(ClauseMark mark) {
    if (!marks.isEmpty() && marks.getLast().start() >= mark.start()) {
      return;
    }
    waiting.removeIf(at -> marks.get(at).level() >= mark.level());
    waiting.add(marks.size());
    marks.add(mark);
    seen.add(false);
  }

  /// Reads numbers that follow a sentence within a paragraph.
  private void within(Span span) {
    boolean alone = numberAlone;
    Matcher matcher = WITHIN.matcher(text).region(span.start(), span.end());
    matcher.useTransparentBounds(false);
    while (matcher.find()) {
      String single = matcher.group(1);
      int step = single == null ? 1 : Integer.parseInt(single) - whole;
      ClauseMark mark = step < 1 || step > GAP ? null : mark(matcher.start(), span.end(), false);
      if (mark != null && !mark.ownLine()) {
        add(mark);
      }
    }
    numberAlone = alone;
  }

  private @Nullable ClauseMark mark(int start, int end, boolean heading) {
    String look = text.substring(start, Math.min(end, start + LOOK_CHARS));
    if (!heading && REFERS.matcher(before(start)).matches()) {
      return null;
    }
    String number = numbered.getOrDefault(start, "");
    Matcher matcher = DIVISION.matcher(look);
    if (matcher.lookingAt()) {
      boolean own =
          start < OPENING_CHARS
              && marks.isEmpty()
              && ATTACHED.contains(matcher.group(1).toLowerCase(Locale.ROOT));
      return own ? null : named(start, end, matcher.end(), ClauseMark.DIVISION, true, true);
    }
    matcher = NUMBER.matcher(look);
    if (matcher.lookingAt()) {
      int parts = (int) matcher.group(2).chars().filter(c -> c == '.').count();
      boolean marked = parts > 0 || matcher.group(1) != null || !matcher.group(3).isEmpty();
      boolean believed = heading || !number.isEmpty();
      if (parts == 0 && marked) {
        whole = Integer.parseInt(matcher.group(2));
      }
      return marked
          ? named(start, end, matcher.end(), ClauseMark.NUMBER + parts, believed, believed)
          : null;
    }
    matcher = ITEM.matcher(look);
    if (matcher.lookingAt()) {
      int depth = (int) number.chars().filter(c -> c == '(').count();
      boolean believed = depth > 0;
      if (!believed && matcher.group(1) == null) {
        // `J. Smith`
        return null;
      }
      int level = ClauseMark.ITEM + Math.max(0, depth - 1);
      return named(start, end, matcher.end(), level, believed, false);
    }
    return null;
  }

  /// @param behind how many characters the number takes
  /// @param believed whether the number continues those before it
  /// @param line whether a name on a line of its own may be in small letters
  private @Nullable ClauseMark named(
      int start, int end, int behind, int level, boolean believed, boolean line) {
    int from = Math.min(end, start + behind);
    if (from >= end) {
      numberAlone = believed;
      return believed ? new ClauseMark(start, level, "", true) : null;
    }
    String words = line(from, Math.min(end, from + LOOK_CHARS));
    String name = ClauseTitle.runningIn(words, believed);
    if (name.isEmpty() && level < ClauseMark.UNNUMBERED) {
      name = ClauseTitle.capitals(words);
    }
    if (!name.isEmpty()) {
      return new ClauseMark(start, level, name, false);
    }
    if (end - from <= ClauseTitle.MAX_CHARS) {
      name = ClauseTitle.alone(words, line);
    }
    return name.isEmpty() && !believed ? null : new ClauseMark(start, level, name, !name.isEmpty());
  }

  private @Nullable ClauseMark unnumbered(Span span) {
    String words = line(span.start(), Math.min(span.end(), span.start() + LOOK_CHARS));
    boolean goesOn = lastBodyEnd > 0 && ENDS.indexOf(text.charAt(lastBodyEnd - 1)) < 0;
    String name = goesOn ? "" : ClauseTitle.unnumbered(words);
    return name.isEmpty() || span.length() - name.length() < UNNUMBERED_BODY_CHARS
        ? null
        : new ClauseMark(span.start(), ClauseMark.UNNUMBERED, name, false);
  }

  private String before(int start) {
    return text.substring(Math.max(0, start - BACK_CHARS), start);
  }

  private String line(int start, int end) {
    return text.substring(start, end).replaceAll("\\s+", " ").strip();
  }
}
