package lectern.retrieve.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Resolution;
import org.jspecify.annotations.Nullable;

/// Adds to a choice what stands around its hits, the nearest first. A side ends with the first
/// passage that does not fit, so that what is taken hangs together.
final class Surroundings {
  private final PassageIndex index;
  private final Expansion expansion;
  private final Map<Integer, List<Passage>> documents = new HashMap<>();

  Surroundings(PassageIndex index, Expansion expansion) {
    this.index = index;
    this.expansion = expansion;
  }

  /// Takes as much as there is room for.
  ///
  /// @param hits best first; one that was not chosen has no surroundings
  void addTo(Choice choice, List<Passage> hits) {
    for (Passage hit : hits) {
      if (choice.leftTokens() <= 0) {
        return;
      }
      if (choice.holds(hit.label())) {
        widen(choice, hit);
      }
    }
  }

  private void widen(Choice choice, Passage hit) {
    boolean before = true;
    boolean behind = true;
    for (int step = 1; before || behind; step++) {
      before = before && takes(choice, hit, -step);
      behind = behind && takes(choice, hit, step);
    }
  }

  /// Whether the side goes on behind the passage that is so many steps from the hit.
  private boolean takes(Choice choice, Passage hit, int steps) {
    Passage passage = at(hit, steps);
    return passage != null && choice.offer(passage);
  }

  /// Null where the surroundings end.
  private @Nullable Passage at(Passage hit, int steps) {
    int ordinal = hit.label().ordinal() + steps;
    if (ordinal < 0) {
      return null;
    }
    return switch (expansion) {
      case Expansion.None() -> null;
      case Expansion.Neighbours(int most) ->
          Math.abs(steps) <= most
                  && index.resolve(new Label(hit.label().document(), ordinal))
                      instanceof Resolution.Found(Passage found)
              ? found
              : null;
      case Expansion.Section() -> {
        Passage passage = read(hit, ordinal);
        yield passage != null && isOfSection(hit.headingPath(), passage.headingPath())
            ? passage
            : null;
      }
      case Expansion.Document() -> read(hit, ordinal);
    };
  }

  private @Nullable Passage read(Passage hit, int ordinal) {
    List<Passage> passages = documents.computeIfAbsent(hit.label().document(), index::passages);
    return ordinal < passages.size() ? passages.get(ordinal) : null;
  }

  private static boolean isOfSection(List<String> section, List<String> path) {
    return section.isEmpty()
        ? path.isEmpty()
        : path.size() >= section.size() && path.subList(0, section.size()).equals(section);
  }
}
