package lectern.synthesize;

/// Size class of a prompt, by its tokens, cheapest first.
public enum Tier {
  /// Up to 32,768 prompt tokens.
  SHORT(32_768),
  /// Up to 262,144 prompt tokens.
  MEDIUM_RAG(262_144),
  /// The whole scope in one prompt, up to the model's window and at most 1,048,576 tokens.
  FULL_WINDOW(1_048_576),
  /// The whole scope in several prompts, then combined. Together they have any number of tokens;
  /// each by itself is bounded by the model's window.
  MAP_REDUCE(Integer.MAX_VALUE);

  private final int maxPromptTokens;

  Tier(int maxPromptTokens) {
    this.maxPromptTokens = maxPromptTokens;
  }

  /// As users say it, and as `--tier` takes it.
  public String words() {
    return switch (this) {
      case SHORT -> "short";
      case MEDIUM_RAG -> "medium";
      case FULL_WINDOW -> "full";
      case MAP_REDUCE -> "map-reduce";
    };
  }

  /// Most tokens that a prompt of this tier has; no bound for MAP_REDUCE, whose prompts fill the
  /// model's window.
  public int maxPromptTokens() {
    return maxPromptTokens;
  }
}
