package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import lectern.ingest.Span;
import lectern.synthesize.Citation.Difference;
import lectern.synthesize.Citation.State;
import lectern.synthesize.CitationFormat;

/// Finds what a quote that a document does not hold is nearly, and says where the two differ.
final class NearQuote {
  /// Least share of a quote's letters that the source must have too, and of the source's letters
  /// there that the quote must have. Below it the rest is no alteration but the text.
  private static final double LEAST_LIKENESS = 0.5;

  /// Share from which a quote is altered and not joined from parts that the document happens to
  /// have.
  private static final double SURE_LIKENESS = 0.75;

  /// Letters of the source that are left out before it is a joint of two parts and no words
  /// dropped: some seven words.
  private static final int JOINT = 40;

  /// Letters and words of a part of a quote that is looked for elsewhere. A name or a defined term
  /// is shorter.
  private static final int PART = 20;

  private static final int PART_WORDS = 5;
  private static final int PART_IDEOGRAPHS = 10;

  /// Differences that are looked into. More of them repair nothing.
  private static final int MAX_SPOTS = 100;

  /// Share of a quote's words that may be slips; of what was read off a picture.
  private static final double SLIPS = 0.3;

  private static final double SLIPS_READ = 0.5;
  private static final int SLIPS_ALWAYS = 2;

  /// Places of a part's first letters that are looked at.
  private static final int PLACES = 4_096;

  /// Letters that a part may take from the one before.
  private static final int MAX_BACK = 30;

  private static final int FINE = 4;
  private static final int FINE_OF_LONG = 6;
  private static final int LONG = 600;
  private static final int FINE_OF_IDEOGRAPHS = 2;

  private final Reading reading;
  private final AlphanumericProjection source;
  private final AlphanumericProjection quote;
  private final Slips slips;
  private final IntPredicate scanned;

  /// Whether what was judged altered may be two parts that were joined.
  private boolean isDoubtful;

  /// @param language of the document, or ""
  /// @param scanned whether what stands at an offset of the document's text was read off a picture
  NearQuote(Reading reading, AlphanumericProjection quote, String language, IntPredicate scanned) {
    this.reading = reading;
    this.source = reading.projection();
    this.quote = quote;
    this.slips = new Slips(quote, source, language);
    this.scanned = scanned;
  }

  /// REPAIRED, STITCHED or ALTERED; empty where the document says nothing near.
  Optional<Quotation> find(Span preferred) {
    Alignment best = null;
    int most = 0;
    String letters = quote.text();
    SeedIndex seeds = reading.seeds();
    int fine = letters.length() < LONG ? FINE : FINE_OF_LONG;
    for (Span window : seeds.windows(letters)) {
      Alignment found =
          Alignment.of(
              letters, source.text(), window, seeds.letters() < fine ? FINE_OF_IDEOGRAPHS : fine);
      if (!found.runs().isEmpty()) {
        int start =
            source.original(found.runs().getFirst().source(), source.text().length()).start();
        boolean isPreferred = preferred.start() <= start && start < preferred.end();
        int score = 2 * found.matched() + (isPreferred ? 1 : 0);
        if (score > most) {
          most = score;
          best = found;
        }
      }
    }
    Optional<Quotation> judged = best == null ? Optional.empty() : judged(best);
    boolean isSure = judged.isPresent() && (judged.get().proves() || !isDoubtful);
    return isSure ? judged : stitched().or(() -> judged);
  }

  /// The quote as whole parts of the source, where it is nothing else.
  private Optional<Quotation> stitched() {
    Span whole = new Span(0, quote.text().length());
    List<Span> parts = parts(whole);
    if (parts.size() < 2) {
      return Optional.empty();
    }
    List<String> pieces = new ArrayList<>();
    parts.forEach(part -> piece(pieces, part.start(), part.end()));
    Span first = parts.getFirst();
    return Optional.of(
        new Quotation(
            State.STITCHED,
            source.signed(first.start(), first.end()),
            String.join(" … ", pieces),
            List.of(),
            1));
  }

