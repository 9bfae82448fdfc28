package lectern.eval.retrieval;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import lectern.eval.data.SpanTests;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;

/// Measures how much of the marked spans the best passages hold, in characters, as LegalBench-RAG
/// does (arXiv 2408.10343): at a number of passages, and at a number of retrieved characters, the
/// last passage cut where they end. Passages do not overlap, so that nothing is counted twice.
public final class SpanEvaluation {
  private static final List<Integer> PASSAGES = List.of(1, 2, 4, 8, 16, 32, 64);

  private static final List<Integer> CHARACTERS = List.of(8_000, 16_000, 32_000);

  /// Passages ranked for a test: 32,000 characters of short ones.
  private static final int DEPTH = 400;

  private static final Comparator<GoldSpans.Gold> BY_PLACE =
      Comparator.comparingInt(GoldSpans.Gold::document)
          .thenComparingInt(gold -> gold.span().start());

  private SpanEvaluation() {}

  /// Share of the retrieved characters that is marked, and of the marked that is retrieved.
  ///
  /// @param depth passages or characters retrieved
  public record At(int depth, double precision, double recall) {}

  /// What came of one test.
  ///
  /// @param unplaced marked spans that are not in the indexed texts; they count as missed
  /// @param wrongDocument whether the first passage is of a document without marked spans
  public record Outcome(
      String query,
      int unplaced,
      boolean wrongDocument,
      List<At> atPassages,
      List<At> atCharacters,
      Duration time) {
    public Outcome {
      atPassages = List.copyOf(atPassages);
      atCharacters = List.copyOf(atCharacters);
    }
  }

  /// What came of all tests.
  public record Result(List<Outcome> outcomes) {
    public Result {
      outcomes = List.copyOf(outcomes);
    }

    public List<At> atPassages() {
      return means(Outcome::atPassages);
    }

    public List<At> atCharacters() {
      return means(Outcome::atCharacters);
    }

    /// Share of tests whose first passage is of the wrong document.
    public double wrongDocument() {
      return mean(outcome -> outcome.wrongDocument() ? 1 : 0);
    }

    /// Marked spans that are not in the indexed texts.
    public int unplaced() {
      return outcomes.stream().mapToInt(Outcome::unplaced).sum();
    }

    /// Median time from question to ranking.
    public Duration perQuery() {
      return outcomes.stream()
          .map(Outcome::time)
          .sorted()
          .skip(outcomes.size() / 2)
          .findFirst()
          .orElse(Duration.ZERO);
    }

    private List<At> means(Function<Outcome, List<At>> values) {
      List<At> means = new ArrayList<>();
      int depths = outcomes.isEmpty() ? 0 : values.apply(outcomes.getFirst()).size();
      for (int i = 0; i < depths; i++) {
        int depth = i;
        means.add(
            new At(
                values.apply(outcomes.getFirst()).get(i).depth(),
                mean(outcome -> values.apply(outcome).get(depth).precision()),
                mean(outcome -> values.apply(outcome).get(depth).recall())));
      }
      return means;
    }

    private double mean(ToDoubleFunction<Outcome> value) {
      return outcomes.stream().mapToDouble(value).average().orElse(0);
    }
  }

  /// Asks every test.
  ///
  /// @param texts folder that the index is of
  /// @param prefix what the tests' file paths begin with above that folder, or ""
  /// @param ranker best passages first
  /// @param onTest hears the number of tests that are done
  public static Result run(
      SpanTests tests,
      Path texts,
      String prefix,
      PassageIndex index,
      Function<PassageQuery, List<Scored>> ranker,
      IntConsumer onTest) {
    GoldSpans places = new GoldSpans(texts, index);
    List<Outcome> outcomes = new ArrayList<>();
    for (SpanTests.Test test : tests.tests()) {
      List<GoldSpans.Gold> gold = new ArrayList<>();
      int missing = 0;
      int missingChars = 0;
      for (SpanTests.Snippet snippet : test.snippets()) {
        String file = snippet.file().substring(prefix.length());
        Optional<GoldSpans.Gold> place = places.of(file, snippet);
        place.ifPresent(gold::add);
        missing += place.isEmpty() ? 1 : 0;
        missingChars += place.isEmpty() ? snippet.span().length() : 0;
      }
      long begin = System.nanoTime();
      List<Scored> ranking =
          ranker.apply(new PassageQuery(test.query(), new Scope.Everything(), DEPTH));
      Duration time = Duration.ofNanos(System.nanoTime() - begin);
      List<Passage> passages = passages(index, ranking);
      Marked marked = new Marked(united(gold), missingChars);
      boolean wrong =
          passages.isEmpty()
              || gold.stream()
                  .noneMatch(span -> span.document() == passages.getFirst().label().document());
      outcomes.add(
          new Outcome(
              test.query(),
              missing,
              wrong,
              PASSAGES.stream().map(depth -> marked.atPassages(passages, depth)).toList(),
              CHARACTERS.stream().map(depth -> marked.atCharacters(passages, depth)).toList(),
              time));
      onTest.accept(outcomes.size());
    }
    return new Result(outcomes);
  }

  /// Spans that overlap as one, so that no character counts twice.
  private static List<GoldSpans.Gold> united(List<GoldSpans.Gold> gold) {
    List<GoldSpans.Gold> united = new ArrayList<>();
    for (GoldSpans.Gold one : gold.stream().sorted(BY_PLACE).toList()) {
      GoldSpans.Gold last = united.isEmpty() ? one : united.getLast();
      if (!united.isEmpty()
          && last.document() == one.document()
          && one.span().start() < last.span().end()) {
        int end = Math.max(last.span().end(), one.span().end());
        united.set(
            united.size() - 1,
            new GoldSpans.Gold(one.document(), new Span(last.span().start(), end)));
      } else {
        united.add(one);
      }
    }
    return united;
  }

  private static List<Passage> passages(PassageIndex index, List<Scored> ranking) {
    List<Passage> passages = new ArrayList<>();
    for (Scored scored : ranking) {
      if (index.resolve(scored.label()) instanceof Resolution.Found(Passage passage)) {
        passages.add(passage);
      }
    }
    return passages;
  }

  /// The marked spans of one test.
  ///
  /// @param missingChars of spans that have no place
  private record Marked(List<GoldSpans.Gold> gold, int missingChars) {
    At atPassages(List<Passage> passages, int depth) {
      List<Passage> best = passages.subList(0, Math.min(depth, passages.size()));
      return at(depth, best, best.stream().mapToInt(passage -> passage.span().length()).sum());
    }

    At atCharacters(List<Passage> passages, int depth) {
      return at(depth, passages, depth);
    }

    private At at(int depth, List<Passage> passages, int characters) {
      int left = characters;
      long held = 0;
      long retrieved = 0;
      for (Passage passage : passages) {
        int taken = Math.min(left, passage.span().length());
        int start = passage.span().start();
        held += held(passage.label().document(), new Span(start, start + taken));
        retrieved += taken;
        left -= taken;
      }
      long all = missingChars + gold.stream().mapToLong(one -> one.span().length()).sum();
      return new At(
          depth,
          retrieved == 0 ? 0 : (double) held / retrieved,
          all == 0 ? 0 : (double) held / all);
    }

    private long held(int document, Span span) {
      long held = 0;
      for (GoldSpans.Gold one : gold) {
        if (one.document() == document) {
          int from = Math.max(one.span().start(), span.start());
          held += Math.max(0, Math.min(one.span().end(), span.end()) - from);
        }
      }
      return held;
    }
  }
}
