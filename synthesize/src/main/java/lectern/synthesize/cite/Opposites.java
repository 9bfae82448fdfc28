package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// Finds words of a sentence of which its source has only the opposite: *permitted* for
/// *prohibited*, *lawful* for *unlawful*, *exclusive* for *non-exclusive*, *if* for *unless*.
final class Opposites {
  /// Tokens before a word among which a negation turns it round.
  private static final int NEGATION_REACH = 3;

  private static final Set<String> NEGATIONS =
      Set.of("not", "no", "never", "nor", "neither", "none", "without", "cannot");

  private static final List<List<Set<String>>> PAIRS =
      List.of(
          pair("permit allow authoris authoriz", "prohibit forbid forbidden ban preclud disallow"),
          pair("includ", "exclud except excepting excepted"),
          pair("accept", "refus reject"),
          pair("admit", "deny"),
          pair("grant", "refus deny withhold"),
          pair("increas rais", "decreas reduc"),
          pair("gross", "net"),
          pair("interior", "exterior"),
          pair("internal", "external"),
          pair("maximum", "minimum"),
          pair("alway", "never"));

  /// What may stand before a word and turn it round, and how the words end that it stands before:
  /// `inform` is no opposite of `form`.
  private static final Pattern TURNED =
      Pattern.compile(
          "(?:un|in|im|ir|il|non)-?(\\p{L}{3,}(?:able|ible|ient|ive|al|ful|ary|ent|ate|ect|ete|id|ng)"
              + "|(?<=un|un-|non|non-)\\p{L}{2,}(?:ed|id))");

  private final List<Token> said;
  private final List<Token> source;
  private final Set<String> ours;
  private final Set<String> theirs;
  private final List<Span> found = new ArrayList<>();

  private Opposites(List<Token> said, List<Token> source) {
    this.said = joined(said);
    this.source = joined(source);
    this.ours = stems(this.said);
    this.theirs = stems(this.source);
  }

  private static List<Set<String>> pair(String one, String other) {
    return List.of(Set.of(one.split(" ")), Set.of(other.split(" ")));
  }

  /// Where such words stand in a sentence.
  static List<Span> of(List<Token> said, List<Token> source) {
    Opposites opposites = new Opposites(said, source);
    for (List<Set<String>> pair : PAIRS) {
      opposites.compare(pair.getFirst(), pair.getLast());
      opposites.compare(pair.getLast(), pair.getFirst());
    }
    opposites.turned();
    opposites.conditions("if", "unless");
    opposites.conditions("unless", "if");
    return opposites.found;
  }

  /// The tokens with "non", a hyphen and a word made one.
  private static List<Token> joined(List<Token> tokens) {
    List<Token> joined = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean non = token.is("non") && i + 2 < tokens.size() && tokens.get(i + 1).is("-");
      if (non) {
        Token word = tokens.get(i + 2);
        String whole = "non" + word.word();
        joined.add(
            new Token(new Span(token.start(), word.end()), whole, whole, "non" + word.stem()));
        i += 2;
      } else {
        joined.add(token);
      }
    }
    return joined;
  }

  private static Set<String> stems(List<Token> tokens) {
    Set<String> stems = new HashSet<>();
    tokens.forEach(token -> stems.add(token.stem()));
    return stems;
  }

  /// Tells the words of one side that the source has only the other side of.
  private void compare(Set<String> one, Set<String> other) {
    boolean isClear =
        one.stream().noneMatch(theirs::contains) && other.stream().noneMatch(ours::contains);
    if (!isClear) {
      return;
    }
    for (int i = 0; i < said.size(); i++) {
      if (one.contains(said.get(i).stem()) && isIn(other, isNegated(said, i))) {
        found.add(said.get(i).span());
      }
    }
  }

  /// Whether the source has one of some words, as negated as is told.
  private boolean isIn(Set<String> stems, boolean negated) {
    for (int i = 0; i < source.size(); i++) {
      if (stems.contains(source.get(i).stem()) && isNegated(source, i) == negated) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNegated(List<Token> tokens, int i) {
    boolean negated = false;
    for (int at = Math.max(0, i - NEGATION_REACH); at < i; at++) {
      String word = tokens.get(at).word();
      negated |= NEGATIONS.contains(word) || word.endsWith("n't");
    }
    return negated;
  }

  private void turned() {
    for (Token token : said) {
      String plain = plain(token);
      if (!plain.isEmpty()) {
        compare(Set.of(token.stem()), Set.of(Stems.stem(plain)));
      }
    }
    for (Token token : source) {
      String plain = plain(token);
      if (!plain.isEmpty()) {
        compare(Set.of(Stems.stem(plain)), Set.of(token.stem()));
      }
    }
  }

  /// The word that another one turns round; empty for none.
  private static String plain(Token token) {
    var turned = TURNED.matcher(token.word());
    return turned.matches() ? turned.group(1) : "";
  }

  /// Tells a condition that was turned round. One that is, with a negation put in, says the same.
  private void conditions(String one, String other) {
    boolean isClear =
        has(said, one)
            && has(source, other)
            && !has(said, other)
            && !has(source, one)
            && negations(said) % 2 == negations(source) % 2;
    if (isClear) {
      said.stream().filter(token -> token.is(one)).map(Token::span).forEach(found::add);
    }
  }

  private static boolean has(List<Token> tokens, String word) {
    return tokens.stream().anyMatch(token -> token.is(word));
  }

  private static long negations(List<Token> tokens) {
    return tokens.stream()
        .filter(token -> NEGATIONS.contains(token.word()) || token.word().endsWith("n't"))
        .count();
  }
}