  private Optional<Quotation> judged(Alignment alignment) {
    List<Spot> spots = withoutEnds(Spot.of(quote, source, alignment));
    int from = alignment.runs().getFirst().source();
    Alignment.Run last = alignment.runs().getLast();
    int to = last.source() + last.length();
    if (!spots.isEmpty()) {
      Spot first = spots.getFirst();
      Spot end = spots.getLast();
      from =
          first.quote().start() == 0
              ? first.source().start()
              : Math.min(from, first.source().start());
      to =
          end.quote().end() == quote.text().length()
              ? end.source().end()
              : Math.max(to, end.source().end());
    }
    return from >= to ? Optional.empty() : judged(spots, from, to);
  }

  private Optional<Quotation> judged(List<Spot> spots, int from, int to) {
    List<Difference> differences = new ArrayList<>();
    List<String> pieces = new ArrayList<>();
    int pieceFrom = from;
    int lost = 0;
    int instead = 0;
    int harmless = 0;
    boolean altered = false;
    boolean read = false;
    boolean few = spots.size() <= MAX_SPOTS;
    for (Spot spot : spots) {
      boolean scannedHere = isScanned(spot);
      read |= scannedHere;
      boolean same = few && slips.sameIn(spot, scannedHere) && hasSameOperators(spot);
      harmless += same ? 1 : 0;
      List<Span> parts = same || !few ? List.of() : parts(spot.quote());
      boolean jump = spot.source().length() - spot.quote().length() >= JOINT;
      boolean joint = !same && (!parts.isEmpty() || (spot.quote().length() == 0 && jump));
      isDoubtful |= jump || !parts.isEmpty();
      if (joint) {
        piece(pieces, pieceFrom, spot.source().start());
        parts.forEach(part -> piece(pieces, part.start(), part.end()));
        pieceFrom = spot.source().end();
      } else if (!same) {
        altered = true;
        lost += spot.quote().length();
        instead += spot.source().length();
      }
      if (parts.isEmpty()) {
        differences.add(
            new Difference(
                quote.words(spot.quote().start(), spot.quote().end()),
                source.words(spot.source().start(), spot.source().end()),
                same));
      }
    }
    piece(pieces, pieceFrom, to);
    int length = quote.text().length();
    double likeness = (length - lost) / (double) length;
    isDoubtful |= likeness < SURE_LIKENESS;
    double ofSource = (length - lost) / (double) (length - lost + instead);
    if (Math.min(likeness, ofSource) < LEAST_LIKENESS
        || length - lost < CitationFormat.LEAST_QUOTE_CHARS) {
      return Optional.empty();
    }
    int words = Spot.words(quote, new Span(0, length)).size();
    double share = read ? SLIPS_READ : SLIPS;
    boolean sloppy = harmless > Math.max(SLIPS_ALWAYS, words * share);
    Span span = source.signed(from, to);
    String negation = reading.negationBefore(from);
    if (!negation.isEmpty()) {
      altered = true;
      differences.addFirst(new Difference("", negation, false));
    }
    boolean untold = differences.isEmpty() && pieces.size() == 1;
    if (altered || untold || (sloppy && pieces.size() == 1)) {
      return Optional.of(
          new Quotation(State.ALTERED, span, reading.words(span), differences, likeness));
    }
    return Optional.of(
        pieces.size() > 1
            ? new Quotation(State.STITCHED, span, String.join(" … ", pieces), differences, likeness)
            : new Quotation(State.REPAIRED, span, reading.words(span), differences, likeness));
  }

  /// Whether the operators beside two words that say the same, and between them, are the same too.
  private boolean hasSameOperators(Spot spot) {
    Span ours = spot.quote();
    Span theirs = spot.source();
    boolean before = ours.start() > 0;
    boolean behind = ours.end() < quote.text().length();
    return Operators.same(
        quote.around(ours.start(), ours.end(), before, behind),
        source.around(theirs.start(), theirs.end(), before, behind));
  }

  private void piece(List<String> pieces, int from, int to) {
    if (from < to) {
      pieces.add(reading.words(source.signed(from, to)));
    }
  }

