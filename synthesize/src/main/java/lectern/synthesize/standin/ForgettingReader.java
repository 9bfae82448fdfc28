package lectern.synthesize.standin;

import java.util.List;
import java.util.SplittableRandom;

/// Overlooks passages, by the length of the prompt and by their depth in it, as real models were
/// measured to, and answers honestly from those it noticed. So it may say that nothing answers, or
/// quote a worse passage. What it overlooks depends on prompt and seed alone.
public final class ForgettingReader implements Reader {
  /// Shares found at some points of a scale, taken to be straight lines between them.
  ///
  /// @param at places on the scale, rising
  /// @param found shares, 0.0 to 1.0
  public record Curve(List<Double> at, List<Double> found) {
    public Curve {
      at = List.copyOf(at);
      found = List.copyOf(found);
      if (at.isEmpty() || at.size() != found.size()) {
        throw new IllegalArgumentException("a curve has a share for each place");
      }
    }

    double at(double place) {
      int next = 0;
      while (next < at.size() && at.get(next) < place) {
        next++;
      }
      if (next == 0 || next == at.size()) {
        return found.get(Math.min(next, at.size() - 1));
      }
      double part = (place - at.get(next - 1)) / (at.get(next) - at.get(next - 1));
      return found.get(next - 1) + part * (found.get(next) - found.get(next - 1));
    }
  }

  private static final List<Double> RULER_LENGTHS =
      List.of(4_096.0, 8_192.0, 16_384.0, 32_768.0, 65_536.0, 131_072.0);

  /// Everything is found, however long the prompt.
  private static final Curve ALL = new Curve(List.of(0.0), List.of(1.0));

  /// GPT-4-1106 in RULER by prompt tokens (NVIDIA/RULER, arXiv 2404.06654). Beyond 128K the last
  /// figure stays, since none was measured.
  public static final Curve RULER_GPT4 =
      new Curve(RULER_LENGTHS, List.of(.966, .963, .952, .932, .870, .812));

  /// Llama-3.1-70B in RULER, which falls hard at the end.
  public static final Curve RULER_LLAMA_70B =
      new Curve(RULER_LENGTHS, List.of(.965, .958, .954, .948, .884, .666));

  /// GPT-4o in NoLiMa, where question and needle share no word (ICML 2025), by prompt tokens.
  public static final Curve NOLIMA_GPT4O =
      new Curve(
          List.of(1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0, 32_000.0),
          List.of(.981, .980, .957, .892, .816, .697));

  /// LongChat-13B-16K by depth: the answer in the 1st, 5th, 10th, 15th and 20th of 20 documents
  /// (Lost in the Middle, 2023).
  public static final Curve LOST_IN_THE_MIDDLE =
      new Curve(List.of(0.0, .21, .47, .74, 1.0), List.of(.686, .574, .553, .525, .550));

  private final Curve byTokens;
  private final Curve byDepth;

  private ForgettingReader(Curve byTokens, Curve byDepth) {
    this.byTokens = byTokens;
    this.byDepth = byDepth;
  }

  /// Overlooks by depth alone.
  public static ForgettingReader byDepth(Curve depth) {
    return new ForgettingReader(ALL, depth);
  }

  /// Overlooks by length, and by depth in proportion to the best depth.
  public static ForgettingReader byLengthAndDepth(Curve length, Curve depth) {
    double best = depth.found().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return new ForgettingReader(
        length, new Curve(depth.at(), depth.found().stream().map(share -> share / best).toList()));
  }

  @Override
  public Reply read(Asked asked) {
    PromptReading prompt = PromptReading.of(asked);
    return QuotingReader.reply(
        prompt,
        QuotingReader.ranked(prompt).stream()
            .filter(found -> notices(asked, found.passage()))
            .toList());
  }

  /// Whether it does not overlook a passage of a prompt. The same for the same prompt, seed and
  /// passage.
  public boolean notices(Asked asked, PromptReading.Passage passage) {
    return drawn(asked.seed(), passage)
        < byTokens.at(asked.promptTokens()) * byDepth.at(passage.depth());
  }

  private static double drawn(long seed, PromptReading.Passage passage) {
    return new SplittableRandom(seed * 31 + passage.text().hashCode()).nextDouble();
  }
}
