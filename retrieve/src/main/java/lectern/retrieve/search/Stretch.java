package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.Hit;

/// Passages that stand one behind the other in a document, but for blank ones between them.
///
/// @param passages in reading order, at least one
/// @param hits among them, best first; at least one
public record Stretch(List<Passage> passages, List<Hit> hits) {
  public Stretch {
    passages = List.copyOf(passages);
    hits = List.copyOf(hits);
  }

  /// The text as it stands in the document.
  public String text() {
    return passages.stream().map(Passage::text).collect(Collectors.joining());
  }

  /// Tokens of the renderings of its passages.
  public int tokens() {
    return passages.stream().mapToInt(Passage::renderedTokens).sum();
  }

  /// The stretches that passages form, the one with the best hit first.
  ///
  /// @param retrieved in reading order; passages that no hit hangs together with form none
  static List<Stretch> of(Retrieved retrieved) {
    Map<Label, Hit> hits = new HashMap<>();
    retrieved.ranking().hits().forEach(hit -> hits.put(hit.passage().label(), hit));
    List<Stretch> stretches = new ArrayList<>();
    List<Passage> run = new ArrayList<>();
    for (Passage passage : retrieved.passages()) {
      if (!run.isEmpty() && !follows(run.getLast().label(), passage.label(), retrieved.blank())) {
        end(run, hits, stretches);
      }
      run.add(passage);
    }
    end(run, hits, stretches);
    stretches.sort(Comparator.comparingInt(stretch -> stretch.hits().getFirst().rank()));
    return stretches;
  }

  private static boolean follows(Label one, Label other, Set<Label> blank) {
    return one.document() == other.document()
        && IntStream.range(one.ordinal() + 1, other.ordinal())
            .allMatch(between -> blank.contains(new Label(one.document(), between)));
  }

  private static void end(List<Passage> run, Map<Label, Hit> hits, List<Stretch> stretches) {
    List<Hit> within =
        run.stream()
            .flatMap(passage -> Stream.ofNullable(hits.get(passage.label())))
            .sorted(Comparator.comparingInt(Hit::rank))
            .toList();
    if (!within.isEmpty()) {
      stretches.add(new Stretch(run, within));
    }
    run.clear();
  }
}
