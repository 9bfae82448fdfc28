package lectern.retrieve.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.SplitDocument;
import lectern.retrieve.TextCondition;
import lectern.retrieve.TextCondition.Place;
import org.jspecify.annotations.Nullable;

/// Holds conditions against passages one by one, without an index: words are runs of letters and
/// digits, and `the` is none.
final class NaiveText {
  private static final String DROPPED = "the";

  private NaiveText() {}

  /// @param fields words by place
  record Passage(Label label, DocumentId file, Map<Place, List<String>> fields) {
    List<String> words(Place place) {
      return Objects.requireNonNull(fields.get(place));
    }
  }

  static Passage of(SplitDocument document, lectern.ingest.Passage passage) {
    String path = document.source().id().value();
    String name = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    return new Passage(
        passage.label(),
        document.source().id(),
        Map.of(
            Place.TEXT, words(passage.text()),
            Place.TITLE, words(document.source().title()),
            Place.NAME, words(name.replace('_', ' ')),
            Place.HEADING, words(String.join(" ", passage.headingPath()))));
  }

  private static List<String> words(String text) {
    return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
  }

  static boolean holds(TextCondition condition, Passage passage) {
    Boolean known = value(condition, passage, null);
    return known != null && known;
  }

  /// Null where the condition says nothing.
  private static @Nullable Boolean value(
      TextCondition condition, Passage passage, @Nullable Place place) {
    return switch (condition) {
      case TextCondition.Word(String text) -> phrase(words(text), 0, passage, place);
      case TextCondition.Phrase(String text, int slop) -> phrase(words(text), slop, passage, place);
      case TextCondition.Prefix(String text) ->
          places(place)
              .anyMatch(one -> passage.words(one).stream().anyMatch(word -> word.startsWith(text)));
      case TextCondition.And(List<TextCondition> parts) ->
          joined(parts, passage, place, values -> !values.contains(false));
      case TextCondition.Or(List<TextCondition> parts) ->
          joined(parts, passage, place, values -> values.contains(true));
      case TextCondition.Not(TextCondition part) -> {
        Boolean value = value(part, passage, place);
        yield value == null ? null : !value;
      }
      case TextCondition.Preferred _ -> null;
      case TextCondition.In(Place inner, TextCondition part) -> value(part, passage, inner);
    };
  }

  private static @Nullable Boolean joined(
      List<TextCondition> parts,
      Passage passage,
      @Nullable Place place,
      Predicate<List<Boolean>> join) {
    List<Boolean> values = new ArrayList<>();
    for (TextCondition part : parts) {
      Boolean value = value(part, passage, place);
      if (value != null) {
        values.add(value);
      }
    }
    return values.isEmpty() ? null : join.test(values);
  }

  /// Some place for each word, so that none is moved by more than the slop against another. In the
  /// text a dropped word leaves its place empty; in the fields it leaves none.
  private static @Nullable Boolean phrase(
      List<String> words, int slop, Passage passage, @Nullable Place place) {
    List<Integer> offsets = kept(words);
    return offsets.isEmpty()
        ? null
        : places(place)
            .anyMatch(
                one -> {
                  List<String> held = passage.words(one);
                  boolean gapless = one != Place.TEXT;
                  return fits(words, offsets, held, kept(held), gapless, slop, new ArrayList<>());
                });
  }

  private static Stream<Place> places(@Nullable Place place) {
    return place == null ? Stream.of(Place.values()) : Stream.of(place);
  }

  private static boolean fits(
      List<String> words,
      List<Integer> offsets,
      List<String> held,
      List<Integer> places,
      boolean gapless,
      int slop,
      List<Integer> moves) {
    int next = moves.size();
    if (next == offsets.size()) {
      return moves.stream().mapToInt(i -> i).max().orElse(0)
              - moves.stream().mapToInt(i -> i).min().orElse(0)
          <= slop;
    }
    for (int i = 0; i < places.size(); i++) {
      if (held.get(places.get(i)).equals(words.get(offsets.get(next)))) {
        moves.add(gapless ? i - next : places.get(i) - offsets.get(next));
        if (fits(words, offsets, held, places, gapless, slop, moves)) {
          return true;
        }
        moves.removeLast();
      }
    }
    return false;
  }

  private static List<Integer> kept(List<String> words) {
    return IntStream.range(0, words.size())
        .filter(i -> !words.get(i).equals(DROPPED))
        .boxed()
        .toList();
  }
}
