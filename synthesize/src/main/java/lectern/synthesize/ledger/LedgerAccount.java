package lectern.synthesize.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Sha256;

/// Whose calls are written down together: those of one key at one address of one provider, so that
/// what a stand-in or a proxy bills is not taken for the provider's.
///
/// @param name of the account's folder: provider, host, and a short digest of both and the key,
///   from which the key cannot be found
/// @param formerName of the folder that calls of this key were written to before accounts told
///   addresses apart, whose replies still count
public record LedgerAccount(String name, String formerName) {
  /// Hexadecimal digits of the digest: 48 bits, far more than anybody has keys.
  private static final int DIGITS = 12;

  /// Longest part of a provider's name that is kept: file systems take names of 255 bytes.
  private static final int PROVIDER_CHARS = 40;

  private static final int HOST_CHARS = 100;

  private static final Pattern NAME =
      Pattern.compile("(?<provider>[a-z0-9_-]+)(?:@(?<host>[a-z0-9._-]+))?-(?<key>[0-9a-f]{12})");

  /// The account of a key at an address.
  ///
  /// @param host host and port
  /// @param key empty where the provider wants none
  public static LedgerAccount of(String provider, String host, String key) {
    String kept = plain(provider, "[^a-z0-9_-]", PROVIDER_CHARS);
    String place = plain(host, "[^a-z0-9._-]", HOST_CHARS);
    String former = "lectern ledger\n" + provider + "\n" + key;
    String whole = former + "\n" + host.toLowerCase(Locale.ROOT);
    return new LedgerAccount(kept + "@" + place + "-" + digest(whole), kept + "-" + digest(former));
  }

  private static String plain(String text, String others, int most) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll(others, "_");
    return plain.substring(0, Math.min(plain.length(), most));
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  /// Both folders, the one that is written to first.
  List<String> folders() {
    return List.of(name, formerName);
  }

  /// What an account's name says to a person: `moonshot at api.moonshot.ai, key 0a1b2c`, where the
  /// digits are of a digest. Older names do not say where calls went.
  public static String words(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return name;
    }
    return parts.group("provider")
        + Optional.ofNullable(parts.group("host"))
            .map(host -> " at " + host.replaceFirst("_([0-9]+)$", ":$1"))
            .orElse(" (address not written down)")
        + ", key "
        + parts.group("key").substring(0, 6);
  }
}
