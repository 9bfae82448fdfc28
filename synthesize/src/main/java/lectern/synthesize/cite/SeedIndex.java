package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import lectern.ingest.Span;

/// Where the runs of a few letters (k-mers) of a text stand, to find what is nearly a quote.
///
/// Runs that stand almost everywhere tell nothing and would cost most: they are passed over, so
/// that looking up a quote takes time linear in the quote whatever the text is.
final class SeedIndex {
  /// Letters of a run: few enough that of twelve letters with one changed in the middle a run is
  /// left.
  private static final int LETTERS = 6;

  /// The same for scripts whose letters are words or syllables.
  private static final int IDEOGRAPHS = 3;

  /// Places of a run that are looked at for a long quote, and for a short one, which has few runs.
  private static final int FEW = 64;

  private static final int MANY = 1_024;
  private static final int SHORT_QUOTE = 64;

  /// Windows that are worth an alignment. Boilerplate makes the right one stand behind its likes.
  /// One that has less than half of the runs of a first that has most is none of them.
  private static final int WINDOWS = 6;

  /// The same for a quote that is too long to be boilerplate.
  private static final int WINDOWS_OF_LONG = 2;

  private static final int LONG_QUOTE = 1_000;

  private static final int LEAST_WIDTH = 64;

  private final String text;
  private final int letters;
  private final int mask;

  /// Of each slot its last place, from 1, and beside it, for the cache's sake, how many it has.
  private final int[] slots;

  private final int[] nexts;

  private SeedIndex(String text, int letters) {
    this.text = text;
    this.letters = letters;
    int size = Math.max(64, Integer.highestOneBit(Math.max(1, text.length())) * 2);
    mask = size - 1;
    slots = new int[2 * size];
    nexts = new int[Math.max(0, text.length() - letters + 1)];
    int drop = power(letters);
    int hash = 0;
    for (int end = 0; end < text.length(); end++) {
      hash = hash * BASE + text.charAt(end);
      int at = end - letters + 1;
      if (at > 0) {
        hash -= drop * text.charAt(at - 1);
      }
      if (at >= 0) {
        int slot = slot(hash);
        nexts[at] = slots[slot];
        slots[slot] = at + 1;
        slots[slot + 1]++;
      }
    }
  }

  private static final int BASE = 0x01000193;

  static SeedIndex of(String text) {
    int ideographs = 0;
    int seen = 0;
    for (int i = 0; i < text.length(); i += 1 + text.length() / 4_096) {
      ideographs += text.charAt(i) >= 0x2E80 ? 1 : 0;
      seen++;
    }
    return new SeedIndex(text, ideographs * 3 > seen ? IDEOGRAPHS : LETTERS);
  }

  /// Of a small text, with runs so short that they stand between any two changes.
  static SeedIndex fine(String text, int letters) {
    return new SeedIndex(text, letters);
  }

  int letters() {
    return letters;
  }

  /// Places of the run that a quote has at an offset, the last first; none where they are too many.
  void places(String quote, int at, int most, IntConsumer found) {
    int slot = slot(hash(quote, at));
    if (slots[slot + 1] > most) {
      return;
    }
    for (int place = slots[slot] - 1; place >= 0; place = nexts[place] - 1) {
      if (text.regionMatches(place, quote, at, letters)) {
        found.accept(place);
      }
    }
  }

  /// Where all of a quote's letters stand, rising; empty where even its rarest run stands in so
  /// many places that reading the text is no slower.
  Optional<int[]> whole(String quote) {
    int rarest = -1;
    int fewest = MANY + 1;
    for (int i = 0; i + letters <= quote.length() && fewest > 0; i++) {
      int count = slots[slot(hash(quote, i)) + 1];
      if (count < fewest) {
        fewest = count;
        rarest = i;
      }
    }
    if (rarest < 0) {
      return Optional.empty();
    }
    int at = rarest;
    IntStream.Builder found = IntStream.builder();
    places(
        quote,
        at,
        MANY,
        place -> {
          if (place >= at && text.startsWith(quote, place - at)) {
            found.add(place - at);
          }
        });
    return Optional.of(found.build().sorted().toArray());
  }

  /// Stretches of the text, a little longer than the quote, that share most runs with it in about
  /// its order; the likeliest first.
  List<Span> windows(String quote) {
    int most = quote.length() <= SHORT_QUOTE ? MANY : FEW;
    List<Span> found = windows(quote, most);
    return found.isEmpty() && most < MANY ? windows(quote, MANY) : found;
  }

  private List<Span> windows(String quote, int most) {
    int width = Math.max(LEAST_WIDTH, Integer.highestOneBit(quote.length()) / 8);
    Votes votes = new Votes((text.length() + quote.length()) / width + 2);
    for (int i = 0; i + letters <= quote.length(); i++) {
      int shift = quote.length() - i;
      int[] last = {-1};
      places(
          quote,
          i,
          most,
          place -> {
            int bucket = (place + shift) / width;
            if (bucket != last[0]) {
              votes.add(bucket);
              last[0] = bucket;
            }
          });
    }
    List<Span> windows = new ArrayList<>();
    int limit = quote.length() < LONG_QUOTE ? WINDOWS : WINDOWS_OF_LONG;
    int first = 0;
    for (int i = 0; i < limit; i++) {
      int best = votes.best();
      int runs = best < 0 ? 0 : votes.of(best);
      boolean isFar = runs * 2 < first && first * 2 > quote.length() - letters;
      if (runs == 0 || isFar) {
        break;
      }
      first = Math.max(first, runs);
      int from = best * width - quote.length();
      windows.add(
          new Span(Math.max(0, from), Math.min(text.length(), from + 2 * width + quote.length())));
      votes.clear(best);
    }
    return windows;
  }

  /// How many runs stand in each stretch of the text, a bucket, and in the next one.
  private static final class Votes {
    private final int[] votes;
    private int[] touched = new int[64];
    private int count;

    private Votes(int buckets) {
      votes = new int[buckets];
    }

    private void add(int bucket) {
      if (votes[bucket]++ == 0) {
        if (count == touched.length) {
          touched = Arrays.copyOf(touched, 2 * count);
        }
        touched[count++] = bucket;
      }
    }

    private int of(int bucket) {
      return votes[bucket] + votes[bucket + 1];
    }

    private void clear(int bucket) {
      votes[bucket] = 0;
      votes[bucket + 1] = 0;
    }

    /// The bucket that has most together with the next one, the first of several; -1 where none has
    /// any.
    private int best() {
      int best = -1;
      int most = 0;
      for (int i = 0; i < count; i++) {
        for (int bucket = Math.max(0, touched[i] - 1); bucket <= touched[i]; bucket++) {
          int sum = bucket + 1 < votes.length ? of(bucket) : 0;
          if (sum > most || (sum == most && sum > 0 && bucket < best)) {
            most = sum;
            best = bucket;
          }
        }
      }
      return best;
    }
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return ((mixed ^ mixed >>> 15) & mask) << 1;
  }

  private int hash(String quote, int at) {
    int hash = 0;
    for (int i = at; i < at + letters; i++) {
      hash = hash * BASE + quote.charAt(i);
    }
    return hash;
  }

  private static int power(int times) {
    int power = 1;
    for (int i = 0; i < times; i++) {
      power *= BASE;
    }
    return power;
  }
}
