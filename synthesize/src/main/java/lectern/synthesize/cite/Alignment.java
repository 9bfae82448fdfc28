package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lectern.ingest.Span;

/// Which letters of a quote are which of a source, both in order.
///
/// Runs of letters that both have are chained; what lies between two of them is aligned letter by
/// letter where it is small, and else left as other. So the time is bounded, and near linear for
/// what is near.
///
/// @param runs in order of both texts, none empty
record Alignment(List<Run> runs) {
  /// Runs that are chained. More of them only repetition makes.
  private static final int MAX_RUNS = 1_000;

  /// Places of one short run within the window that are looked at.
  private static final int PLACES = 12;

  /// Cells of one gap that is aligned letter by letter, and of all gaps.
  private static final int MAX_CELLS = 40_000;

  private static final int MAX_ALL_CELLS = 3_000_000;

  /// Letters beside the outermost runs in which more is looked for.
  private static final int MAX_END = 160;

  private static final int MAX_DRIFT_COST = 25;

  /// The same letters in both, from an offset of each.
  record Run(int quote, int source, int length) {
    private int quoteEnd() {
      return quote + length;
    }

    private int sourceEnd() {
      return source + length;
    }

    private Run from(int skipped) {
      return new Run(quote + skipped, source + skipped, length - skipped);
    }
  }

  Alignment {
    runs = List.copyOf(runs);
  }

  /// Letters that are the same.
  int matched() {
    return runs.stream().mapToInt(Run::length).sum();
  }

  /// The best alignment of a quote with a window of a source.
  ///
  /// @param letters of the runs that are looked for first
  static Alignment of(String quote, String source, Span window, int letters) {
    String part = source.substring(window.start(), window.end());
    List<Run> chain = chain(runs(quote, part, letters));
    List<Run> all = new ArrayList<>();
    int[] cells = {MAX_ALL_CELLS};
    Run before = null;
    for (Run run : chain) {
      if (before == null) {
        int from = Math.max(0, run.quote() - MAX_END);
        int place = Math.max(0, run.source() - (run.quote() - from) - MAX_END / 8);
        all.addAll(
            new Letters(quote.substring(from, run.quote()), part.substring(place, run.source()))
                .runs(cells, true, false, from, place));
      } else {
        all.addAll(
            new Letters(
                    quote.substring(before.quoteEnd(), run.quote()),
                    part.substring(before.sourceEnd(), run.source()))
                .runs(cells, false, false, before.quoteEnd(), before.sourceEnd()));
      }
      all.add(run);
      before = run;
    }
    if (before != null) {
      int to = Math.min(quote.length(), before.quoteEnd() + MAX_END);
      int place =
          Math.min(part.length(), before.sourceEnd() + to - before.quoteEnd() + MAX_END / 8);
      all.addAll(
          new Letters(
                  quote.substring(before.quoteEnd(), to), part.substring(before.sourceEnd(), place))
              .runs(cells, false, true, before.quoteEnd(), before.sourceEnd()));
    }
    return new Alignment(
        all.stream()
            .map(run -> new Run(run.quote(), run.source() + window.start(), run.length()))
            .toList());
  }

