package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.ingest.Span;

/// Where a quote says something else than the source: the whole words and figures of both, as
/// offsets in their projections. One side may be empty.
record Spot(Span quote, Span source) {
  /// Words of the source that are taken for what other words at an end of the quote stand for.
  private static final int END_WORDS = 4;

  boolean isEmpty() {
    return quote.length() == 0 && source.length() == 0;
  }

  /// All places of an alignment, in order.
  static List<Spot> of(
      AlphanumericProjection quote, AlphanumericProjection source, Alignment alignment) {
    return new Finder(quote, source, alignment).spots();
  }

  /// The words and figures of a stretch of a projection.
  static List<Span> words(AlphanumericProjection text, Span stretch) {
    List<Span> words = new ArrayList<>();
    int start = stretch.start();
    for (int i = start + 1; i <= stretch.end(); i++) {
      if (i == stretch.end() || !text.joined(i)) {
        words.add(new Span(start, i));
        start = i;
      }
    }
    return words;
  }

  /// Widens gaps of an alignment until they hold whole words of both sides.
  private static final class Finder {
    private final AlphanumericProjection quote;
    private final AlphanumericProjection source;
    private final int[] partner;
    private final List<Gap> gaps;

    private Finder(
        AlphanumericProjection quote, AlphanumericProjection source, Alignment alignment) {
      this.quote = quote;
      this.source = source;
      this.partner = new int[quote.text().length()];
      Arrays.fill(partner, -1);
      this.gaps = gaps(alignment);
    }

    private List<Gap> gaps(Alignment alignment) {
      List<Gap> found = new ArrayList<>();
      int q = 0;
      int s = alignment.runs().getFirst().source();
      for (Alignment.Run run : alignment.runs()) {
        if (q < run.quote() || s < run.source() || q == 0) {
          found.add(new Gap(q, run.quote(), s, run.source()));
        }
        int shift = run.source() - run.quote();
        q = run.quote() + run.length();
        s = run.source() + run.length();
        for (int i = run.quote(); i < q; i++) {
          partner[i] = i + shift;
        }
        for (int at = run.quote(); at < q; ) {
          int other = Figures.firstOther(quote, new Span(at, q), source, at + shift);
          if (other < 0) {
            break;
          }
          int from = other > at ? other - 1 : other;
          int to = other < q ? other + 1 : other;
          found.add(new Gap(from, to, from + shift, to + shift));
          at = Math.max(to, at + 1);
        }
      }
      found.add(new Gap(q, quote.text().length(), s, s));
      return found;
    }

    private List<Spot> spots() {
      List<Spot> spots = new ArrayList<>();
      List<Gap> done = new ArrayList<>();
      for (int i = 0; i < gaps.size(); i++) {
        Gap gap = gaps.get(i);
        while (!done.isEmpty() && done.getLast().q1 > gap.q0) {
          gap.takeIn(done.removeLast());
        }
        widenLeft(gap, done);
        i = widenRight(gap, i);
        done.add(gap);
      }
      for (Gap gap : done) {
        Spot spot = narrowed(gap);
        Spot before = spots.isEmpty() ? null : spots.getLast();
        if (before != null
            && before.quote.end() == spot.quote.start()
            && before.source.end() == spot.source.start()) {
          spots.removeLast();
          spot =
              new Spot(
                  new Span(before.quote.start(), spot.quote.end()),
                  new Span(before.source.start(), spot.source.end()));
        }
        if (!spot.isEmpty()) {
          spots.add(spot);
        }
      }
      return spots;
    }

    private void widenLeft(Gap gap, List<Gap> done) {
      while (quote.joined(gap.q0) || source.joined(gap.s0)) {
        if (!done.isEmpty() && done.getLast().q1 == gap.q0 && done.getLast().s1 == gap.s0) {
          gap.takeIn(done.removeLast());
        } else if (gap.q0 > 0 && gap.s0 > 0 && partner[gap.q0 - 1] == gap.s0 - 1) {
          gap.q0--;
          gap.s0--;
        } else if (source.joined(gap.s0)) {
          gap.s0--;
        } else {
          gap.q0--;
        }
      }
    }

