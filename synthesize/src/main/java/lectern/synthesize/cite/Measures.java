package lectern.synthesize.cite;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units of length, area, volume, mass, heat, power and data, and of what texts are made of, as
/// English, German and French texts write them: 5 km are 5,000 m, and no miles.
final class Measures {
  /// A unit.
  ///
  /// @param base the unit that it is a multiple of; only exact multiples have one base
  /// @param next the token behind it
  record Unit(String base, BigDecimal factor, int next) {}

  private record Known(String base, BigDecimal factor) {}

  /// Signs, which capitals tell apart, and words, which they do not.
  private static final Map<String, Known> SIGNS = new HashMap<>();

  private static final Map<String, Known> WORDS = new HashMap<>();

  static {
    signs("m", "0.001", "mm");
    signs("m", "0.01", "cm");
    signs("m", "1", "m");
    signs("m", "1000", "km");
    words("m", "0.001", "millimetre millimetres millimeter millimeters millimètres");
    words("m", "0.01", "centimetre centimetres centimeter centimeters zentimeter centimètres");
    words("m", "1", "metre metres meter meters metern mètre mètres");
    words("m", "1000", "kilometre kilometres kilometer kilometers kilometern kilomètres");
    words("inch", "1", "inch inches");
    words("inch", "12", "ft foot feet");
    words("inch", "36", "yd yard yards");
    words("inch", "63360", "mile miles meilen");
    signs("g", "0.000001", "µg μg mcg ug");
    signs("g", "0.001", "mg");
    signs("g", "1", "g");
    signs("g", "1000", "kg");
    signs("g", "1000000", "t");
    words("g", "0.000001", "microgram micrograms mikrogramm");
    words("g", "0.001", "milligram milligrams milligramm milligrammes");
    words("g", "1", "gram grams gramme grammes gramm");
    words("g", "1000", "kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm");
    words("g", "1000000", "tonne tonnes tonnen");
    words("ton", "1", "ton tons");
    words("oz", "1", "oz ounce ounces");
    words("lb", "1", "lb lbs");
    signs("l", "0.001", "ml mL");
    signs("l", "0.01", "cl");
    signs("l", "1", "l L");
    words("l", "0.001", "millilitre millilitres milliliter milliliters");
    words("l", "1", "litre litres liter liters litern");
    words("gallon", "1", "gallon gallons");
    words("pint", "1", "pint pints");
    words("barrel", "1", "barrel barrels bbl");
    words("acre", "1", "acre acres");
    words("square m", "10000", "hectare hectares hektar ha");
    words("square m", "1", "sqm qm");
    words("square inch", "144", "sqft");
    signs("W", "1", "W");
    signs("W", "1000", "kW");
    signs("W", "1000000", "MW");
    signs("Wh", "1000", "kWh");
    signs("Wh", "1000000", "MWh");
    words("W", "1", "watt watts");
    words("W", "1000", "kilowatt kilowatts");
    words("W", "1000000", "megawatt megawatts");
    signs("V", "1", "V");
    signs("V", "1000", "kV");
    words("V", "1", "volt volts");
    signs("Hz", "1", "Hz");
    signs("Hz", "1000", "kHz");
    signs("Hz", "1000000", "MHz");
    signs("Hz", "1000000000", "GHz");
    words("hp", "1", "hp horsepower");
    words("kB", "1", "kb kilobyte kilobytes");
    words("MB", "1", "mb megabyte megabytes");
    words("GB", "1", "gb gigabyte gigabytes");
    words("TB", "1", "tb terabyte terabytes");
    words("mile per hour", "1", "mph");
    words("Celsius", "1", "celsius centigrade");
    words("Fahrenheit", "1", "fahrenheit");
    words("page", "1", "page pages seite seiten");
  }

  private Measures() {}

  private static void signs(String base, String factor, String signs) {
    for (String sign : signs.split(" ", -1)) {
      SIGNS.put(sign, new Known(base, new BigDecimal(factor)));
    }
  }

  private static void words(String base, String factor, String words) {
    for (String word : words.split(" ", -1)) {
      WORDS.put(word, new Known(base, new BigDecimal(factor)));
    }
  }

  /// Whether a token is a unit or begins one.
  static boolean isUnit(Token token) {
    return known(token) != null;
  }

  /// The unit that begins at a token, or null: `km`, `square feet`, `mg/kg`, `°C`, `miles per
  /// hour`.
  static @Nullable Unit at(List<Token> tokens, int i) {
    Unit unit = plain(tokens, i);
    if (unit == null || !(is(tokens, unit.next(), "/") || is(tokens, unit.next(), "per"))) {
      return unit;
    }
    int by = unit.next() + 1;
    if (is(tokens, by, "h") || is(tokens, by, "hour")) {
      boolean miles = unit.base().equals("inch") && tokens.get(i).word().startsWith("mile");
      return miles
          ? new Unit("mile per hour", BigDecimal.ONE, by + 1)
          : new Unit(unit.base() + " per hour", unit.factor(), by + 1);
    }
    Unit part = plain(tokens, by);
    return part == null
        ? unit
        : new Unit(
            unit.base() + " per " + part.factor() + " " + part.base(), unit.factor(), part.next());
  }

  private static @Nullable Unit plain(List<Token> tokens, int i) {
    if (is(tokens, i, "°") || is(tokens, i, "degree") || is(tokens, i, "degrees")) {
      boolean celsius = is(tokens, i + 1, "c") || is(tokens, i + 1, "celsius");
      boolean fahrenheit = is(tokens, i + 1, "f") || is(tokens, i + 1, "fahrenheit");
      return celsius || fahrenheit
          ? new Unit(celsius ? "Celsius" : "Fahrenheit", BigDecimal.ONE, i + 2)
          : new Unit("degree", BigDecimal.ONE, i + 1);
    }
    int at = i;
    int power = is(tokens, i, "square") || is(tokens, i, "sq") ? 2 : is(tokens, i, "cubic") ? 3 : 1;
    if (power > 1) {
      at += is(tokens, i + 1, ".") ? 2 : 1;
    }
    Known known = at < tokens.size() ? known(tokens.get(at)) : null;
    if (known == null) {
      return null;
    }
    int next = at + 1;
    if (power == 1 && next < tokens.size() && tokens.get(next).start() == tokens.get(at).end()) {
      power =
          switch (tokens.get(next).text()) {
            case "²", "2" -> 2;
            case "³", "3" -> 3;
            default -> 1;
          };
      next += power > 1 ? 1 : 0;
    }
    return new Unit(named(known.base(), power), known.factor().pow(power), next);
  }

  private static String named(String base, int power) {
    return switch (power) {
      case 2 -> "square " + base;
      case 3 -> "cubic " + base;
      default -> base;
    };
  }

  private static @Nullable Known known(Token token) {
    Known sign = SIGNS.get(token.text());
    return sign == null ? WORDS.get(token.word()) : sign;
  }

  private static boolean is(List<Token> tokens, int i, String word) {
    return i < tokens.size() && tokens.get(i).is(word);
  }
}
