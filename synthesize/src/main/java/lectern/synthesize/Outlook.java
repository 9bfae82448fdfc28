package lectern.synthesize;

import java.time.Instant;
import java.util.List;

/// What is known before a model is asked: the calls of late, and how the next one is put.
///
/// @param variant what will stand before the messages, as of [PastCall#variant()]
/// @param ttl how long what is written to the cache will be kept
/// @param past calls of that model and account, the oldest first
/// @param now time of the plan
/// @param calibration what was measured of models
public record Outlook(
    String variant, CacheTtl ttl, List<PastCall> past, Instant now, Calibration calibration) {
  /// Of a model that was never asked.
  public static final Outlook NONE =
      new Outlook("", CacheTtl.FIVE_MINUTES, List.of(), Instant.EPOCH, Calibration.NONE);

  public Outlook {
    past = List.copyOf(past);
  }
}
