package lectern.synthesize.standin;

import java.util.SplittableRandom;

/// The stand-in's own idea of how many tokens a text has: so many characters a token for each
/// script, and so many tokens a message for the template. The ratios are drawn from a seed and told
/// to no client, who must do as with a real model: estimate, and learn from the usage reported.
///
/// Ranges: of English prose 1 to 11 % more tokens than o200k gives (measured over the samples'
/// leases, 29 November 2026), around the 5 to 9 % that Kimi's counter is said to give
/// (coder/ai-tokenizer); Chinese 1.5 to 2 characters a token (Moonshot's manual). The others are
/// ours.
final class ScriptTokens {
  /// Tokens are counted in this fraction, so that sums are exact.
  private static final int ONE = 1 << 20;

  private final int latin;
  private final int han;
  private final int code;
  private final int other;
  private final int perMessage;
  private final int opening;
  private final int effort;

  ScriptTokens(long seed) {
    var random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    latin = weight(random, 4.4, 4.75);
    han = weight(random, 1.5, 2.0);
    code = weight(random, 1.8, 2.2);
    other = weight(random, 1.8, 2.8);
    perMessage = random.nextInt(4, 10);
    opening = random.nextInt(8, 25);
    // "About 50 tokens" in the K3 renderer.
    effort = random.nextInt(44, 57);
  }

  private static int weight(SplittableRandom random, double least, double most) {
    return (int) Math.round(ONE / random.nextDouble(least, most));
  }

  int perMessage() {
    return perMessage;
  }

  int opening() {
    return opening;
  }

  int effort() {
    return effort;
  }

  /// Counts a text as it goes by, so that a longer text with the same beginning has the same tokens
  /// there.
  final class Count {
    private long sum;

    /// Takes one character.
    ///
    /// @return whether a token ends with it
    boolean take(char c) {
      long before = sum;
      sum += weightOf(c);
      return before / ONE < sum / ONE;
    }

    /// Tokens so far, the begun one included.
    int tokens() {
      return (int) ((sum + ONE - 1) / ONE);
    }
  }

  int count(CharSequence text) {
    Count count = new Count();
    for (int i = 0; i < text.length(); i++) {
      count.take(text.charAt(i));
    }
    return count.tokens();
  }

  /// Where a text has to be cut to have so many tokens at most, no character pair torn.
  int cut(String text, int tokens) {
    Count count = new Count();
    for (int i = 0; i < text.length(); i++) {
      count.take(text.charAt(i));
      if (count.tokens() > tokens) {
        return i > 0 && Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i;
      }
    }
    return text.length();
  }

  private int weightOf(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ? latin : code;
    }
    if (c < 0x250) {
      return latin;
    }
    return c >= 0x3400 && c <= 0x9FFF ? han : other;
  }
}
