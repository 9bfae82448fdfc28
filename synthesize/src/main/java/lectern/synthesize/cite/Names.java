package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// Reads names: words with a capital in the middle of a sentence, e-mail and web addresses.
final class Names {
  /// A name.
  ///
  /// @param stems of its words, empty ones left out
  record Name(Span span, List<String> stems) {}

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\w.+-])[\\w.+-]{1,64}+@[\\w-]+(?:\\.[\\w-]+){1,8}+|(?:https?://|www\\.)[^\\s)\\]>\"”]+");

  private static final Set<String> JOINS = Set.of("of", "and", "&", "the", "for", "de", "von", "'");

  /// Capitalised without naming anybody.
  private static final Set<String> NO_NAMES =
      Set.of(
          "clause",
          "clauses",
          "section",
          "sections",
          "article",
          "articles",
          "paragraph",
          "schedule",
          "exhibit",
          "annex",
          "appendix",
          "yes",
          "no",
          "note",
          "notes",
          "answer",
          "english",
          "per",
          "amended",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "i",
          "ii",
          "iii",
          "iv",
          "agreement",
          "contract",
          "document",
          "documents",
          "party",
          "parties",
          "deed",
          "lease");

  private Names() {}

  /// The addresses of a text.
  static List<Span> addresses(String text) {
    List<Span> found = new ArrayList<>();
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      int end = address.end();
      while (end > address.start() && ".,;:".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      found.add(new Span(address.start(), end));
    }
    return found;
  }

  /// The names of a text, addresses apart.
  static List<Name> of(String text, List<Token> tokens) {
    List<Name> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      if (!isName(tokens.get(i))) {
        i++;
        continue;
      }
      int last = last(text, tokens, i);
      Token first = tokens.get(i);
      boolean alone = last == i && opensSentence(tokens, i) && !first.isLettered();
      List<String> stems =
          tokens.subList(i, last + 1).stream()
              .filter(token -> isName(token) && !NO_NAMES.contains(token.word()))
              .map(Token::stem)
              .toList();
      if (!alone && !stems.isEmpty()) {
        found.add(new Name(new Span(first.start(), tokens.get(last).end()), stems));
      }
      i = last + 1;
    }
    return found;
  }

  private static int last(String text, List<Token> tokens, int first) {
    int last = first;
    int at = first + 1;
    while (at < tokens.size() && at - last <= 2) {
      Token token = tokens.get(at);
      if (text.substring(tokens.get(at - 1).end(), token.start()).indexOf('\n') >= 0) {
        break;
      }
      if (isName(token)) {
        last = at;
      } else if (!JOINS.contains(token.word())) {
        break;
      }
      at++;
    }
    return last;
  }

  private static boolean isName(Token token) {
    return token.isLettered()
        || (token.isCapital() && !Stems.EMPTY.contains(token.word()) && token.text().length() > 1);
  }

  private static boolean opensSentence(List<Token> tokens, int i) {
    return i == 0 || ".!?:;([-*•–|\"“".contains(tokens.get(i - 1).text());
  }

  /// The stems of the words that a text holds.
  static Set<String> stems(String text) {
    Set<String> stems = new HashSet<>();
    for (Token token : Token.of(text)) {
      if (token.isWord()) {
        stems.add(token.stem());
      }
      if (token.isLettered()) {
        stems.add(Stems.stem(token.word().substring(0, token.word().indexOf(' '))));
      }
    }
    return stems;
  }

  /// Stems of the words that name somebody or something defined in a text.
  static Set<String> parties(List<Token> tokens) {
    Set<String> parties = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (isName(token) && (token.isLettered() || !opensSentence(tokens, i))) {
        parties.add(token.stem());
      } else if (isName(token) && i + 1 < tokens.size() && isVerb(tokens.get(i + 1))) {
        parties.add(token.stem());
      }
    }
    return parties;
  }

  private static boolean isVerb(Token token) {
    return switch (token.word().toLowerCase(Locale.ROOT)) {
      case "shall", "must", "may", "will", "is", "has", "agrees" -> true;
      default -> false;
    };
  }
}
