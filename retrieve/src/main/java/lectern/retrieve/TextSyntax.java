package lectern.retrieve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.retrieve.SyntaxTokens.Kind;
import lectern.retrieve.SyntaxTokens.Token;
import lectern.retrieve.TextCondition.And;
import lectern.retrieve.TextCondition.In;
import lectern.retrieve.TextCondition.Not;
import lectern.retrieve.TextCondition.Or;
import lectern.retrieve.TextCondition.Phrase;
import lectern.retrieve.TextCondition.Place;
import lectern.retrieve.TextCondition.Preferred;
import lectern.retrieve.TextCondition.Prefix;
import lectern.retrieve.TextCondition.Word;

/// Reads queries such as `"quiet enjoyment" +rent* -title:draft`. `NOT` binds tightest, then `AND`,
/// then `OR`, then words side by side: any of those, but where one has a `+`, those that have one,
/// and the others rank; never one with a `-` or a `NOT`. Operators are in capitals.
public final class TextSyntax {
  /// Longer is no query that a person writes.
  private static final int MAX_CHARS = 10_000;

  /// Words, phrases and prefixes; each may take six of the 1,024 clauses that Lucene takes.
  static final int MAX_TERMS = 100;

  /// Each reads all words of the collection that begin with it.
  static final int MAX_PREFIXES = 16;

  /// Parentheses, negations and places within each other.
  static final int MAX_DEPTH = 50;

  /// Words further apart are no phrase.
  static final int MAX_SLOP = 100;

  private static final String EXAMPLE =
      "A query reads like `\"quiet enjoyment\" AND (tenant OR lessee) NOT title:draft`; without"
          + " --syntax it is plain text.";

  private final String query;
  private final List<Token> tokens;
  private int next;
  private int terms;
  private int prefixes;

  /// Set while a place's part is read.
  private boolean placed;

  private TextSyntax(String query) {
    this.query = query;
    this.tokens = SyntaxTokens.of(query);
  }

  /// The condition that a query says.
  ///
  /// @throws IndexException.BadQuery where it says none; tells the place
  public static TextCondition parse(String query) {
    if (query.isBlank()) {
      throw bad(query, 0, "the query is empty", EXAMPLE);
    }
    if (query.length() > MAX_CHARS) {
      throw bad(
          query,
          MAX_CHARS,
          "it is longer than " + MAX_CHARS + " characters",
          "Leave --syntax out: then any text is a question.");
    }
    TextSyntax syntax = new TextSyntax(query);
    TextCondition condition = syntax.list(0);
    if (syntax.peek().kind() != Kind.END) {
      throw syntax.unexpected("a word, a phrase or the end");
    }
    if (condition.sought().isEmpty()) {
      throw bad(
          query,
          0,
          "it says only what must not be there",
          "Say what is sought as well: `rent -deposit`.");
    }
    return condition;
  }

  /// Words side by side, up to the end or a closing parenthesis.
  private TextCondition list(int depth) {
    List<TextCondition> musts = new ArrayList<>();
    List<TextCondition> any = new ArrayList<>();
    List<TextCondition> nots = new ArrayList<>();
    while (peek().kind() != Kind.END && peek().kind() != Kind.CLOSE) {
      Token first = peek();
      boolean must = first.kind() == Kind.PLUS;
      boolean signed = must || first.kind() == Kind.MINUS;
      TextCondition part = signed ? not(depth) : or(depth);
      if (signed && (peek().kind() == Kind.AND || peek().kind() == Kind.OR)) {
        throw bad(
            query,
            first.at(),
            first.text() + " cannot stand in one row with " + peek().text(),
            "Put parentheses around one of them: `+rent (review OR increase)`.");
      }
      if (part instanceof Not) {
        nots.add(part);
      } else {
        (must ? musts : any).add(part);
      }
    }
    if (musts.isEmpty() && any.isEmpty() && nots.isEmpty()) {
      throw unexpected("a word or a phrase");
    }
    if (musts.isEmpty() && !any.isEmpty()) {
      musts.add(any.size() == 1 ? any.getFirst() : new Or(any));
    } else {
      any.forEach(part -> musts.add(new Preferred(part)));
    }
    musts.addAll(nots);
    return musts.size() == 1 ? musts.getFirst() : new And(musts);
  }

