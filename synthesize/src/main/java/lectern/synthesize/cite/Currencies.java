package lectern.synthesize.cite;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Currencies by their signs, codes and names.
final class Currencies {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("£", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("pound", "GBP"),
          Map.entry("pounds", "GBP"),
          Map.entry("sterling", "GBP"),
          Map.entry("$", "$"),
          Map.entry("dollar", "$"),
          Map.entry("dollars", "$"),
          Map.entry("usd", "USD"),
          Map.entry("us$", "USD"),
          Map.entry("cad", "CAD"),
          Map.entry("aud", "AUD"),
          Map.entry("hkd", "HKD"),
          Map.entry("sgd", "SGD"),
          Map.entry("€", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("euro", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("¥", "¥"),
          Map.entry("￥", "¥"),
          Map.entry("rmb", "CNY"),
          Map.entry("cny", "CNY"),
          Map.entry("yuan", "CNY"),
          Map.entry("元", "CNY"),
          Map.entry("jpy", "JPY"),
          Map.entry("yen", "JPY"),
          Map.entry("chf", "CHF"),
          Map.entry("franken", "CHF"),
          Map.entry("inr", "INR"),
          Map.entry("₹", "INR"),
          Map.entry("sek", "SEK"),
          Map.entry("nok", "NOK"),
          Map.entry("dkk", "DKK"),
          Map.entry("pence", "pence"),
          Map.entry("cents", "cents"));

  private Currencies() {}

  /// The one form of a currency; empty for what is none.
  static Optional<String> of(String word) {
    return Optional.ofNullable(KNOWN.get(word.toLowerCase(Locale.ROOT)));
  }

  /// Whether two may be one: a sign that several countries use agrees with each of their codes.
  static boolean agree(String one, String other) {
    return one.equals(other) || covers(one, other) || covers(other, one);
  }

  private static boolean covers(String sign, String code) {
    return switch (sign) {
      case "$" -> code.length() == 3 && code.endsWith("D");
      case "¥" -> code.equals("CNY") || code.equals("JPY");
      default -> false;
    };
  }
}
