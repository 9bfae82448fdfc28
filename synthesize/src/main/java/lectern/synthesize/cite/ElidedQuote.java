package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lectern.ingest.Span;
import lectern.synthesize.Citation.Difference;
import lectern.synthesize.Citation.State;
import lectern.synthesize.CitationFormat;

/// Looks for the parts of a quote that leaves words out and says so.
final class ElidedQuote {
  /// Places of the first part from which the others are looked for.
  private static final int MAX_STARTS = 50;

  /// Parts from which on the index of the document pays.
  private static final int MANY_PARTS = 8;

  /// Parts of which it is looked for what they are nearly. Of more of them that stand nowhere, no
  /// quote is nearly the source's.
  private static final int MAX_NEAR = 50;

  private final Reading reading;
  private final AlphanumericProjection source;
  private final List<AlphanumericProjection> parts;
  private final Function<AlphanumericProjection, Optional<Quotation>> near;

  /// @param parts at least two
  /// @param near finds what a part is nearly that the document does not hold
  ElidedQuote(
      Reading reading,
      List<String> parts,
      Function<AlphanumericProjection, Optional<Quotation>> near) {
    this.reading = reading;
    this.source = reading.projection();
    this.parts = parts.stream().map(AlphanumericProjection::of).toList();
    this.near = near;
  }

  Optional<Quotation> find() {
    if (parts.stream().noneMatch(ElidedQuote::isLong)) {
      return Optional.empty();
    }
    if (parts.size() >= MANY_PARTS) {
      reading.seeds();
    }
    Quotation best = null;
    int from = 0;
    for (int i = 0; i < MAX_STARTS; i++) {
      int start = reading.next(parts.getFirst(), from, source.text().length());
      List<Span> places = start < 0 ? List.of() : inOrder(start);
      if (places.isEmpty()) {
        break;
      }
      Quotation found = judged(places);
      if (best == null || isBetter(found, best)) {
        best = found;
      }
      from = start + 1;
    }
    return best == null ? apart() : Optional.of(best);
  }

  private static boolean isLong(AlphanumericProjection part) {
    return part.text().length() >= CitationFormat.LEAST_QUOTE_CHARS;
  }

  private static boolean isBetter(Quotation one, Quotation other) {
    return one.proves() == other.proves()
        ? one.span().length() < other.span().length()
        : one.proves();
  }

  /// The parts one behind the other, the first where it is told; empty where one of them does not
  /// follow.
  private List<Span> inOrder(int start) {
    List<Span> places = new ArrayList<>();
    int from = start;
    for (AlphanumericProjection part : parts) {
      int at =
          places.isEmpty()
              ? reading.next(part, from, source.text().length())
              : reading.following(part, from, source.text().length());
      if (at < 0) {
        return List.of();
      }
      from = at + part.text().length();
      places.add(source.original(at, from));
    }
    return places;
  }

  private Quotation judged(List<Span> places) {
    State state = State.VERIFIED;
    List<Difference> differences = new ArrayList<>();
    for (int i = 1; i < places.size(); i++) {
      String omitted = reading.between(places.get(i - 1).end(), places.get(i).start());
      int next = reading.at(places.get(i).start());
      boolean isShort = !isLong(parts.get(i - 1)) || !isLong(parts.get(i));
      String before = reading.sentenceBefore(places.get(i - 1));
      String after = reading.between(places.get(i).start(), places.get(i).end());
      switch (Elision.joint(before, omitted, next)) {
        case FAIR -> {
          if ((isShort && !Elision.isWithinASentence(omitted, next))
              || CutFigures.cuts(before, omitted, after)) {
            state = State.STITCHED;
          }
        }
        case SPLICES -> state = State.STITCHED;
        case TURNS -> {
          state = state == State.STITCHED ? state : State.ALTERED;
          differences.add(new Difference("…", omitted.strip(), false));
        }
      }
    }
    Span span = new Span(places.getFirst().start(), places.getLast().end());
    return new Quotation(state, span, words(places), differences, 1);
  }

  private String words(List<Span> places) {
    return String.join(" … ", places.stream().map(reading::words).toList());
  }

  /// The parts wherever they stand, and what those are nearly that stand nowhere.
  private Optional<Quotation> apart() {
    List<Quotation> found = new ArrayList<>();
    int letters = 0;
    double same = 0;
    int looked = 0;
    for (AlphanumericProjection part : parts) {
      int length = part.text().length();
      letters += length;
      Optional<Quotation> place =
          reading
              .find(part, new Span(0, 0))
              .map(span -> new Quotation(State.VERIFIED, span, reading.words(span), List.of(), 1));
      if (place.isEmpty() && isLong(part) && looked++ < MAX_NEAR) {
        place = near.apply(part);
      }
      same += length * place.map(Quotation::likeness).orElse(0.0);
      place.ifPresent(found::add);
    }
    if (found.isEmpty() || same < letters / 2.0) {
      return Optional.empty();
    }
    List<Span> places = found.stream().map(Quotation::span).toList();
    Quotation first = found.getFirst();
    boolean whole = found.size() == parts.size() && found.stream().allMatch(Quotation::proves);
    State state = State.ALTERED;
    if (whole) {
      boolean rises = true;
      for (int i = 1; i < places.size(); i++) {
        rises &= places.get(i - 1).end() <= places.get(i).start();
      }
      state = !rises ? State.STITCHED : judged(places).state();
      state = state == State.VERIFIED ? State.REPAIRED : state;
    } else if (found.size() == parts.size()
        && found.stream().noneMatch(part -> part.state() == State.ALTERED)) {
      state = State.STITCHED;
    }
    Span span =
        whole && state == State.REPAIRED
            ? new Span(places.getFirst().start(), places.getLast().end())
            : first.span();
    return Optional.of(
        new Quotation(
            state,
            span,
            String.join(" … ", found.stream().map(Quotation::words).toList()),
            found.stream().flatMap(part -> part.differences().stream()).toList(),
            same / letters));
  }
}
