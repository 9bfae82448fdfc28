package lectern.synthesize.cite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lectern.ingest.Span;
import lectern.synthesize.Fact;

/// Compares the facts of a sentence with its source, without a model: what the sentence says must
/// occur in the source, after numbers, dates and units are brought to one form and verbs matched by
/// the words around them.
///
/// It knows words, not meaning. A fact that occurs elsewhere in the source with the same value is
/// not told from the right one.
final class FactAudit {
  /// Words that say that a figure goes down, or is below nought.
  private static final Pattern FALL =
      Pattern.compile(
          "(?iU)\\b(?:minus|negative|f[ae]ll(?:s|en|ing)?|declin\\w*|decreas\\w*|dropp?\\w*|reduc\\w*|loss\\w*|lost"
              + "|lower\\w*|less|below|deduct\\w*|down|shr[aiu]nk\\w*)\\b|[降减亏]");

  private final FactText said;
  private final FactText exact;
  private final FactText around;
  private final FactSource source;
  private final List<Fact> missing = new ArrayList<>();

  private FactAudit(String sentence, FactSource source) {
    this.source = source;
    said = FactText.of(sentence);
    exact = source.quoted();
    around = source.around();
  }

  /// The facts that the source does not say, in the order they stand.
  ///
  /// @param sentence what is checked; spans count in it
  static List<Fact> missing(String sentence, FactSource source) {
    FactAudit audit = new FactAudit(sentence, source);
    audit.quantities();
    audit.dates();
    audit.names();
    audit.references();
    if (audit.said.writing() == audit.around.writing()) {
      audit.predicates();
      audit.orders();
      audit.opposites();
    }
    audit.missing.sort(Comparator.comparingInt(fact -> fact.span().start()));
    return List.copyOf(audit.missing);
  }

  private void miss(Fact.Kind kind, Span span) {
    String words = said.text().substring(span.start(), span.end());
    boolean told =
        missing.stream().anyMatch(fact -> fact.kind() == kind && fact.span().equals(span));
    if (!told) {
      missing.add(new Fact(kind, span, words));
    }
  }

  private void quantities() {
    for (Quantity quantity : said.quantities()) {
      if (!occurs(quantity)) {
        miss(quantity.kind(), quantity.span());
      } else if (!isBoundAlike(quantity)) {
        miss(Fact.Kind.COMPARISON, quantity.span());
      }
    }
  }

  private boolean occurs(Quantity quantity) {
    if (quantity.values().isEmpty()) {
      return isWritten(quantity.span());
    }
    if (exact.quantities().stream().anyMatch(quantity::isIn)
        || exact.unnumbered().stream().anyMatch(quantity::isIn)) {
      return true;
    }
    if (quantity.unit().equals("ordinal")) {
      return isNamed(quantity.span());
    }
    if ((quantity.kind() == Fact.Kind.MONEY && inTable(quantity))
        || isMeasureInTable(quantity)
        || isTurned(quantity)) {
      return true;
    }
    return quantity.unit().isEmpty() && (isPartOfMore(quantity) || isNamed(quantity.span()));
  }

  /// Whether a bare number of the source is the amount: tables give the currency in the header.
  private boolean inTable(Quantity money) {
    return exact.quantities().stream().anyMatch(q -> q.unit().isEmpty() && q.hasValue(money))
        && exact.tokens().stream()
            .anyMatch(
                t ->
                    Currencies.of(t.word())
                        .filter(c -> Currencies.agree(c, money.unit()))
                        .isPresent());
  }

  /// The same of a measure.
  private boolean isMeasureInTable(Quantity measure) {
    return measure.kind() == Fact.Kind.NUMBER
        && exact.quantities().stream()
            .anyMatch(
                q ->
                    q.unit().isEmpty()
                        && measure.written().stream().anyMatch(q.written()::contains))
        && IntStream.range(0, exact.tokens().size())
            .mapToObj(i -> Measures.at(exact.tokens(), i))
            .anyMatch(unit -> unit != null && unit.base().equals(measure.unit()));
  }

  /// Whether the source has the number with the other sign, and words that make up for it: "fell by
  /// 5 %" for -5 %, and the brackets of accounts.
  private boolean isTurned(Quantity quantity) {
    FactText plain = quantity.isNegative() ? around : said;
    return exact.quantities().stream()
        .filter(quantity::isNegated)
        .anyMatch(
            other ->
                FALL.matcher(plain.text()).find()
                    || (quantity.isNegative() && isInBrackets(exact.text(), other.span())));
  }

  private static boolean isInBrackets(String text, Span span) {
    return span.start() > 0
        && span.end() < text.length()
        && text.charAt(span.start() - 1) == '('
        && text.charAt(span.end()) == ')';
  }

