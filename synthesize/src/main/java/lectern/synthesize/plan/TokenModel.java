package lectern.synthesize.plan;

import java.util.List;
import lectern.synthesize.PastCall;
import lectern.synthesize.TextCount;

/// How many tokens a model makes of a text, learned from what it reported of earlier prompts: a
/// regression on what [TextCount] holds, which begins with the margin of the collection's counter
/// and trusts each report as far as prompts are alike. A pure function of the calls.
///
/// Bayesian linear regression with known noise (Bishop 2006, section 3.3).
final class TokenModel {
  /// Share by which a report strays from what its text's parts come to, where another vocabulary
  /// counted; as a part of that counter's margin. With the model's own nearly nothing does.
  private static final double NOISE_OF_MARGIN = 1.0 / 12;

  private static final double LEAST_NOISE = 0.001;

  /// Beginnings, before any report. Tokens count a little more than another vocabulary's, by half
  /// of the margin; a character of another kind adds or takes a part of a token.
  private static final double CHAR_SPREAD = 0.3;

  private static final double TEMPLATE_SPREAD = 40;

  /// Deviations that a plan stays on the safe side of.
  private static final double SAFE = 4;

  /// No more calls are looked at: those of last.
  private static final int MOST_CALLS = 200;

  /// What a prompt is described by: the four counts and 1 for the template.
  private static final int SIZE = 5;

  private final double[] weights;
  private final double[][] spread;
  private final double noise;
  private final double margin;
  private final int calls;

  private TokenModel(double[] weights, double[][] spread, double noise, double margin, int calls) {
    this.weights = weights;
    this.spread = spread;
    this.noise = noise;
    this.margin = margin;
    this.calls = calls;
  }

  /// Learns from the calls of a model.
  ///
  /// @param margin share by which the model may count more than the collection's counter
  /// @param past of that model, the oldest first
  static TokenModel of(double margin, List<PastCall> past) {
    double[] mean = {1 + margin / 2, 0, 0, 0, PromptSize.TEMPLATE_TOKENS / 2.0};
    double[][] spread = new double[SIZE][SIZE];
    double counted = Math.max(margin / 2, 0.001);
    double[] deviations = {
      counted,
      margin > 0 ? CHAR_SPREAD : 0.001,
      margin > 0 ? CHAR_SPREAD : 0.001,
      margin > 0 ? CHAR_SPREAD : 0.001,
      TEMPLATE_SPREAD
    };
    for (int i = 0; i < SIZE; i++) {
      spread[i][i] = deviations[i] * deviations[i];
    }
    List<PastCall> last = past.subList(Math.max(0, past.size() - MOST_CALLS), past.size());
    double noise = Math.max(LEAST_NOISE, NOISE_OF_MARGIN * margin);
    for (PastCall call : last) {
      update(mean, spread, noise, described(call.trace().whole()), call.usage().promptTokens());
    }
    return new TokenModel(mean, spread, noise, margin, last.size());
  }

  /// One step of the recursive least squares that the posterior comes to.
  private static void update(
      double[] mean, double[][] spread, double noise, double[] prompt, long reported) {
    double[] gain = new double[SIZE];
    double expected = 0;
    double variance = Math.pow(Math.max(1, noise * reported), 2);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        gain[i] += spread[i][j] * prompt[j];
      }
      expected += mean[i] * prompt[i];
    }
    for (int i = 0; i < SIZE; i++) {
      variance += prompt[i] * gain[i];
    }
    double missed = reported - expected;
    for (int i = 0; i < SIZE; i++) {
      mean[i] += gain[i] * missed / variance;
    }
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        spread[i][j] -= gain[i] * gain[j] / variance;
      }
    }
  }

  private static double[] described(TextCount text) {
    return new double[] {text.tokens(), text.hanChars(), text.symbolChars(), text.otherChars(), 1};
  }

  /// Tokens of a prompt, or of its beginning, as the model will most likely count it.
  long expected(TextCount text) {
    double[] prompt = described(text);
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += weights[i] * prompt[i];
    }
    return Math.max(0, Math.round(sum));
  }

  /// How far the collection's counter will be out, as shares that plans reckon with.
  FixedTokens fixed(FixedTokens counted, TextCount typical) {
    if (calls == 0 || typical.tokens() == 0) {
      return counted;
    }
    // What the template adds is in both, and planned for beside them.
    double most = (double) (most(typical) - PromptSize.TEMPLATE_TOKENS) / typical.tokens() - 1;
    double expected = (double) expected(typical) / typical.tokens() - 1;
    double safe = Math.max(0, Math.max(most, expected));
    return counted.learned(safe, Math.min(expected, safe));
  }

  /// Tokens that a prompt will not pass: what is expected and four deviations, and before anything
  /// was learned all of the counter's margin.
  long most(TextCount text) {
    double[] prompt = described(text);
    double expected = expected(text);
    double variance = Math.pow(noise * expected, 2);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        variance += prompt[i] * spread[i][j] * prompt[j];
      }
    }
    long planned = PromptSize.planned(text.tokens(), margin);
    if (calls == 0) {
      return planned;
    }
    // The margin is enough for what was not seen yet, unless what was seen comes near it.
    double near = expected + SAFE * noise * expected;
    double learned = expected + SAFE * Math.sqrt(Math.max(0, variance));
    return (long) Math.ceil(Math.min(learned, Math.max((double) planned, near)));
  }
}