    /// @return the last of the gaps that this one holds now
    private int widenRight(Gap gap, int index) {
      int i = index;
      while (quote.joined(gap.q1) || source.joined(gap.s1)) {
        Gap next = i + 1 < gaps.size() ? gaps.get(i + 1) : null;
        if (next != null && next.q0 <= gap.q1 && next.s0 <= gap.s1) {
          gap.q1 = Math.max(gap.q1, next.q1);
          gap.s1 = Math.max(gap.s1, next.s1);
          i++;
        } else if (gap.q1 < partner.length && partner[gap.q1] == gap.s1) {
          gap.q1++;
          gap.s1++;
        } else if (source.joined(gap.s1)) {
          gap.s1++;
        } else {
          gap.q1++;
        }
      }
      return i;
    }

    /// Without the words that both sides begin or end with; at an end of the quote with the words
    /// that stand there in the source.
    private Spot narrowed(Gap gap) {
      List<Span> ours = words(quote, new Span(gap.q0, gap.q1));
      List<Span> theirs = words(source, new Span(gap.s0, gap.s1));
      int first = 0;
      int most = Math.min(ours.size(), theirs.size());
      while (first < most && same(ours.get(first), theirs.get(first))) {
        first++;
      }
      int last = 0;
      while (last < most - first
          && same(ours.get(ours.size() - 1 - last), theirs.get(theirs.size() - 1 - last))) {
        last++;
      }
      int q0 = first == 0 ? gap.q0 : ours.get(first - 1).end();
      int s0 = first == 0 ? gap.s0 : theirs.get(first - 1).end();
      int q1 = last == 0 ? gap.q1 : ours.get(ours.size() - last).start();
      int s1 = last == 0 ? gap.s1 : theirs.get(theirs.size() - last).start();
      int missing = Math.min(END_WORDS, ours.size() - theirs.size());
      if (q0 == 0 && q1 > 0 && quote.opensBracket(0)) {
        s0 = theirs.size() > last ? theirs.get(theirs.size() - last - 1).start() : before(s0, 1);
      } else if (q0 == 0 && q1 > 0) {
        s0 = missing < 0 ? Math.min(s1, theirs.get(-missing).start()) : before(s0, missing);
      } else if (q1 == partner.length && q1 > q0) {
        s1 =
            missing < 0
                ? Math.max(s0, theirs.get(theirs.size() - 1 + missing).end())
                : behind(s1, missing);
      }
      if (q0 >= q1 && s0 >= s1 && !sameFigures(gap)) {
        return new Spot(new Span(gap.q0, gap.q1), new Span(gap.s0, gap.s1));
      }
      return new Spot(new Span(q0, Math.max(q0, q1)), new Span(s0, Math.max(s0, s1)));
    }

    /// Whether the marks between two figures are the same too: "1-5" has the words of "1 5".
    private boolean sameFigures(Gap gap) {
      return Figures.firstOther(quote, new Span(gap.q0, gap.q1), source, gap.s0) < 0;
    }

    private int before(int offset, int words) {
      int at = offset;
      for (int i = 0; i < words && at > 0; i++) {
        at--;
        while (source.joined(at)) {
          at--;
        }
      }
      return at;
    }

    private int behind(int offset, int words) {
      int at = offset;
      for (int i = 0; i < words && at < source.text().length(); i++) {
        at++;
        while (source.joined(at)) {
          at++;
        }
      }
      return at;
    }

    private boolean same(Span ours, Span theirs) {
      return ours.length() == theirs.length()
          && quote.text().regionMatches(ours.start(), source.text(), theirs.start(), ours.length())
          && Figures.firstOther(quote, ours, source, theirs.start()) < 0;
    }
  }

  private static final class Gap {
    private int q0;
    private int q1;
    private int s0;
    private int s1;

    private Gap(int q0, int q1, int s0, int s1) {
      this.q0 = q0;
      this.q1 = q1;
      this.s0 = s0;
      this.s1 = s1;
    }

    private void takeIn(Gap before) {
      q0 = Math.min(q0, before.q0);
      s0 = Math.min(s0, before.s0);
      q1 = Math.max(q1, before.q1);
      s1 = Math.max(s1, before.s1);
    }
  }
}