  /// Whether a figure that cannot be read stands somewhere as it is: the number of a version, of a
  /// clause, of a telephone.
  private boolean isWritten(Span span) {
    String figure = said.text().substring(span.start(), span.end());
    return source.hasWord(figure) || source.refersTo(figure);
  }

  /// Whether a number alone is a year or a day of a date, or a digit of a reference.
  private boolean isPartOfMore(Quantity number) {
    for (BigDecimal value : number.values()) {
      boolean dated =
          value.scale() <= 0
              && value.precision() <= 9
              && exact.dates().stream().anyMatch(date -> date.holds(value.intValueExact()));
      if (dated
          || source.isClause(value.toPlainString())
          || exact.references().stream()
              .anyMatch(reference -> reference.number().equals(value.toPlainString()))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a number belongs to a name, "14 Harbour Street", that is known with it.
  private boolean isNamed(Span span) {
    String number = said.text().substring(span.start(), span.end());
    String rest = said.text().substring(span.end()).strip();
    boolean named = !rest.isEmpty() && Character.isUpperCase(rest.charAt(0));
    return named && source.hasWord(number);
  }

  /// Whether a limit is one in the source too, and in the same direction. One that the source gives
  /// without words for it may be a time within which, and no other.
  private boolean isBoundAlike(Quantity quantity) {
    if (quantity.bound() == Quantity.Bound.NONE) {
      return true;
    }
    List<Quantity> same =
        around.quantities().stream().filter(other -> quantity.isIn(other)).toList();
    return same.isEmpty()
        || same.stream().anyMatch(other -> quantity.bound().agrees(other.bound()))
        || (quantity.bound() == Quantity.Bound.WITHIN
            && same.stream().anyMatch(other -> other.bound() == Quantity.Bound.NONE));
  }

  private void dates() {
    for (CalendarDate date : said.dates()) {
      if (exact.dates().stream().noneMatch(date::isIn)) {
        miss(Fact.Kind.DATE, date.span());
      } else if (!isOnTheSameSide(date)) {
        miss(Fact.Kind.COMPARISON, date.span());
      }
    }
  }

  /// Whether a thing is before, on, after a date as the source has it; where one says nothing of
  /// it, it may be.
  private boolean isOnTheSameSide(CalendarDate date) {
    Side side = Side.of(said.text(), date.span());
    List<Side> theirs =
        around.dates().stream()
            .filter(date::isIn)
            .map(other -> Side.of(around.text(), other.span()))
            .toList();
    return theirs.isEmpty() || theirs.stream().anyMatch(side::agrees);
  }

  private void names() {
    for (Span address : said.addresses()) {
      String words = said.text().substring(address.start(), address.end());
      if (!source.mentions(words)) {
        miss(Fact.Kind.NAME, address);
      }
    }
    if (said.writing() != FactText.Writing.ENGLISH) {
      return;
    }
    for (Names.Name name : Names.of(said.text(), said.tokens())) {
      if (!source.names(name) && !isTaken(name.span())) {
        miss(Fact.Kind.NAME, name.span());
      }
    }
  }

  /// Whether words belong to a date or an address or a currency.
  private boolean isTaken(Span span) {
    return said.dates().stream().anyMatch(date -> overlap(date.span(), span))
        || said.references().stream().anyMatch(r -> overlap(r.span(), span))
        || said.addresses().stream().anyMatch(address -> overlap(address, span))
        || said.quantities().stream().anyMatch(q -> overlap(q.span(), span));
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  private void references() {
    for (References.Reference reference : said.references()) {
      if (!source.refersTo(reference.number())) {
        miss(Fact.Kind.REFERENCE, reference.span());
      }
    }
  }

  private void predicates() {
    Set<String> parties = new HashSet<>(around.parties());
    parties.addAll(said.parties());
    parties.addAll(exact.parties());
    List<Predicate> quoted = exact.predicates(parties);
    List<Predicate> near = around.predicates(parties);
    List<Predicate> ours = said.predicates(parties);
    for (Predicate predicate : ours) {
      List<Predicate> like = like(predicate, quoted);
      if (like.isEmpty()) {
        like = like(predicate, near);
      }
      if (like.isEmpty()) {
        withoutLike(predicate, quoted.isEmpty() ? near : quoted);
      } else if (like.stream().noneMatch(other -> follows(predicate, other))) {
        miss(kind(predicate, like.getFirst()), predicate.span());
      } else if (like.stream().noneMatch(other -> isDoneAlike(predicate, other))) {
        miss(Fact.Kind.NAME, predicate.span());
      }
    }
    denied(ours, quoted);
  }

  /// The predicates of the source that are most like one.
  private static List<Predicate> like(Predicate predicate, List<Predicate> theirs) {
    int best = theirs.stream().mapToInt(predicate::likeness).max().orElse(0);
    return best == 0
        ? List.of()
        : theirs.stream().filter(other -> predicate.likeness(other) == best).toList();
  }

  private static boolean follows(Predicate said, Predicate source) {
    return said.modality().follows(source.modality())
        || (said.only() && source.excepting() && areOpposite(said.modality(), source.modality()))
        || (said.excepting() && source.only() && areOpposite(said.modality(), source.modality()));
  }

  /// Whether "only with consent" makes the same of them: may, and must not.
  private static boolean areOpposite(Predicate.Modality one, Predicate.Modality other) {
    return (one == Predicate.Modality.MAY && other == Predicate.Modality.MUST_NOT)
        || (one == Predicate.Modality.MUST_NOT && other == Predicate.Modality.MAY);
  }

  private static Fact.Kind kind(Predicate said, Predicate source) {
    return said.modality().isNegative() == source.modality().isNegative()
        ? Fact.Kind.MODALITY
        : said.modality() == Predicate.Modality.MAY || source.modality() == Predicate.Modality.MAY
            ? Fact.Kind.MODALITY
            : Fact.Kind.NEGATION;
  }

  /// A verb that the source does not have: it must at least say of something that it must, may, or
  /// is not.
  private void withoutLike(Predicate predicate, List<Predicate> theirs) {
    switch (predicate.modality()) {
      case STATED -> {}
      case NOT_STATED -> {
        if (theirs.stream().noneMatch(other -> other.modality().isNegative())) {
          miss(Fact.Kind.NEGATION, predicate.span());
        }
      }
      case MUST, SHOULD, MAY, MUST_NOT, NEED_NOT -> {
        if (theirs.stream().noneMatch(other -> predicate.modality().follows(other.modality()))) {
          miss(Fact.Kind.MODALITY, predicate.span());
        }
      }
    }
  }

  /// Whether nobody else does it, as far as both say who does.
  private static boolean isDoneAlike(Predicate said, Predicate source) {
    return alike(said.doer(), source.doer()) && alike(said.sufferer(), source.sufferer());
  }

  private static boolean alike(Set<String> one, Set<String> other) {
    return one.isEmpty() || other.isEmpty() || !Collections.disjoint(one, other);
  }

  /// Looks for what the source only denies, and the sentence says plainly.
  private void denied(List<Predicate> ours, List<Predicate> theirs) {
    for (Predicate other : theirs) {
      if (!other.modality().isNegative() || other.excepting() || other.main().isEmpty()) {
        continue;
      }
      boolean always = count(exact, other.main()) == 1;
      boolean spoken =
          ours.stream()
              .anyMatch(p -> p.main().equals(other.main()) || p.behind().contains(other.main()));
      if (always && !spoken) {
        place(said, other.main()).forEach(span -> miss(Fact.Kind.NEGATION, span));
      }
    }
  }

  private static int count(FactText text, String main) {
    return place(text, main).size();
  }

  private static List<Span> place(FactText text, String main) {
    if (text.writing() == FactText.Writing.CHINESE) {
      List<Span> found = new ArrayList<>();
      for (int at = text.text().indexOf(main); at >= 0; at = text.text().indexOf(main, at + 1)) {
        found.add(new Span(at, at + main.length()));
      }
      return found;
    }
    return text.tokens().stream()
        .filter(token -> token.isWord() && token.stem().equals(main))
        .map(Token::span)
        .toList();
  }

  private void opposites() {
    if (said.writing() == FactText.Writing.ENGLISH) {
      Opposites.of(said.tokens(), around.tokens()).forEach(span -> miss(Fact.Kind.NEGATION, span));
    }
  }

  private void orders() {
    for (Orders.Order order : said.orders()) {
      List<Orders.Order> like = like(order, exact.orders());
      if (like.isEmpty()) {
        like = like(order, around.orders());
      }
      if (!like.isEmpty() && like.stream().noneMatch(o -> o.side().agrees(order.side()))) {
        miss(Fact.Kind.COMPARISON, order.span());
      }
    }
  }

  /// The orders of the source that speak most of the same.
  private static List<Orders.Order> like(Orders.Order order, List<Orders.Order> theirs) {
    int best = theirs.stream().mapToInt(order::likeness).max().orElse(0);
    return best == 0
        ? List.of()
        : theirs.stream().filter(other -> order.likeness(other) == best).toList();
  }
}
