package lectern.synthesize.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.ingest.Spelling;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// One table of a catalogue file, read key by key.
///
/// @param where file, kind and place, for messages: `mine.toml, model 1 (kimi-k3)`
/// @param needs what every table of its kind needs, as a hint
record TomlRow(String where, String needs, JsonNode row) {
  /// The table with nothing but known keys.
  TomlRow knowing(List<String> keys) {
    for (Map.Entry<String, JsonNode> property : row.properties()) {
      String key = property.getKey();
      if (!keys.contains(key)) {
        throw wrong(
            key, "is unknown; the nearest known key is \"" + Spelling.nearest(key, keys) + "\"");
      }
    }
    return this;
  }

  SynthesisException.BadCatalogue wrong(String key, String what) {
    return new SynthesisException.BadCatalogue(where + ": \"" + key + "\" " + what, needs, null);
  }

  boolean has(String key) {
    return row.has(key);
  }

  boolean hasAny(List<String> keys) {
    return keys.stream().anyMatch(row::has);
  }

  String text(String key) {
    return text(key, row.path(key));
  }

  private String text(String key, JsonNode value) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(key, value.isMissingNode() ? "is missing" : "must be a text in quotes");
    }
    return value.textValue();
  }

  @Nullable String optionalText(String key) {
    return has(key) ? text(key) : null;
  }

  /// Texts of a list; none where the key is left out.
  List<String> texts(String key) {
    JsonNode list = row.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw wrong(key, "must be a list of texts in quotes");
    }
    var texts = new ArrayList<String>();
    list.forEach(element -> texts.add(text(key, element)));
    return List.copyOf(texts);
  }

  /// Whether a key says true; false where it is left out.
  boolean flag(String key) {
    JsonNode value = row.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(key, "must be true or false: " + value.asText());
    }
    return value.asBoolean();
  }

  long whole(String key, long least, long most) {
    JsonNode value = row.path(key);
    if (value.isMissingNode()) {
      throw wrong(key, "is missing");
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw wrong(
          key, "must be a whole number from " + least + " to " + most + ": " + value.asText());
    }
    return value.longValue();
  }

  LocalDate date(String key) {
    JsonNode value = row.path(key);
    if (value.isMissingNode()) {
      throw wrong(key, "is missing");
    }
    try {
      return LocalDate.parse(value.asText());
    } catch (DateTimeParseException e) {
      throw wrong(key, "must be a date such as 2026-11-20: " + value.asText());
    }
  }

  @Nullable LocalDate optionalDate(String key) {
    return has(key) ? date(key) : null;
  }

  URI address(String key) {
    String address = text(key);
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw wrong(key, "must be an address: " + address);
    }
  }

  /// A number of zero or more.
  BigDecimal amount(String key) {
    JsonNode value = row.path(key);
    if (value.isMissingNode()) {
      throw wrong(key, "is missing");
    }
    // TOML has inf and nan, which are no decimal numbers.
    if (!value.isNumber()
        || !Double.isFinite(value.doubleValue())
        || value.decimalValue().signum() < 0) {
      throw wrong(key, "must be a number, 0 or more: " + value.asText());
    }
    return value.decimalValue();
  }

  @Nullable BigDecimal optionalAmount(String key) {
    return has(key) ? amount(key) : null;
  }

  /// A constant by its name in small letters.
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String text = text(key);
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(text)) {
        return constant;
      }
    }
    List<String> known = Arrays.stream(type.getEnumConstants()).map(TomlRow::written).toList();
    throw wrong(key, "must be one of " + String.join(", ", known) + ": " + text);
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The tables of a list within this one; none where the key is left out.
  List<TomlRow> rows(String key) {
    JsonNode list = row.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw wrong(key, "must be written in double brackets, once for each");
    }
    var rows = new ArrayList<TomlRow>();
    for (int i = 0; i < list.size(); i++) {
      rows.add(new TomlRow(where + ", " + key + " " + (i + 1), needs, list.get(i)));
    }
    return rows;
  }

  /// A table within this one, or null.
  @Nullable TomlRow table(String key) {
    JsonNode table = row.path(key);
    if (table.isMissingNode()) {
      return null;
    }
    if (!table.isObject()) {
      throw wrong(key, "must be a table");
    }
    return new TomlRow(where + ", " + key, needs, table);
  }
}
