package lectern.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the numbers of clauses off the starts of blocks, and believes those that continue what
/// came before: `4.2` after `4.1` or `4`, `(b)` after `(a)`, `(i)` within `(b)`. A year or an
/// amount at the start of a line continues nothing.
public final class ClauseReader {
  /// What contracts call their numbered divisions, as alternatives of a pattern.
  public static final String DIVISION_NAMES =
      "article|schedule|exhibit|annex|appendix|chapter|part|attachment";

  /// `ARTICLE IX`, `Schedule 2`, `Exhibit A-1`.
  private static final Pattern DIVISION =
      Pattern.compile(
          "(?i)("
              + DIVISION_NAMES
              + ")\\s+[\"“]?"
              + "([ivxlc]{1,7}|\\d{1,3}|[a-z])((?:[-.]\\d{1,3})?)\\b.*",
          Pattern.DOTALL);

  /// `4.2 Term`, `Section 9.4. Notices`, `§ 7`, `3. Rent`, `4.A. Fees`.
  private static final Pattern DECIMAL =
      Pattern.compile(
          "((?i:section|clause|sec\\.|§)\\s*)?(\\d{1,3}(?:\\.\\d{1,3}){0,5}(?:\\.[A-Z])?)(\\.?)[):]?(?:\\s+(\\S.*))?",
          Pattern.DOTALL);

  /// `(b)`, `(iv)`, `b)`, `(2)`, `(b).`, and in small letters `b.`, `iv.`
  private static final Pattern ITEM =
      Pattern.compile(
          "(?:\\(?([a-z]{1,2}|[A-Z]|[ivxlc]{1,6}|[IVXLC]{1,6}|\\d{1,2})\\)\\.?"
              + "|([a-z]|[ivx]{1,5})\\.)\\s+.*",
          Pattern.DOTALL);

  /// Divisions that are attached to a document; where one opens a file, it is the whole file's name
  /// in a collection of others, and no part of it.
  private static final Pattern ATTACHED =
      Pattern.compile("(?i)(?:schedule|exhibit|annex|appendix|attachment)\\b.*", Pattern.DOTALL);

  /// How far into a text its own name stands.
  private static final int OPENING_CHARS = 600;

  /// A number and the first words behind it.
  private static final int LOOK_CHARS = 200;

  /// Numbers that may be missing between two clauses: reserved ones, or such that were not read.
  private static final int GAP = 3;

  private final List<ClauseMap.Entry> entries = new ArrayList<>();
  private String division = "";
  private int divisionNumber;
  private List<Integer> decimal = List.of();
  private String decimalText = "";

  /// The number before a division or a heading without one: numbering may go on behind it.
  private List<Integer> left = List.of();

  private final List<ItemMark> items = new ArrayList<>();
  private int numberedLevel = Integer.MAX_VALUE;

  private ClauseReader() {}

  /// The clauses of a document.
  ///
  /// @param blocks of the text, in reading order
  public static ClauseMap of(String text, List<Block> blocks) {
    ClauseReader reader = new ClauseReader();
    for (Block block : blocks) {
      int end = Math.min(block.span().end(), block.span().start() + LOOK_CHARS);
      String start = text.substring(block.span().start(), end);
      switch (block) {
        case Block.Heading heading -> reader.heading(start, heading);
        case Block.Paragraph _, Block.ListItem _ ->
            reader.numbered(start, block.span().start(), false);
        case Block.Table _, Block.Code _, Block.Furniture _, Block.Footnote _ -> {}
      }
    }
    return new ClauseMap(reader.entries);
  }

  private void heading(String start, Block.Heading heading) {
    if (numbered(start, heading.span().start(), true)) {
      numberedLevel = heading.level();
    } else if (heading.level() <= numberedLevel) {
      division("", 0);
      entry(heading.span().start(), "");
    }
  }

