package lectern.synthesize;

import java.time.Duration;

/// How long a provider keeps a prompt's prefix in its cache after the last use.
///
/// Moonshot's two since September 2026 (forum.moonshot.ai/t/613).
public enum CacheTtl {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  ONE_HOUR(Duration.ofHours(1));

  private final Duration duration;

  CacheTtl(Duration duration) {
    this.duration = duration;
  }

  public Duration duration() {
    return duration;
  }
}
