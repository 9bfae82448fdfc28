package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.ingest.FieldNames;
import lectern.retrieve.WhereTokens.Kind;
import lectern.retrieve.WhereTokens.Token;

/// Reads conditions such as `year >= 2020 and (type = lease or not has party)`. `not` binds
/// tightest, then `and`, then `or`; capitals make no difference in names and in words of the
/// language.
public final class Where {
  /// Longer is no condition that a person writes.
  private static final int MAX_CHARS = 10_000;

  /// Each takes two of the 200 places that an index leaves for a scope in its queries.
  static final int MAX_COMPARISONS = 100;

  /// Parentheses and negations within each other.
  private static final int MAX_DEPTH = 50;

  private static final String EXAMPLE =
      "A condition reads like `year >= 2020 and type = lease`; values of several words stand in"
          + " quotes.";

  private final String text;
  private final List<Token> tokens;
  private int next;
  private int comparisons;

  private Where(String text) {
    this.text = text;
    this.tokens = WhereTokens.of(text);
  }

  /// The condition that a text says.
  ///
  /// @throws IndexException.BadCondition where it says none; tells the place
  public static Condition parse(String text) {
    if (text.isBlank()) {
      throw new IndexException.BadCondition("the condition is empty", EXAMPLE, null);
    }
    if (text.length() > MAX_CHARS) {
      throw new IndexException.BadCondition(
          "the condition is longer than " + MAX_CHARS + " characters",
          "Put what it says into a field of the manifest.",
          null);
    }
    Where where = new Where(text);
    Condition condition = where.or(0);
    where.require(Kind.END, "`and`, `or` or the end");
    return condition;
  }

  private Condition or(int depth) {
    List<Condition> parts = new ArrayList<>(List.of(and(depth)));
    while (takeWord("or")) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
  }

  private Condition and(int depth) {
    List<Condition> parts = new ArrayList<>(List.of(one(depth)));
    while (takeWord("and")) {
      parts.add(one(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  private Condition one(int depth) {
    if (depth > MAX_DEPTH) {
      throw bad("the condition is nested more than " + MAX_DEPTH + " deep", "Write it flatter.");
    }
    if (takeWord("not")) {
      return new Condition.Not(one(depth + 1));
    }
    if (take(Kind.OPEN)) {
      Condition within = or(depth + 1);
      require(Kind.CLOSE, "`and`, `or` or a closing parenthesis");
      return within;
    }
    if (++comparisons > MAX_COMPARISONS) {
      throw bad(
          "the condition has more than " + MAX_COMPARISONS + " comparisons",
          "List values of one field as `field in (a, b)`.");
    }
    return takeWord("has") ? new Condition.Has(field()) : comparison();
  }

  private Condition comparison() {
    String field = field();
    if (takeWord("in")) {
      require(Kind.OPEN, "an opening parenthesis behind `in`");
      List<Literal> values = new ArrayList<>(List.of(value()));
      while (take(Kind.COMMA)) {
        values.add(value());
      }
      require(Kind.CLOSE, "a comma or a closing parenthesis");
      return new Condition.OneOf(field, values);
    }
    Token sign = require(Kind.SIGN, "one of = != < <= > >= ~ or `in`");
    Operator operator =
        Operator.of(sign.text())
            .orElseThrow(
                () ->
                    expected(
                        sign, "one of = != < <= > >= ~ or `in`", "Equality is one `=` or `!=`."));
    return new Condition.Compare(field, operator, value());
  }

  private String field() {
    Token token = tokens.get(next);
    if (token.kind() != Kind.WORD || FieldNames.isWord(token.text())) {
      throw expected(token, "the name of a field", EXAMPLE);
    }
    next++;
    return token.text().toLowerCase(Locale.ROOT);
  }

  private Literal value() {
    Token token = tokens.get(next);
    if (token.kind() == Kind.WORD && FieldNames.isWord(token.text())) {
      throw expected(token, "a value", "Put a value that is a word of the language in quotes.");
    }
    if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED) {
      throw expected(token, "a value", EXAMPLE);
    }
    next++;
    return Literal.of(token.text());
  }

  private boolean takeWord(String word) {
    Token token = tokens.get(next);
    boolean taken = token.kind() == Kind.WORD && token.text().equalsIgnoreCase(word);
    next += taken ? 1 : 0;
    return taken;
  }

  private boolean take(Kind kind) {
    boolean taken = tokens.get(next).kind() == kind;
    next += taken ? 1 : 0;
    return taken;
  }

  private Token require(Kind kind, String wanted) {
    Token token = tokens.get(next);
    if (token.kind() != kind) {
      throw expected(token, wanted, EXAMPLE);
    }
    // The end is never passed.
    next += kind == Kind.END ? 0 : 1;
    return token;
  }

  private IndexException expected(Token token, String wanted, String hint) {
    String found = token.kind() == Kind.END ? "the end" : "\"" + token.text() + "\"";
    return bad(
        "at character " + (token.at() + 1) + " stands " + found + ", expected was " + wanted, hint);
  }

  private IndexException bad(String problem, String hint) {
    return new IndexException.BadCondition(
        "the condition \"" + text + "\" cannot be read: " + problem, hint, null);
  }
}
