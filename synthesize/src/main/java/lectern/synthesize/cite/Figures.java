package lectern.synthesize.cite;

import lectern.ingest.Span;

/// Compares the figures of two texts that have the same letters and digits: their signs, the marks
/// between their digits, and the operators anywhere. "1.5 per cent" has the digits of "15 per
/// cent", and says another thing.
///
/// A figure may be written another way: thousands set off by a comma, a space, an apostrophe or
/// nothing, decimals by a point or a comma, and a space before a percent or behind a currency sign.
/// "1,234" means thousands and "1.234" a decimal, unless a further mark shows that points set off
/// thousands there (`1.234,50`).
final class Figures {
  /// Signs that may stand before a figure, currencies apart.
  private static final String SIGNS = "<>≤≥±";

  /// What is done with a figure; where a quote is cut it may be left out.
  private static final String OPERATORS = "+×÷=≠≈~√";

  /// Dashes that are written for a minus.
  private static final String MINUS = "-−–";

  private static final String SHARES = "%‰٪";

  /// Thousands set off by something a decimal never is.
  private static final String APOSTROPHES = "'’٬";

  /// Stands for a `>` that only quotes a line of a mail.
  private static final char MAIL_QUOTE = '»';

  /// What stands between two digits.
  private enum Mark {
    NONE,
    THOUSANDS,
    /// A space that may set off thousands, or part two figures.
    THOUSANDS_SPACE,
    DECIMAL,
    /// Two figures, whatever punctuation parts them.
    APART,
    SLASH,
    DASH,
    COLON;

    private boolean agrees(Mark other) {
      return this == other || sameAs(other) || other.sameAs(this);
    }

    private boolean sameAs(Mark other) {
      return switch (this) {
        case NONE -> other == THOUSANDS || other == THOUSANDS_SPACE;
        case THOUSANDS, APART -> other == THOUSANDS_SPACE;
        case THOUSANDS_SPACE, DECIMAL, SLASH, DASH, COLON -> false;
      };
    }
  }

  private Figures() {}

  /// Whether the figures of a quote are those of the source where its letters and digits stand.
  ///
  /// @param at offset in the source's projection
  static boolean same(AlphanumericProjection quote, AlphanumericProjection source, int at) {
    return firstOther(quote, new Span(0, quote.text().length()), source, at) < 0;
  }

