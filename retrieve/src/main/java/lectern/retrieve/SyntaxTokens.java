package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a query in the syntax of [TextSyntax] into words, phrases, signs and parentheses.
final class SyntaxTokens {
  /// Straight, and those that word processors put in their place.
  private static final String QUOTES = "\"\u201C\u201D\u201E";

  private static final Pattern PLACE = Pattern.compile("([\\p{L}_]+):");

  /// More digits are no number of places.
  private static final Pattern SLOP = Pattern.compile("~([0-9]{0,9})");

  enum Kind {
    WORD,
    PHRASE,
    PLACE,
    PLUS,
    MINUS,
    OPEN,
    CLOSE,
    AND,
    OR,
    NOT,
    END
  }

  /// @param text of a phrase what stands in the quotes; of a place its name
  /// @param slop of a phrase; 0 for none
  /// @param at offset of its first character
  record Token(Kind kind, String text, int slop, int at) {}

  private final String query;
  private final List<Token> tokens = new ArrayList<>();

  private SyntaxTokens(String query) {
    this.query = query;
  }

  /// The tokens in order; the last is the end.
  static List<Token> of(String query) {
    SyntaxTokens cut = new SyntaxTokens(query);
    int at = 0;
    while (at < query.length()) {
      at = cut.next(at);
    }
    cut.add(Kind.END, "", query.length());
    return cut.tokens;
  }

  private void add(Kind kind, String text, int at) {
    tokens.add(new Token(kind, text, 0, at));
  }

  /// Offset behind the token, or the blank, that begins at an offset.
  private int next(int at) {
    char c = query.charAt(at);
    if (isBlank(c)) {
      return at + 1;
    }
    switch (c) {
      case '(' -> add(Kind.OPEN, "(", at);
      case ')' -> add(Kind.CLOSE, ")", at);
      case '+' -> add(Kind.PLUS, "+", at);
      case '-' -> add(Kind.MINUS, "-", at);
      default -> {
        return QUOTES.indexOf(c) >= 0 ? phrase(at) : word(at);
      }
    }
    return at + 1;
  }

  private int phrase(int start) {
    int end = start + 1;
    while (end < query.length() && QUOTES.indexOf(query.charAt(end)) < 0) {
      end++;
    }
    if (end == query.length()) {
      throw TextSyntax.bad(query, start, "the quote is never closed", "Close it, or leave it out.");
    }
    String text = query.substring(start + 1, end);
    if (text.isBlank()) {
      throw TextSyntax.bad(
          query, start, "there is nothing in the quotes", "Put words between them, or none.");
    }
    Matcher slop = SLOP.matcher(query).region(end + 1, query.length());
    if (!slop.lookingAt()) {
      tokens.add(new Token(Kind.PHRASE, text, 0, start));
      return end + 1;
    }
    String digits = slop.group(1);
    int places = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    if (places < 1 || places > TextSyntax.MAX_SLOP) {
      throw TextSyntax.bad(
          query,
          end + 1,
          "~ behind a phrase takes a number from 1 to " + TextSyntax.MAX_SLOP,
          "\"rent review\"~5 finds the words up to five places from where they would stand.");
    }
    tokens.add(new Token(Kind.PHRASE, text, places, start));
    return slop.end();
  }

  private int word(int start) {
    Matcher place = PLACE.matcher(query).region(start, query.length());
    if (place.lookingAt()) {
      add(Kind.PLACE, place.group(1), start);
      return place.end();
    }
    int end = start + 1;
    while (end < query.length() && !isBlank(query.charAt(end)) && !ends(query.charAt(end))) {
      end++;
    }
    String text = query.substring(start, end);
    switch (text) {
      case "AND" -> add(Kind.AND, text, start);
      case "OR" -> add(Kind.OR, text, start);
      case "NOT" -> add(Kind.NOT, text, start);
      default -> add(Kind.WORD, text, start);
    }
    return end;
  }

  private static boolean ends(char c) {
    return c == '(' || c == ')' || QUOTES.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
