package lectern.retrieve.lucene;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.HeldFile;
import lectern.retrieve.Volumes;
import org.jspecify.annotations.Nullable;

/// What a commit says of itself in Lucene's user data.
///
/// @param versions what made the index: `format`, `analysis` and what the writer's owner named
/// @param nextNumber number the next new document gets
/// @param embeddedASecond passages that got vectors in a second of the last long run; 0 before it
/// @param volumes that the documents are in; NONE in an index from before there were any
record CommitData(
    Map<String, String> versions,
    int nextNumber,
    Totals totals,
    double embeddedASecond,
    Volumes volumes) {
  /// Layout of records and blocks, and the texts that vectors are of.
  static final String FORMAT = "5";

  /// Version that names who made the vectors; not there before the first.
  static final String EMBEDDER = "embedder";

  private static final String NEXT_NUMBER = "nextNumber";
  private static final String COUNT = "count.";

  /// Not there before the first long run that made vectors.
  private static final String EMBEDDED_A_SECOND = "embeddedASecond";

  /// Numbers in a row: [Volumes#next], [Volumes#lastTokens], [Volumes#starts]. Not there in an
  /// index that was made before there were volumes.
  private static final String VOLUMES = "volumes";

  /// Sums over all that the commit holds.
  record Totals(int documents, int passages, int failures, long tokens, WordCounts counts) {
    static final Totals NOTHING = new Totals(0, 0, 0, 0, WordCounts.NONE);

    /// Adds a document, or with −1 takes it away.
    Totals and(HeldDocument held, int sign) {
      return new Totals(
          documents + sign,
          passages + sign * held.document().passages(),
          failures,
          tokens + (long) sign * held.document().tokens(),
          counts.and(held.counts(), sign));
    }

    /// Adds a file's failure if it has one, or with −1 takes it away.
    Totals and(HeldFile file, int sign) {
      int failed = file.failure() == null ? 0 : sign;
      return new Totals(documents, passages, failures + failed, tokens, counts);
    }
  }

  Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>(versions);
    map.put(NEXT_NUMBER, Integer.toString(nextNumber));
    map.put(COUNT + "documents", Integer.toString(totals.documents()));
    map.put(COUNT + "passages", Integer.toString(totals.passages()));
    map.put(COUNT + "failures", Integer.toString(totals.failures()));
    map.put(COUNT + "tokens", Long.toString(totals.tokens()));
    put(map, "text", totals.counts().text());
    put(map, "title", totals.counts().title());
    put(map, "headings", totals.counts().headings());
    put(map, "head", totals.counts().head());
    if (embeddedASecond > 0) {
      map.put(EMBEDDED_A_SECOND, Double.toString(embeddedASecond));
    }
    map.put(
        VOLUMES,
        Stream.concat(Stream.of(volumes.next(), volumes.lastTokens()), volumes.starts().stream())
            .map(String::valueOf)
            .collect(Collectors.joining(" ")));
    return map;
  }

  /// @throws NumberFormatException where a count is missing or is no number
  static CommitData of(Map<String, String> map) {
    Map<String, String> versions = new TreeMap<>(map);
    versions.keySet().removeAll(Set.of(NEXT_NUMBER, EMBEDDED_A_SECOND, VOLUMES));
    versions.keySet().removeIf(key -> key.startsWith(COUNT));
    Totals totals =
        new Totals(
            (int) number(map, COUNT + "documents"),
            (int) number(map, COUNT + "passages"),
            (int) number(map, COUNT + "failures"),
            number(map, COUNT + "tokens"),
            new WordCounts(
                count(map, "text"),
                count(map, "title"),
                count(map, "headings"),
                count(map, "head")));
    return new CommitData(
        versions,
        (int) number(map, NEXT_NUMBER),
        totals,
        Double.parseDouble(map.getOrDefault(EMBEDDED_A_SECOND, "0")),
        volumes(map.get(VOLUMES)));
  }

  private static Volumes volumes(@Nullable String written) {
    if (written == null) {
      return Volumes.NONE;
    }
    List<Long> numbers = Arrays.stream(written.split(" ", -1)).map(Long::valueOf).toList();
    try {
      return new Volumes(
          numbers.stream().skip(2).map(Math::toIntExact).toList(),
          Math.toIntExact(numbers.get(0)),
          numbers.get(1));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw unreadable(e);
    }
  }

  private static NumberFormatException unreadable(RuntimeException why) {
    NumberFormatException unreadable = new NumberFormatException("the commit's volumes are none");
    unreadable.initCause(why);
    return unreadable;
  }

  private static void put(Map<String, String> map, String name, WordCounts.Count count) {
    map.put(COUNT + name + ".entries", Integer.toString(count.entries()));
    map.put(COUNT + name + ".words", Long.toString(count.words()));
  }

  private static WordCounts.Count count(Map<String, String> map, String name) {
    return new WordCounts.Count(
        (int) number(map, COUNT + name + ".entries"), number(map, COUNT + name + ".words"));
  }

  private static long number(Map<String, String> map, String key) {
    String value = map.get(key);
    if (value == null) {
      throw new NumberFormatException("the commit does not say " + key);
    }
    return Long.parseLong(value);
  }
}
