package lectern.synthesize.cite;

/// Compares what is done with the letters and figures of two texts: `W = 0` says something else
/// than `W / 0`, though all letters and digits are the same.
///
/// A hyphen, a dash or a bullet may be left out or put in, since parsers and line ends do that; it
/// may not stand for an operator.
final class Operators {
  private static final String STRICT = "=≠<>≤≥≈≡+×÷±√/^∧∨∝∞→⇒←↔";
  private static final String SLASHES = "⁄∕";

  /// Operators only where nothing else stands between two letters or figures: elsewhere emphasis,
  /// bullets, marks of notes.
  private static final String TIGHT = "*·⋅∙";

  /// A dash that is nothing but a minus, and those that may be written for it.
  private static final char MINUS = '−';

  private static final String DASHES = "-‐‑‒–—−";

  /// Equal marks in a row that are a line drawn and no operator.
  private static final int RULE = 3;

  /// The same of `<` and `>`, which stand for quotation marks: `<< Pty >>`.
  private static final int QUOTATION = 2;

  private Operators() {}

  /// Whether two texts with the same letters have the same operators in the same order.
  static boolean same(String quoted, String source) {
    String ours = of(quoted, false);
    boolean alike = ours.equals(of(source, false)) || ours.equals(of(source, true));
    return alike && hasMinus(quoted, source) && hasMinus(source, quoted);
  }

  /// Whether the minus of one stands in the other, be it as a hyphen.
  private static boolean hasMinus(String one, String other) {
    return one.indexOf(MINUS) < 0 || other.chars().anyMatch(c -> DASHES.indexOf(c) >= 0);
  }

  /// @param quotes whether a `>` counts that only quotes a line of a mail
  private static String of(String text, boolean quotes) {
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = SLASHES.indexOf(text.charAt(i)) >= 0 ? '/' : text.charAt(i);
      if (TIGHT.indexOf(c) >= 0 ? isTight(text, i) : isStrict(text, i, c, quotes)) {
        found.append(c);
      }
    }
    return found.toString();
  }

  private static boolean isStrict(String text, int i, char c, boolean quotes) {
    if (STRICT.indexOf(c) < 0 || isRule(text, i)) {
      return false;
    }
    boolean opens = (c == '>' && !quotes) || c == '+';
    return !opens || !opensALine(text, i);
  }

  private static boolean isTight(String text, int i) {
    return (i == 0 || Character.isLetterOrDigit(text.charAt(i - 1)))
        && (i + 1 == text.length() || Character.isLetterOrDigit(text.charAt(i + 1)));
  }

  private static boolean isRule(String text, int i) {
    int from = i;
    int to = i;
    while (from > 0 && text.charAt(from - 1) == text.charAt(i)) {
      from--;
    }
    while (to < text.length() && text.charAt(to) == text.charAt(i)) {
      to++;
    }
    return to - from >= ("<>".indexOf(text.charAt(i)) >= 0 ? QUOTATION : RULE);
  }

  /// Whether a mark is the first of its line, marks like it apart.
  private static boolean opensALine(String text, int i) {
    int at = i - 1;
    while (at >= 0 && (text.charAt(at) == text.charAt(i) || text.charAt(at) == ' ')) {
      at--;
    }
    return at >= 0 && text.charAt(at) == '\n';
  }
}