  /// Longest common runs, by where they start in the quote.
  private static List<Run> runs(String quote, String part, int letters) {
    SeedIndex seeds = SeedIndex.fine(part, letters);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i + letters <= quote.length(); i++) {
      int at = i;
      seeds.places(
          quote,
          at,
          PLACES,
          place -> {
            boolean goesOnBefore =
                at > 0 && place > 0 && quote.charAt(at - 1) == part.charAt(place - 1);
            if (!goesOnBefore || isCrowded(seeds, quote, at - 1)) {
              runs.add(new Run(at, place, common(quote, at, part, place)));
            }
          });
    }
    if (runs.size() <= MAX_RUNS) {
      return runs;
    }
    return runs.stream()
        .sorted(Comparator.comparingInt(Run::length).reversed())
        .limit(MAX_RUNS)
        .sorted(Comparator.comparingInt(Run::quote).thenComparingInt(Run::source))
        .toList();
  }

  /// Whether the run at an offset was passed over, so that what goes on from it starts later.
  private static boolean isCrowded(SeedIndex seeds, String quote, int at) {
    int[] found = {0};
    seeds.places(quote, at, PLACES, _ -> found[0]++);
    return found[0] == 0;
  }

  private static int common(String quote, int at, String part, int place) {
    int length = 0;
    while (at + length < quote.length()
        && place + length < part.length()
        && quote.charAt(at + length) == part.charAt(place + length)) {
      length++;
    }
    return length;
  }

  /// The runs, in order of both texts, that hold most letters, a drift costing some.
  private static List<Run> chain(List<Run> runs) {
    int n = runs.size();
    int[] score = new int[n];
    int[] before = new int[n];
    int best = -1;
    for (int i = 0; i < n; i++) {
      Run run = runs.get(i);
      score[i] = run.length();
      before[i] = -1;
      for (int j = 0; j < i; j++) {
        Run earlier = runs.get(j);
        int overlap = overlap(earlier, run);
        if (earlier.source() < run.source() && overlap < run.length()) {
          int sum = score[j] + run.length() - overlap - drift(earlier, run);
          if (sum > score[i]) {
            score[i] = sum;
            before[i] = j;
          }
        }
      }
      best = best < 0 || score[i] > score[best] ? i : best;
    }
    List<Run> chain = new ArrayList<>();
    for (int i = best; i >= 0; i = before[i]) {
      Run run = runs.get(i);
      chain.addFirst(before[i] < 0 ? run : run.from(overlap(runs.get(before[i]), run)));
    }
    return chain;
  }

  private static int overlap(Run earlier, Run later) {
    return Math.max(
        0, Math.max(earlier.quoteEnd() - later.quote(), earlier.sourceEnd() - later.source()));
  }

  /// What going from one run to the next costs, in letters: a far one must bring more letters than
  /// a name has that stands there by chance.
  private static int drift(Run earlier, Run later) {
    int drift = Math.abs(later.source() - later.quote() - earlier.source() + earlier.quote());
    return drift == 0 ? 0 : Math.min(MAX_DRIFT_COST, 2 + drift / 2);
  }

  /// Two small texts aligned letter by letter.
  private record Letters(String quote, String source) {
    /// What a letter of the quote costs that the source has not there, where one of the source that
    /// the quote leaves out costs 1: words that both have are to be found though an article stands
    /// between.
    private static final int OURS = 3;

    /// The letters that are the same.
    ///
    /// @param cells that may still be filled; what this takes is taken off
    /// @param openStart whether the source may begin with others
    /// @param openEnd whether the source may end with others
    /// @param quoteAt added to the offsets of the quote
    /// @param sourceAt added to the offsets of the source
    private List<Run> runs(
        int[] cells, boolean openStart, boolean openEnd, int quoteAt, int sourceAt) {
      int rows = quote.length() + 1;
      int columns = source.length() + 1;
      long size = (long) rows * columns;
      if (rows == 1 || columns == 1 || size > MAX_CELLS || size > cells[0]) {
        return List.of();
      }
      cells[0] -= (int) size;
      int[][] cost = new int[rows][columns];
      for (int j = 1; j < columns; j++) {
        cost[0][j] = openStart ? 0 : j;
      }
      for (int i = 1; i < rows; i++) {
        cost[i][0] = i * OURS;
        for (int j = 1; j < columns; j++) {
          int change = cost[i - 1][j - 1] + (same(i, j) ? 0 : OURS);
          cost[i][j] = Math.min(change, Math.min(OURS + cost[i - 1][j], 1 + cost[i][j - 1]));
        }
      }
      int column = columns - 1;
      if (openEnd) {
        column = 0;
        for (int j = 1; j < columns; j++) {
          column = cost[rows - 1][j] < cost[rows - 1][column] ? j : column;
        }
      }
      return back(cost, column, quoteAt, sourceAt);
    }

    private List<Run> back(int[][] cost, int column, int quoteAt, int sourceAt) {
      List<Run> runs = new ArrayList<>();
      int i = quote.length();
      int j = column;
      int length = 0;
      while (i > 0 && j > 0) {
        boolean matches = same(i, j) && cost[i][j] == cost[i - 1][j - 1];
        if (!matches && length > 0) {
          runs.addFirst(new Run(quoteAt + i, sourceAt + j, length));
          length = 0;
        }
        if (matches || cost[i][j] == cost[i - 1][j - 1] + OURS) {
          length += matches ? 1 : 0;
          i--;
          j--;
        } else if (cost[i][j] == cost[i - 1][j] + OURS) {
          i--;
        } else {
          j--;
        }
      }
      if (length > 0) {
        runs.addFirst(new Run(quoteAt + i, sourceAt + j, length));
      }
      return runs;
    }

    private boolean same(int i, int j) {
      return quote.charAt(i - 1) == source.charAt(j - 1);
    }
  }
}
