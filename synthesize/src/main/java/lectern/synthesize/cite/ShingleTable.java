package lectern.synthesize.cite;

import java.util.Arrays;
import java.util.List;

/// Runs of letters (shingles) of many quotes, to see in one pass over a document which of them it
/// may hold.
///
/// Memory is bounded by the quotes: at most [#SAMPLES] runs of each are kept.
final class ShingleTable {
  /// Letters of a run; a quote has twelve or more.
  private static final int LETTERS = 6;

  /// Runs kept of a quote, evenly spaced.
  private static final int SAMPLES = 24;

  private static final int BASE = 0x01000193;

  private final int mask;
  private final int[] heads;
  private final int[] nexts;
  private final int[] hashes;
  private final int[] quotes;
  private final int[] seen;
  private final int[] samples;
  private int entries;
  private int pass;

  /// @param letters of each quote's projection
  ShingleTable(List<String> letters) {
    int most = letters.size() * SAMPLES;
    int size = Math.max(1_024, Integer.highestOneBit(Math.max(1, most)) * 4);
    mask = size - 1;
    heads = new int[size];
    Arrays.fill(heads, -1);
    nexts = new int[most];
    hashes = new int[most];
    quotes = new int[most];
    seen = new int[most];
    samples = new int[letters.size()];
    for (int i = 0; i < letters.size(); i++) {
      add(i, letters.get(i));
    }
  }

  private void add(int quote, String letters) {
    int runs = letters.length() - LETTERS + 1;
    int kept = Math.min(SAMPLES, runs);
    for (int i = 0; i < kept; i++) {
      int at = kept == 1 ? 0 : (int) ((long) i * (runs - 1) / (kept - 1));
      int hash = 0;
      for (int j = at; j < at + LETTERS; j++) {
        hash = hash * BASE + letters.charAt(j);
      }
      int slot = slot(hash);
      hashes[entries] = hash;
      quotes[entries] = quote;
      nexts[entries] = heads[slot];
      heads[slot] = entries++;
    }
    samples[quote] = Math.max(0, kept);
  }

  /// Share of each quote's runs that stand in a text, 0 to 1.
  double[] shares(String text) {
    pass++;
    int[] hits = new int[samples.length];
    int drop = 1;
    for (int i = 0; i < LETTERS; i++) {
      drop *= BASE;
    }
    int hash = 0;
    for (int end = 0; end < text.length(); end++) {
      hash = hash * BASE + text.charAt(end);
      if (end >= LETTERS) {
        hash -= drop * text.charAt(end - LETTERS);
      }
      for (int entry = heads[slot(hash)]; entry >= 0; entry = nexts[entry]) {
        if (hashes[entry] == hash && seen[entry] != pass) {
          seen[entry] = pass;
          hits[quotes[entry]]++;
        }
      }
    }
    double[] shares = new double[samples.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = samples[i] == 0 ? 0 : hits[i] / (double) samples[i];
    }
    return shares;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & mask;
  }
}
