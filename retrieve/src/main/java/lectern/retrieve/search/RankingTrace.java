package lectern.retrieve.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lectern.ingest.Label;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;

/// How a ranking came about: what each stage made of the one before.
///
/// @param stages in the order they ran; the last is the ranking
/// @param mode what the ranking is by, which is less than what was asked for where the embedder
///   failed
public record RankingTrace(List<Stage> stages, SearchMode mode) {
  public RankingTrace {
    stages = List.copyOf(stages);
  }

  /// What one stage ranked, best first.
  ///
  /// @param name `words`, `meaning`, `feedback`, `fused`, `diffused`; of a question that names
  ///   documents `words within`, `meaning within`, `within` and `named` too; of a question of
  ///   several parts `whole`, `part 1`, `part 2` … and `parts`
  public record Stage(String name, List<Scored> ranking) {
    public Stage {
      ranking = List.copyOf(ranking);
    }

    /// Where a passage stands in it; empty where it does not.
    public Optional<Standing> standing(Label label) {
      return IntStream.range(0, ranking.size())
          .filter(i -> ranking.get(i).label().equals(label))
          .mapToObj(i -> new Standing(i + 1, ranking.get(i).score()))
          .findFirst();
    }
  }

  /// A passage's place in a stage.
  ///
  /// @param rank one-based
  public record Standing(int rank, double score) {}

  /// The ranking itself.
  public List<Scored> ranking() {
    return stages.getLast().ranking();
  }
}
