package lectern.eval.workload;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import lectern.ingest.Label;

/// Where the answer to a question stands.
///
/// @param question as it stands in the prompt
/// @param gold passages that hold the answer or a part of it; none where nothing does
/// @param needed how many of them have to be noticed, from 1 to all; 0 where there are none
public record KnownAnswer(String question, Set<Label> gold, int needed) {
  /// Of the key passages of a summary, the share that it has to hold.
  private static final double OF_A_SUMMARY = 0.8;

  public KnownAnswer {
    gold = Set.copyOf(gold);
    if (needed < 0 || needed > gold.size() || (needed == 0) != gold.isEmpty()) {
      throw new IllegalArgumentException(
          question + ": " + needed + " of " + gold.size() + " passages are needed");
    }
  }

  /// One of these passages answers.
  public static KnownAnswer anyOf(String question, Collection<Label> gold) {
    return new KnownAnswer(question, new HashSet<>(gold), Math.min(1, gold.size()));
  }

  /// All of these passages together answer.
  public static KnownAnswer allOf(String question, Collection<Label> gold) {
    Set<Label> all = new HashSet<>(gold);
    return new KnownAnswer(question, all, all.size());
  }

  /// A summary with four in five of these passages is one.
  public static KnownAnswer mostOf(String question, Collection<Label> gold) {
    Set<Label> all = new HashSet<>(gold);
    return new KnownAnswer(question, all, (int) Math.ceil(OF_A_SUMMARY * all.size()));
  }

  /// Nothing answers.
  public static KnownAnswer none(String question) {
    return new KnownAnswer(question, Set.of(), 0);
  }

  /// Whether these passages answer. Where nothing does, no passages do.
  public boolean isIn(Collection<Label> passages) {
    return needed > 0 && gold.stream().filter(Set.copyOf(passages)::contains).count() >= needed;
  }
}