  private boolean numbered(String start, int at, boolean heading) {
    Matcher matcher = DIVISION.matcher(start);
    boolean ownName = at < OPENING_CHARS && entries.isEmpty() && ATTACHED.matcher(start).matches();
    if (heading && !ownName && matcher.matches()) {
      String kind = matcher.group(1).toLowerCase(Locale.ROOT);
      String number = matcher.group(2);
      String name = Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " " + number;
      division(name + matcher.group(3), number(number));
      entry(at, division);
      return true;
    }
    matcher = DECIMAL.matcher(start);
    if (matcher.matches() && decimal(matcher, heading)) {
      items.clear();
      entry(at, path());
      return true;
    }
    matcher = ITEM.matcher(start);
    if (matcher.matches() && item(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))) {
      entry(at, path());
      return true;
    }
    return false;
  }

  /// Begins a division, in which numbers start over.
  private void division(String name, int number) {
    division = name;
    divisionNumber = number;
    left = decimal.isEmpty() ? left : decimal;
    decimal = List.of();
    decimalText = "";
    items.clear();
  }

  private boolean decimal(Matcher matcher, boolean heading) {
    List<Integer> next = new ArrayList<>();
    for (String part : matcher.group(2).split("\\.", -1)) {
      next.add(
          Character.isDigit(part.charAt(0)) ? Integer.parseInt(part) : part.charAt(0) - 'A' + 1);
    }
    String rest = matcher.group(4);
    boolean marked = heading || matcher.group(1) != null || next.size() > 1;
    boolean titled =
        rest == null
            ? marked
            : Character.isUpperCase(rest.codePointAt(0))
                || "\"“[(".indexOf(rest.charAt(0)) >= 0
                || (next.size() > 1 && continues(decimal, next, false));
    boolean plain = !marked && matcher.group(3).isEmpty();
    boolean first = decimal.isEmpty() && matcher.group(1) != null;
    if (plain || !titled || !(first || continues(next, marked))) {
      return false;
    }
    if (ofDivision() && next.getFirst() == divisionNumber + 1) {
      // The next article has no heading of its own.
      division = "";
      divisionNumber = 0;
    }
    decimal = List.copyOf(next);
    decimalText = matcher.group(2);
    return true;
  }

  private boolean continues(List<Integer> next, boolean marked) {
    if (!decimal.isEmpty()) {
      return continues(decimal, next, marked);
    }
    boolean ofDivision = divisionNumber > 0 && next.getFirst() == divisionNumber;
    boolean begins = next.getFirst() <= 1 && next.stream().skip(1).allMatch(n -> n <= 1);
    return ofDivision || begins || continues(left, next, false);
  }

  private static boolean continues(List<Integer> decimal, List<Integer> next, boolean marked) {
    int last = next.getLast();
    if (decimal.isEmpty()) {
      return false;
    }
    // A sibling of any open level, or the first below the current one.
    for (int depth = decimal.size(); depth > 0; depth--) {
      if (next.size() == depth
          && next.subList(0, depth - 1).equals(decimal.subList(0, depth - 1))) {
        int step = last - decimal.get(depth - 1);
        return step == 1 || (marked && step > 1 && step <= GAP);
      }
    }
    boolean below = next.size() > decimal.size() && next.subList(0, decimal.size()).equals(decimal);
    if (below) {
      return next.stream().skip(decimal.size()).allMatch(n -> n <= 1);
    }
    // `2.1` after `1.5`, where `2` has no line of its own.
    return next.getFirst() == decimal.getFirst() + 1 && next.stream().skip(1).allMatch(n -> n <= 1);
  }

  private boolean item(String text) {
    List<ItemMark> readings = ItemMark.readings(text);
    for (int depth = items.size() - 1; depth >= 0; depth--) {
      for (ItemMark reading : readings) {
        if (reading.follows(items.get(depth))) {
          cut(depth);
          items.add(reading);
          return true;
        }
      }
    }
    for (ItemMark reading : readings) {
      if (reading.value() == 1) {
        for (int depth = 0; depth < items.size(); depth++) {
          if (items.get(depth).style() == reading.style()) {
            cut(depth);
          }
        }
        items.add(reading);
        return true;
      }
    }
    return false;
  }

  private void cut(int depth) {
    while (items.size() > depth) {
      items.removeLast();
    }
  }

  /// Whether clauses are numbered by their article, `9.1` in Article IX.
  private boolean ofDivision() {
    return division.startsWith("Article")
        && !decimal.isEmpty()
        && decimal.getFirst() == divisionNumber;
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    if (!division.isEmpty() && !ofDivision()) {
      path.append(division);
    }
    if (!decimalText.isEmpty()) {
      path.append(path.isEmpty() ? "" : ", ").append(decimalText);
    }
    items.forEach(item -> path.append('(').append(item.text()).append(')'));
    return path.toString();
  }

  private void entry(int at, String number) {
    if (entries.isEmpty() ? !number.isEmpty() : !entries.getLast().number().equals(number)) {
      entries.add(new ClauseMap.Entry(at, number));
    }
  }

  private static int number(String text) {
    return Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : RomanNumeral.value(text);
  }
}
