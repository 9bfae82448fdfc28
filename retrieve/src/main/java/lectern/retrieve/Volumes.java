package lectern.retrieve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Groups of whole documents, by number, of a collection that is larger than a model's window: what
/// is read of it in one prompt is whole volumes, so that the prompts of different questions begin
/// alike.
///
/// New documents join the last volume or open another. One that is removed or revised leaves a hole
/// until the volumes are made anew: the others stay where they are.
///
/// @param starts number of the first document of each volume, rising
/// @param next number from which on documents are in no volume yet; 1 or more
/// @param lastTokens of the last volume, as the index's counter counted its documents when they
///   came in, those that have left included
public record Volumes(List<Integer> starts, int next, long lastTokens) {
  /// Most tokens of a volume, but of one that is a single document: with instructions, margin and
  /// completion one fits a window of 262,144 tokens, and four fit one of a million.
  public static final int TOKENS = 200_000;

  /// Of an index without documents.
  public static final Volumes NONE = new Volumes(List.of(), 1, 0);

  public Volumes {
    starts = List.copyOf(starts);
    int last = 0;
    for (int start : starts) {
      if (start <= last || start >= next) {
        throw new IllegalArgumentException("no such volumes: " + starts + " before " + next);
      }
      last = start;
    }
    if (next < 1 || lastTokens < 0) {
      throw new IllegalArgumentException("no such volumes: " + next + ", " + lastTokens);
    }
  }

  /// Volumes made anew, without holes.
  ///
  /// @param documents all of the index, by number
  public static Volumes of(List<IndexedDocument> documents) {
    Volumes volumes = NONE;
    for (IndexedDocument document : documents) {
      volumes = volumes.with(document.number(), document.tokens());
    }
    return volumes;
  }

  /// The volumes with one document more. One whose number came late belongs to the volume that has
  /// its number's place, and changes nothing.
  public Volumes with(int number, int tokens) {
    if (number < next) {
      return this;
    }
    if (starts.isEmpty() || (lastTokens > 0 && lastTokens + tokens > TOKENS)) {
      List<Integer> more = new ArrayList<>(starts);
      more.add(number);
      return new Volumes(more, number + 1, tokens);
    }
    return new Volumes(starts, number + 1, lastTokens + tokens);
  }

  /// Which volume holds a document: 0 is the first.
  public int of(int number) {
    int at = Collections.binarySearch(starts, number);
    return at >= 0 ? at : Math.max(0, -at - 2);
  }

  /// The documents of a scope by volume, each volume in the order given.
  public SortedMap<Integer, List<IndexedDocument>> group(List<IndexedDocument> scope) {
    SortedMap<Integer, List<IndexedDocument>> groups = new TreeMap<>();
    for (IndexedDocument document : scope) {
      groups.computeIfAbsent(of(document.number()), _ -> new ArrayList<>()).add(document);
    }
    return groups;
  }
}
