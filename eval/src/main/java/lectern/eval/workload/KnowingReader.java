package lectern.eval.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lectern.ingest.Label;
import lectern.synthesize.CitationFormat;
import lectern.synthesize.standin.ForgettingReader;
import lectern.synthesize.standin.PromptReading;
import lectern.synthesize.standin.Reader;

/// Knows where the answers stand, and finds them as far as it notices what stands in the prompt. So
/// what a plan is worth can be measured without a model: whether the prompt holds the evidence, and
/// whether it is short enough to be read well.
///
/// It quotes the gold passages that it noticed, where they are as many as the question needs;
/// otherwise it says that nothing answers, or, as often as it is told to, quotes another passage. A
/// question that it does not know has no answer. Thread-safe; the same prompt and seed give the
/// same reply.
public final class KnowingReader implements Reader {
  /// Fewest characters of a sentence that is quoted: more than a heading has.
  private static final int LEAST_QUOTE_CHARS = 30;

  private static final String THOUGHT = "I go through the passages one by one and compare them. ";

  private final Map<String, KnownAnswer> known = new HashMap<>();
  private final ForgettingReader attention;
  private final double guesses;
  private final String reasoning;

  /// @param known answers, each of a question of its own
  /// @param attention what notices passages
  /// @param guesses share of the questions that are answered from a wrong passage where the right
  ///   ones were not noticed, 0.0 to 1.0
  /// @param reasoningChars it thinks aloud before each answer, at least: they are billed
  public KnowingReader(
      Collection<KnownAnswer> known,
      ForgettingReader attention,
      double guesses,
      int reasoningChars) {
    for (KnownAnswer one : known) {
      if (this.known.put(one.question(), one) != null) {
        throw new IllegalArgumentException("asked twice: " + one.question());
      }
    }
    if (!(guesses >= 0 && guesses <= 1)) {
      throw new IllegalArgumentException("no share: " + guesses);
    }
    this.attention = attention;
    this.guesses = guesses;
    this.reasoning = THOUGHT.repeat(Math.ceilDiv(reasoningChars, THOUGHT.length()));
  }

  @Override
  public Reply read(Asked asked) {
    PromptReading prompt = PromptReading.of(asked);
    KnownAnswer answer = known.getOrDefault(prompt.question(), KnownAnswer.none(prompt.question()));
    Map<Label, PromptReading.Passage> noticed = new TreeMap<>();
    List<PromptReading.Passage> others = new ArrayList<>();
    for (PromptReading.Passage passage : prompt.passages()) {
      Label.parse(passage.label())
          .ifPresent(
              label -> {
                if (!answer.gold().contains(label)) {
                  others.add(passage);
                } else if (attention.notices(asked, passage)) {
                  noticed.put(label, passage);
                }
              });
    }
    if (answer.isIn(noticed.keySet())) {
      return new Reply(
          reasoning,
          noticed.entrySet().stream()
              .map(one -> quoted(one.getKey(), one.getValue()))
              .collect(Collectors.joining("\n")));
    }
    SplittableRandom random = new SplittableRandom(asked.seed());
    if (!others.isEmpty() && random.nextDouble() < guesses) {
      PromptReading.Passage wrong = others.get(random.nextInt(others.size()));
      return new Reply(reasoning, quoted(Label.parse(wrong.label()).orElseThrow(), wrong));
    }
    return new Reply(reasoning, prompt.notFound());
  }

  private static String quoted(Label label, PromptReading.Passage passage) {
    String words =
        PromptReading.sentences(passage.text()).stream()
            .filter(sentence -> sentence.length() >= LEAST_QUOTE_CHARS)
            .findFirst()
            .orElse(passage.text());
    return CitationFormat.cite(words, label).orElse("[" + label + "]");
  }
}