  /// Where the figures of a stretch of a quote first differ from those of the source, as an offset
  /// in the quote's projection: at that letter or digit, or between it and the one before; -1 where
  /// they do not.
  ///
  /// @param stretch of the quote's projection that has the source's letters and digits
  /// @param at offset of the same letters in the source's projection
  static int firstOther(
      AlphanumericProjection quote, Span stretch, AlphanumericProjection source, int at) {
    int length = quote.text().length();
    int shift = at - stretch.start();
    for (int i = stretch.start(); i <= stretch.end(); i++) {
      boolean behindDigit = i > stretch.start() && quote.isDigit(i - 1);
      boolean beforeDigit = i < stretch.end() && quote.isDigit(i);
      boolean edge = i == 0 || i == length;
      boolean within = i > stretch.start() && i < stretch.end();
      if (within
          && quote.isPlain(i)
          && source.isPlain(i + shift)
          && !(behindDigit && beforeDigit)) {
        continue;
      }
      if (!sameAt(quote, i, source, i + shift, behindDigit, beforeDigit, within, edge)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sameAt(
      AlphanumericProjection quote,
      int i,
      AlphanumericProjection source,
      int at,
      boolean behindDigit,
      boolean beforeDigit,
      boolean within,
      boolean edge) {
    if (behindDigit && beforeDigit && !mark(quote, i).agrees(mark(source, at))) {
      return false;
    }
    if (within
        && !(quote.currencies(i).equals(source.currencies(at))
            && Operators.same(quote.gap(i), source.gap(at)))) {
      return false;
    }
    if (edge && !source.currencies(at).contains(quote.currencies(i))) {
      return false;
    }
    if (behindDigit) {
      String gap = source.gap(at);
      if (!agree(behind(quote.gap(i), false), behind(gap, false), behind(gap, edge), edge)) {
        return false;
      }
    }
    return !beforeDigit
        || agree(
            before(quote, i, false), before(source, at, false), before(source, at, edge), edge);
  }

  /// Whether two figures have the same signs. A currency may be left out where the quote is cut;
  /// any other sign belongs to the figure.
  ///
  /// @param signs that the quote may have
  /// @param wanted those of them that it must have
  private static boolean agree(String quoted, String signs, String wanted, boolean edge) {
    return quoted.chars().allMatch(sign -> has(signs, sign))
        && wanted
            .chars()
            .allMatch(
                sign ->
                    has(quoted, sign)
                        || sign == MAIL_QUOTE
                        || (edge
                            && (Character.getType(sign) == Character.CURRENCY_SYMBOL
                                || OPERATORS.indexOf(sign) >= 0)));
  }

  private static boolean has(String signs, int sign) {
    return signs.indexOf(sign) >= 0
        || (sign == '>' && signs.indexOf(MAIL_QUOTE) >= 0)
        || (sign == MAIL_QUOTE && signs.indexOf('>') >= 0);
  }

  /// The signs directly behind a figure.
  ///
  /// @param inLine whether what stands in the next line is another thing's
  private static String behind(String gap, boolean inLine) {
    var signs = new StringBuilder();
    for (int i = 0; i < gap.length() && !(inLine && gap.charAt(i) == '\n'); i++) {
      char c = gap.charAt(i);
      boolean sign = SHARES.indexOf(c) >= 0 || c == '+' || isCurrency(c);
      if (sign) {
        signs.append(c);
      } else if (!isSpace(c)) {
        break;
      }
    }
    return signs.toString();
  }

  /// The signs directly before a figure.
  ///
  /// @param inLine whether what stands in the line before is another thing's
  private static String before(AlphanumericProjection text, int i, boolean inLine) {
    String gap = text.gap(i);
    var signs = new StringBuilder();
    for (int at = gap.length() - 1; at >= 0 && !(inLine && gap.charAt(at) == '\n'); at--) {
      char c = gap.charAt(at);
      boolean adjoins = at + 1 == gap.length() || !isSpace(gap.charAt(at + 1));
      boolean opens = at > 0 ? gap.charAt(at - 1) != c : i == 0;
      if (MINUS.indexOf(c) >= 0 && adjoins && opens) {
        signs.append('-');
      } else if (c == '.' && at + 1 == gap.length() && opens) {
        signs.append('.');
      } else if (c == '>' && opensALine(gap, at, i == 0)) {
        signs.append(MAIL_QUOTE);
      } else if (SIGNS.indexOf(c) >= 0 || OPERATORS.indexOf(c) >= 0 || isCurrency(c)) {
        signs.append(c);
      } else if (!isSpace(c)) {
        break;
      }
    }
    return signs.toString();
  }

  /// Whether nothing but marks like it stand between a mark and the start of its line.
  private static boolean opensALine(String gap, int at, boolean textStart) {
    int i = at - 1;
    while (i >= 0 && (gap.charAt(i) == '>' || gap.charAt(i) == ' ')) {
      i--;
    }
    return i < 0 ? textStart : gap.charAt(i) == '\n';
  }

  /// What stands between a digit and the one before it.
  private static Mark mark(AlphanumericProjection text, int i) {
    String gap = text.gap(i);
    if (gap.isEmpty()) {
      return text.startsFigure(i) ? Mark.APART : Mark.NONE;
    }
    long marks = gap.chars().filter(c -> !isSpace((char) c)).count();
    if (marks == 0) {
      return gap.equals(" ") && isGroup(text, i) ? Mark.THOUSANDS_SPACE : Mark.APART;
    }
    boolean spaced = gap.length() > 1;
    char c = (char) gap.chars().filter(mark -> !isSpace((char) mark)).findFirst().orElse(' ');
    return switch (marks > 1 ? ' ' : c) {
      case '/', '⁄', '∕' -> Mark.SLASH;
      case '-', '‐', '–', '—', '−' -> Mark.DASH;
      case '·', '٫' -> Mark.DECIMAL;
      case ':' -> spaced ? Mark.APART : Mark.COLON;
      case ',' -> spaced ? Mark.APART : comma(text, i);
      case '.' -> spaced ? Mark.APART : point(text, i);
      default -> APOSTROPHES.indexOf(c) >= 0 && isGroup(text, i) ? Mark.THOUSANDS : Mark.APART;
    };
  }

  private static Mark comma(AlphanumericProjection text, int i) {
    int before = i - digitsBefore(text, i);
    if (isGroup(text, i)) {
      return text.gap(before).equals(".") ? Mark.DECIMAL : Mark.THOUSANDS;
    }
    // "1,250,50" is no figure: one comma cannot be both marks.
    boolean both = isWithin(text, before) && text.gap(before).equals(",") && isGroup(text, before);
    return both ? Mark.APART : Mark.DECIMAL;
  }

  private static Mark point(AlphanumericProjection text, int i) {
    if (!isGroup(text, i)) {
      return Mark.DECIMAL;
    }
    int before = i - digitsBefore(text, i);
    int next = i + AlphanumericProjection.GROUP;
    boolean more = isPointed(text, before) || isPointed(text, next);
    boolean decimals = isWithin(text, next) && text.gap(next).equals(",");
    return more || decimals ? Mark.THOUSANDS : Mark.DECIMAL;
  }

  /// Whether a point sets off three digits there.
  private static boolean isPointed(AlphanumericProjection text, int i) {
    return isWithin(text, i) && text.gap(i).equals(".") && isGroup(text, i);
  }

  private static boolean isWithin(AlphanumericProjection text, int i) {
    return i > 0 && i < text.text().length() && text.isDigit(i - 1) && text.isDigit(i);
  }

  /// Whether three digits stand behind a mark, no more, and one to three before it, not a nought
  /// alone.
  private static boolean isGroup(AlphanumericProjection text, int i) {
    int before = digitsBefore(text, i);
    boolean nought = before == 1 && text.text().charAt(i - 1) == '0';
    int behind = 1;
    while (behind <= AlphanumericProjection.GROUP && isJoined(text, i + behind)) {
      behind++;
    }
    return before <= AlphanumericProjection.GROUP
        && !nought
        && behind == AlphanumericProjection.GROUP;
  }

  private static int digitsBefore(AlphanumericProjection text, int i) {
    int before = 1;
    while (before <= AlphanumericProjection.GROUP && isJoined(text, i - before)) {
      before++;
    }
    return before;
  }

  private static boolean isJoined(AlphanumericProjection text, int i) {
    return isWithin(text, i) && text.gap(i).isEmpty() && !text.startsFigure(i);
  }

  private static boolean isCurrency(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  /// White space, and the bar between two cells.
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '|';
  }
}
