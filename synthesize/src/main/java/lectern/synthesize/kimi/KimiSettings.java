package lectern.synthesize.kimi;

import java.time.Duration;

/// How long a call may take in each of its parts, and in all its tries.
///
/// @param connect until the connection stands
/// @param headers from the request's last byte to the reply's headers; for a reply in one piece
///   `firstToken` is added to it, since its headers come when all of it is written
/// @param firstToken from the headers to the first piece of reasoning or answer, or to the end of a
///   reply in one piece
/// @param idle between two pieces; comments that keep the connection alive do not count
/// @param deadline for all tries of one completion, waits included; it ends a reply under way too
/// @param tries most requests for one completion
public record KimiSettings(
    Duration connect,
    Duration headers,
    Duration firstToken,
    Duration idle,
    Duration deadline,
    int tries) {
  /// First tokens of K3 came after 30 to 60 s mostly, 243 s at worst, and whole replies took up to
  /// 412 s (MoonshotAI/kimi-code#1890, August 2026); a full window may take longer. Once a model
  /// writes, a piece comes every second.
  public static final KimiSettings DEFAULTS =
      new KimiSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(300),
          Duration.ofSeconds(600),
          Duration.ofSeconds(120),
          Duration.ofMinutes(30),
          6);

  public KimiSettings {
    if (connect.isNegative()
        || headers.isNegative()
        || firstToken.isNegative()
        || idle.isNegative()
        || deadline.isNegative()
        || tries < 1) {
      throw new IllegalArgumentException("a limit is negative, or there is no try");
    }
  }
}
