package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;

/// Cuts a condition into words, values, signs and parentheses.
final class WhereTokens {
  private static final String SIGNS = "=!<>~";

  enum Kind {
    WORD,
    QUOTED,
    SIGN,
    OPEN,
    CLOSE,
    COMMA,
    END
  }

  /// @param text without quotes
  /// @param at offset of its first character
  record Token(Kind kind, String text, int at) {}

  private WhereTokens() {}

  /// The tokens in order; the last is the end.
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isBlank(c)) {
        at++;
      } else if (c == '"' || c == '\'') {
        at = quoted(text, at, tokens);
      } else {
        int end = end(text, at);
        tokens.add(new Token(kind(c), text.substring(at, end), at));
        at = end;
      }
    }
    tokens.add(new Token(Kind.END, "", text.length()));
    return tokens;
  }

  private static Kind kind(char c) {
    return switch (c) {
      case '(' -> Kind.OPEN;
      case ')' -> Kind.CLOSE;
      case ',' -> Kind.COMMA;
      default -> SIGNS.indexOf(c) >= 0 ? Kind.SIGN : Kind.WORD;
    };
  }

  private static int end(String text, int start) {
    Kind kind = kind(text.charAt(start));
    int end = start + 1;
    if (kind == Kind.SIGN || kind == Kind.WORD) {
      while (end < text.length()
          && kind(text.charAt(end)) == kind
          && !isBlank(text.charAt(end))
          // `O'Brien` is one word.
          && text.charAt(end) != '"') {
        end++;
      }
    }
    return end;
  }

  /// A quote stands doubled within its like.
  private static int quoted(String text, int start, List<Token> tokens) {
    char quote = text.charAt(start);
    StringBuilder value = new StringBuilder();
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != quote) {
        value.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        value.append(c);
        at++;
      } else {
        tokens.add(new Token(Kind.QUOTED, value.toString(), start));
        return at + 1;
      }
    }
    throw new IndexException.BadCondition(
        "the quote at character " + (start + 1) + " of the condition is never closed",
        "Close it; a quote within a value stands doubled.",
        null);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\u00A0';
  }
}