  private TextCondition or(int depth) {
    List<TextCondition> parts = new ArrayList<>(List.of(and(depth)));
    while (take(Kind.OR)) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Or(parts);
  }

  private TextCondition and(int depth) {
    List<TextCondition> parts = new ArrayList<>(List.of(not(depth)));
    while (take(Kind.AND)) {
      parts.add(not(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new And(parts);
  }

  private TextCondition not(int depth) {
    if (depth > MAX_DEPTH) {
      throw bad(
          query, peek().at(), "it is nested more than " + MAX_DEPTH + " deep", "Write it flatter.");
    }
    if (take(Kind.NOT) || take(Kind.MINUS)) {
      return new Not(not(depth + 1));
    }
    return take(Kind.PLUS) ? not(depth + 1) : one(depth);
  }

  private TextCondition one(int depth) {
    Token token = peek();
    return switch (token.kind()) {
      case WORD -> word(token);
      case PHRASE -> {
        count(token);
        yield new Phrase(token.text(), token.slop());
      }
      case OPEN -> {
        next++;
        TextCondition within = list(depth + 1);
        if (!take(Kind.CLOSE)) {
          throw bad(query, token.at(), "the parenthesis is never closed", "Close it.");
        }
        yield within;
      }
      case PLACE -> place(token, depth);
      case PLUS, MINUS, CLOSE, AND, OR, NOT, END ->
          throw unexpected("a word, a phrase or an opening parenthesis");
    };
  }

  private TextCondition word(Token token) {
    String text = token.text();
    int star = text.indexOf('*');
    int tilde = text.indexOf('~');
    if (tilde >= 0) {
      throw bad(
          query,
          token.at() + tilde,
          "~ stands behind a phrase only",
          "\"rent review\"~5 is a loose phrase; there are no inexact words.");
    }
    count(token);
    if (star < 0) {
      return new Word(text);
    }
    String begin = text.substring(0, star);
    boolean letters = begin.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '\'');
    if (star != text.length() - 1 || begin.isEmpty() || !letters) {
      throw bad(
          query,
          token.at() + star,
          "* stands at the end of letters and digits only",
          "`terminat*` finds every word that begins so; leave the * out elsewhere.");
    }
    if (++prefixes > MAX_PREFIXES) {
      throw bad(
          query,
          token.at(),
          "it has more than " + MAX_PREFIXES + " words with *",
          "Write some of them out.");
    }
    return new Prefix(begin);
  }

  private TextCondition place(Token token, int depth) {
    Place place =
        named(token.text())
            .orElseThrow(
                () ->
                    bad(
                        query,
                        token.at(),
                        "there is no field \"" + token.text() + "\"",
                        "Fields are "
                            + Arrays.stream(Place.values())
                                .map(Place::word)
                                .collect(Collectors.joining(", "))
                            + "; others are asked for with --where. Put a word with a colon in"
                            + " quotes."));
    if (placed) {
      throw bad(query, token.at(), "a field stands within another", "Write one behind the other.");
    }
    next++;
    placed = true;
    TextCondition part = one(depth + 1);
    placed = false;
    return new In(place, part);
  }

  private static Optional<Place> named(String word) {
    return Arrays.stream(Place.values())
        .filter(place -> place.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private void count(Token token) {
    next++;
    if (++terms > MAX_TERMS) {
      throw bad(
          query,
          token.at(),
          "it has more than " + MAX_TERMS + " words and phrases",
          "Leave --syntax out: then any text is a question.");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean take(Kind kind) {
    boolean taken = peek().kind() == kind;
    next += taken ? 1 : 0;
    return taken;
  }

  private IndexException unexpected(String wanted) {
    Token token = peek();
    String found = token.kind() == Kind.END ? "it ends" : "\"" + token.text() + "\" stands";
    return bad(query, token.at(), found + " where " + wanted + " was expected", EXAMPLE);
  }

  static IndexException bad(String query, int at, String problem, String hint) {
    return new IndexException.BadQuery(
        "at character " + (at + 1) + " of the query: " + problem, hint, query, at);
  }
}
