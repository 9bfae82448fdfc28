package lectern.synthesize.standin;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Someone with a key.
///
/// @param name how bills and metrics call it
/// @param tier 0 to 5
/// @param balanceUsd what it may spend
public record Account(String name, String key, int tier, BigDecimal balanceUsd) {
  public Account {
    if (name.isEmpty() || key.isEmpty() || tier < 0 || tier > 5) {
      throw new IllegalArgumentException("an account has a name, a key and a tier of 0 to 5");
    }
  }

  /// The account of a key that nobody has set up: its name is made from the key.
  static Account of(String key, int tier, BigDecimal balanceUsd) {
    return new Account("key-" + digest(key).substring(0, 8), key, tier, balanceUsd);
  }

  /// How Moonshot's messages address it.
  String addressed() {
    String digest = digest(name);
    return "Your account org-" + digest.substring(0, 32) + "<ak-" + digest.substring(32, 52) + ">";
  }

  String organisation() {
    return "org-" + digest(name).substring(0, 32);
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Without the key.
  @Override
  public String toString() {
    return "Account[" + name + ", tier " + tier + ", " + balanceUsd + " USD]";
  }
}