  private boolean isScanned(Spot spot) {
    int at = Math.min(spot.source().start(), source.text().length() - 1);
    return scanned.test(source.original(at, at + 1).start());
  }

  /// Makes one place of an end of the quote that stands elsewhere: letters agree here and there by
  /// chance.
  private List<Spot> withoutEnds(List<Spot> spots) {
    List<Spot> kept = new ArrayList<>(spots);
    int length = quote.text().length();
    int cut = -1;
    int least = 0;
    int sum = 0;
    int at = 0;
    for (int i = 0; i < spots.size(); i++) {
      Span ours = spots.get(i).quote();
      sum += ours.start() - at - ours.length();
      at = ours.end();
      if (sum < least) {
        least = sum;
        cut = i;
      }
    }
    if (cut > 0 && !parts(new Span(0, spots.get(cut).quote().end())).isEmpty()) {
      Spot last = spots.get(cut);
      int end = last.source().end();
      kept.subList(0, cut + 1).clear();
      kept.addFirst(new Spot(new Span(0, last.quote().end()), new Span(end, end)));
    }
    cut = -1;
    least = 0;
    sum = 0;
    at = length;
    for (int i = kept.size() - 1; i >= 0; i--) {
      Span ours = kept.get(i).quote();
      sum += at - ours.end() - ours.length();
      at = ours.start();
      if (sum < least) {
        least = sum;
        cut = i;
      }
    }
    if (cut >= 0
        && cut < kept.size() - 1
        && !parts(new Span(kept.get(cut).quote().start(), length)).isEmpty()) {
      Spot first = kept.get(cut);
      int start = first.source().start();
      kept.subList(cut, kept.size()).clear();
      kept.add(new Spot(new Span(first.quote().start(), length), new Span(start, start)));
    }
    return kept;
  }

  /// Where the source has a stretch of the quote, in one part or several; empty where it has not
  /// all of it. As few parts as may be: each is as long as the source allows, and may take words
  /// from the end of the one before where that went too far.
  private List<Span> parts(Span stretch) {
    boolean ideographs = reading.seeds().letters() < FINE;
    int least = ideographs ? PART_IDEOGRAPHS : PART;
    if (stretch.length() < least || Spot.words(quote, stretch).size() < PART_WORDS) {
      return List.of();
    }
    List<Span> parts = new ArrayList<>();
    int start = stretch.start();
    int at = start;
    while (at < stretch.end()) {
      int earliest = parts.isEmpty() ? at : Math.max(start + least, at - MAX_BACK);
      int best = -1;
      Span longest = new Span(0, 0);
      for (int from = at; from >= earliest; from--) {
        Span part = quote.joined(from) ? new Span(0, 0) : longest(from, stretch.end());
        if (from + part.length() > Math.max(at, best + longest.length())) {
          best = from;
          longest = part;
        }
      }
      if (best < 0 || longest.length() < least || Spot.words(source, longest).size() < PART_WORDS) {
        return List.of();
      }
      if (best < at) {
        Span before = parts.removeLast();
        parts.add(new Span(before.start(), before.end() - (at - best)));
      }
      parts.add(longest);
      start = best;
      at = best + longest.length();
    }
    return parts;
  }

  /// The longest stretch of the source that has the quote's whole words from an offset on.
  private Span longest(int at, int end) {
    int[] best = {0, 0};
    SeedIndex seeds = reading.seeds();
    if (at + seeds.letters() > end) {
      return new Span(0, 0);
    }
    IntConsumer longer =
        place -> {
          int length = 0;
          while (at + length < end
              && place + length < source.text().length()
              && quote.text().charAt(at + length) == source.text().charAt(place + length)) {
            length++;
          }
          while (length > 0 && (quote.joined(at + length) || source.joined(place + length))) {
            length--;
          }
          if (length > best[1]
              && !source.joined(place)
              && Figures.firstOther(quote, new Span(at, at + length), source, place) < 0) {
            best[0] = place;
            best[1] = length;
          }
        };
    seeds.places(quote.text(), at, PLACES, longer);
    return new Span(best[0], best[0] + best[1]);
  }
}
