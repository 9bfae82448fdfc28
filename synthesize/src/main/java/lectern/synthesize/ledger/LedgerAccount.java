package lectern.synthesize.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lectern.ingest.Sha256;

/// Whose calls are written down together: those of one key at one provider.
///
/// @param name of the account's folder: the provider, and a short digest of provider and key, from
///   which the key cannot be found
public record LedgerAccount(String name) {
  /// Hexadecimal digits of the digest: 48 bits, far more than anybody has keys.
  private static final int DIGITS = 12;

  /// Longest part of a provider's name that is kept: file systems take names of 255 bytes.
  private static final int PROVIDER_CHARS = 40;

  /// The account of a key.
  ///
  /// @param key empty where the provider wants none
  public static LedgerAccount of(String provider, String key) {
    String plain = provider.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    String kept = plain.substring(0, Math.min(plain.length(), PROVIDER_CHARS));
    byte[] both = ("lectern ledger\n" + provider + "\n" + key).getBytes(StandardCharsets.UTF_8);
    return new LedgerAccount(kept + "-" + Sha256.of(both).substring(0, DIGITS));
  }
}
