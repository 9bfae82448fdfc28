package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// A text with the facts that were read from it.
///
/// @param unnumbered durations that words such as "monthly" or "a year" say
/// @param parties stems of words that name somebody
record FactText(
    String text,
    List<Token> tokens,
    Writing writing,
    List<Quantity> quantities,
    List<Quantity> unnumbered,
    List<CalendarDate> dates,
    List<References.Reference> references,
    List<Span> addresses,
    List<Orders.Order> orders,
    Set<String> parties) {
  /// What a text is written in, as far as the rules for verbs care.
  enum Writing {
    ENGLISH,
    CHINESE,
    OTHER
  }

  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?i)\\b(?:the|of|and|or|to|a|in|on|at|from|its|shall|must|may|can|is|are|not|no|by|any|each|this"
              + "|that|with|for|has|have|will|be)\\b");

  /// Of another language this much may look English.
  private static final double ENGLISH_SHARE = 0.08;

  static FactText of(String text) {
    List<Token> tokens = Token.of(text);
    List<CalendarDate> dates = Dates.of(text);
    List<References.Reference> references = References.of(text);
    List<Span> addresses = Names.addresses(text);
    List<Span> taken = new ArrayList<>();
    dates.forEach(date -> taken.add(date.span()));
    references.forEach(reference -> taken.add(reference.span()));
    taken.addAll(addresses);
    return new FactText(
        text,
        tokens,
        writing(text, tokens),
        Quantities.of(
            text,
            tokens,
            offset -> taken.stream().anyMatch(s -> s.start() <= offset && offset < s.end())),
        Quantities.unnumbered(tokens),
        dates,
        references,
        addresses,
        Orders.of(tokens),
        Names.parties(tokens));
  }

  private static Writing writing(String text, List<Token> tokens) {
    long words = tokens.stream().filter(Token::isWord).count();
    long han = tokens.stream().filter(Token::isHan).count();
    if (han * 3 > words) {
      return Writing.CHINESE;
    }
    long english = ENGLISH.matcher(text).results().count();
    return english > 0 && english >= words * ENGLISH_SHARE ? Writing.ENGLISH : Writing.OTHER;
  }

  /// What must, may, must not be done in it.
  ///
  /// @param named stems of words that name those who may do things
  List<Predicate> predicates(Set<String> named) {
    return switch (writing) {
      case ENGLISH -> Predicates.of(tokens, named);
      case CHINESE -> HanPredicates.of(text);
      case OTHER -> List.of();
    };
  }
}
