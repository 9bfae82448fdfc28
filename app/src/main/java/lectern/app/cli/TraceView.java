package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.ingest.Label;
import lectern.retrieve.search.RankingTrace;
import lectern.retrieve.search.RankingTrace.Standing;
import org.jspecify.annotations.Nullable;

/// Where a passage stood at each stage of a ranking, in words and as JSON.
final class TraceView {
  private TraceView() {}

  /// `words 3 (12.41), meaning 1 (0.812), feedback 1 (0.845), fused 1 (1.000), diffused 1 (0.825)`
  static String words(RankingTrace trace, Label label) {
    List<String> parts = new ArrayList<>();
    for (RankingTrace.Stage stage : trace.stages()) {
      Standing standing = stage.standing(label).orElse(null);
      parts.add(
          standing == null
              ? stage.name() + " -"
              : String.format(
                  Locale.ROOT, "%s %d (%.3f)", stage.name(), standing.rank(), standing.score()));
    }
    return String.join(", ", parts);
  }

  /// By stage, `null` where it does not stand there.
  static ObjectNode json(RankingTrace trace, Label label) {
    ObjectNode stages = JsonLines.object();
    for (RankingTrace.Stage stage : trace.stages()) {
      @Nullable Standing standing = stage.standing(label).orElse(null);
      if (standing == null) {
        stages.putNull(stage.name());
      } else {
        stages.putObject(stage.name()).put("rank", standing.rank()).put("score", standing.score());
      }
    }
    return stages;
  }
}
