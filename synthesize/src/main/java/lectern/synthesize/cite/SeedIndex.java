package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
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
  private static final int WINDOWS = 6;

  /// The same for a quote that is too long to be boilerplate.
  private static final int WINDOWS_OF_LONG = 2;

  private static final int LONG_QUOTE = 1_000;

  private static final int LEAST_WIDTH = 64;

  private final String text;
  private final int letters;
  private final int mask;
  private final int[] heads;
  private final int[] counts;
  private final int[] nexts;

  private SeedIndex(String text, int letters) {
    this.text = text;
    this.letters = letters;
    int size = Math.max(64, Integer.highestOneBit(Math.max(1, text.length())) * 2);
    mask = size - 1;
    heads = new int[size];
    counts = new int[size];
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
        nexts[at] = heads[slot];
        heads[slot] = at + 1;
        counts[slot]++;
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
    if (counts[slot] > most) {
      return;
    }
    for (int place = heads[slot] - 1; place >= 0; place = nexts[place] - 1) {
      if (text.regionMatches(place, quote, at, letters)) {
        found.accept(place);
      }
    }
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
    int[] votes = new int[(text.length() + quote.length()) / width + 2];
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
              votes[bucket]++;
              last[0] = bucket;
            }
          });
    }
    List<Span> windows = new ArrayList<>();
    int limit = quote.length() < LONG_QUOTE ? WINDOWS : WINDOWS_OF_LONG;
    for (int i = 0; i < limit; i++) {
      int best = best(votes);
      if (best < 0) {
        break;
      }
      int from = best * width - quote.length();
      windows.add(
          new Span(Math.max(0, from), Math.min(text.length(), from + 2 * width + quote.length())));
      votes[best] = 0;
      votes[best + 1] = 0;
    }
    return windows;
  }

  /// The bucket that has most votes together with the next one; -1 where none has any.
  private static int best(int[] votes) {
    int best = -1;
    int most = 0;
    for (int i = 0; i + 1 < votes.length; i++) {
      int sum = votes[i] + votes[i + 1];
      if (sum > most) {
        most = sum;
        best = i;
      }
    }
    return best;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & mask;
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
