package lectern.synthesize.standin;

import java.time.Duration;

/// How replies look on the wire.
///
/// @param usage where the cached tokens stand in a usage
/// @param place where a stream says its usage
/// @param splitsUtf8 whether a character of several bytes is torn apart between two writes
/// @param keepAlive how often a comment is sent while the first token is awaited; zero for never
public record WireShape(
    UsageShape usage, UsagePlace place, boolean splitsUtf8, Duration keepAlive) {

  /// How a usage says what was cached.
  public enum UsageShape {
    /// `cached_tokens` beside `prompt_tokens`.
    MOONSHOT,
    /// `prompt_tokens_details.cached_tokens`.
    OPENAI,
    /// `prompt_cache_hit_tokens` and `prompt_cache_miss_tokens`.
    DEEPSEEK
  }

  /// Where a stream says its usage. The closing chunk without choices comes only where the request
  /// asks for it with `stream_options.include_usage`.
  public enum UsagePlace {
    /// In `choices[0].usage` of the last chunk that has a choice.
    CHOICE,
    /// In the closing chunk.
    CLOSING,
    BOTH,
    /// Nowhere, as when a relay drops it.
    NOWHERE
  }

  /// As Moonshot is known to do it.
  public static final WireShape DEFAULTS =
      new WireShape(UsageShape.MOONSHOT, UsagePlace.BOTH, true, Duration.ofSeconds(15));

  public WireShape withUsage(UsageShape value) {
    return new WireShape(value, place, splitsUtf8, keepAlive);
  }

  public WireShape withPlace(UsagePlace value) {
    return new WireShape(usage, value, splitsUtf8, keepAlive);
  }

  public WireShape withSplitsUtf8(boolean value) {
    return new WireShape(usage, place, value, keepAlive);
  }

  public WireShape withKeepAlive(Duration value) {
    return new WireShape(usage, place, splitsUtf8, value);
  }

  boolean inChoice() {
    return place == UsagePlace.CHOICE || place == UsagePlace.BOTH;
  }

  boolean inClosing() {
    return place == UsagePlace.CLOSING || place == UsagePlace.BOTH;
  }
}
