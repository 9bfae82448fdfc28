package lectern.ingest.split;

/// How long passages are.
///
/// @param aimChars length that a passage aims at, in UTF-16 characters
/// @param maxChars length that no passage passes
/// @param maxTokens tokens that no passage's text passes, as the collection's counter counts
public record SplitSettings(int aimChars, int maxChars, int maxTokens) {
  /// 800 characters are about 200 tokens of English: small enough to point at, large enough that
  /// labels cost at most 4 %. 480 tokens bound passages in scripts that take a token or more a
  /// character. An embedder counts with a vocabulary of its own, so that a passage may still pass
  /// its 512.
  public static final SplitSettings DEFAULTS = new SplitSettings(800, 1_200, 480);

  public SplitSettings {
    if (aimChars < 20 || maxChars < aimChars) {
      throw new IllegalArgumentException(
          "passage lengths must satisfy 20 <= aimChars <= maxChars: " + aimChars + ", " + maxChars);
    }
    if (maxTokens < 40) {
      throw new IllegalArgumentException("maxTokens must be at least 40: " + maxTokens);
    }
  }
}
