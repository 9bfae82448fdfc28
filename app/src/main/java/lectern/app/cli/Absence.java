package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Resolution;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.search.PartedRanking;
import lectern.retrieve.search.RankedSearch;
import lectern.retrieve.search.RankingTrace;
import org.jspecify.annotations.Nullable;

/// Why a passage is not among the hits of a query.
///
/// @param reason the first thing that kept it out, in words
/// @param trace where it stood; null where no ranking had it to rank
record Absence(Label label, String reason, @Nullable RankingTrace trace) {
  /// @throws lectern.app.AppException.BadArgument for a passage that the index never had
  static Absence of(SearchableIndex index, PassageQuery query, Label label, RankedSearch search) {
    switch (index.resolve(label)) {
      case Resolution.Found(Passage passage) -> {
        if (index.documents(query.scope()).stream()
            .noneMatch(document -> document.number() == label.document())) {
          return new Absence(label, "its document is not in the scope", null);
        }
        if (passage.body().isBlank()) {
          return new Absence(label, "it holds nothing but furniture, which is not searched", null);
        }
      }
      case Resolution.Revised _ -> {
        return new Absence(label, "its document was revised; the label is an old one", null);
      }
      case Resolution.Removed _ -> {
        return new Absence(label, "its document was removed", null);
      }
      case Resolution.Unknown _ -> {
        throw PassageView.unknown(label);
      }
    }
    RankingTrace trace = PartedRanking.trace(query, search::trace);
    return new Absence(label, reason(index, query, label, trace), trace);
  }

  private static String reason(
      SearchableIndex index, PassageQuery query, Label label, RankingTrace trace) {
    int rank = trace.stages().getLast().standing(label).map(RankingTrace.Standing::rank).orElse(0);
    if (rank > 0) {
      return rank <= query.limit()
          ? "it is among the hits, at rank " + rank
          : "it was ranked " + rank + ", behind the limit of " + query.limit();
    }
    boolean embedded = !index.vectors(List.of(label)).isEmpty();
    return switch (trace.mode()) {
      case LEXICAL -> "it holds no word of the question, or a thousand passages hold better ones";
      case DENSE ->
          embedded
              ? "a thousand passages are nearer in meaning"
              : "it has no vector yet; `lectern embed` makes one";
      case HYBRID ->
          "it is among the first thousand neither by words nor by meaning"
              + (embedded ? "" : "; it has no vector yet, `lectern embed` makes one");
    };
  }

  String words() {
    RankingTrace known = trace;
    return label
        + ": "
        + reason
        + (known == null ? "" : " (" + TraceView.words(known, label) + ")");
  }

  ObjectNode json() {
    ObjectNode json = JsonLines.object();
    json.put("label", label.toString());
    json.put("reason", reason);
    RankingTrace known = trace;
    if (known == null) {
      json.putNull("stages");
    } else {
      json.set("stages", TraceView.json(known, label));
    }
    return json;
  }
}
