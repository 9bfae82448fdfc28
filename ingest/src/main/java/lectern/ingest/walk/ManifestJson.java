package lectern.ingest.walk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.IngestException;

/// Reads a manifest of JSON: an array of objects, or one object after the other (JSON Lines).
final class ManifestJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Digits before or behind the point; a longer number is no quantity.
  private static final int MAX_DIGITS = 30;

  private static final String SHAPE =
      "The file is an array of objects, or one object a line, each with a `path` and plain values.";

  private final String name;
  private final JsonParser parser;
  private final Map<String, Long> keys = new LinkedHashMap<>();

  private ManifestJson(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /// @throws IngestException.BadManifest where it is not JSON of that shape
  static ManifestTable read(String name, String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      ManifestJson json = new ManifestJson(name, parser);
      List<ManifestTable.Row> rows = json.rows();
      return new ManifestTable(name, json.keys, rows);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw ManifestTable.bad(name, line, "it is not JSON: " + e.getOriginalMessage(), SHAPE);
    } catch (IOException e) {
      throw ManifestTable.bad(name, 1, "it is not JSON: " + e.getMessage(), SHAPE);
    }
  }

  private List<ManifestTable.Row> rows() throws IOException {
    List<ManifestTable.Row> rows = new ArrayList<>();
    JsonToken token = parser.nextToken();
    boolean array = token == JsonToken.START_ARRAY;
    token = array ? parser.nextToken() : token;
    while (token == JsonToken.START_OBJECT) {
      rows.add(row());
      token = parser.nextToken();
    }
    if (array && token == JsonToken.END_ARRAY) {
      array = false;
      token = parser.nextToken();
    }
    if (array || token != null) {
      throw bad("there is no object where one was expected", SHAPE);
    }
    return rows;
  }

  private ManifestTable.Row row() throws IOException {
    long line = line();
    String path = "";
    Map<String, String> cells = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      String words = words(key, value);
      if (ManifestTable.isPath(key)) {
        path = words.strip();
        continue;
      }
      keys.putIfAbsent(key, line());
      if (!words.isBlank()) {
        cells.put(key, ManifestTable.words(words));
      }
    }
    if (path.isEmpty()) {
      throw ManifestTable.bad(
          name,
          line,
          "the object has no \"path\"",
          "Name a file, or a folder with a / at the end.");
    }
    return new ManifestTable.Row(line, path, cells);
  }

  private String words(String key, JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(key, parser.getText());
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "";
      default ->
          throw bad(
              "\""
                  + ManifestTable.shortened(key)
                  + "\" holds neither text, number nor true or false",
              SHAPE);
    };
  }

  private String number(String key, String written) {
    BigDecimal number = new BigDecimal(written);
    BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (bare.scale() > MAX_DIGITS || bare.precision() - bare.scale() > MAX_DIGITS) {
      throw bad(
          "\""
              + ManifestTable.shortened(key)
              + "\" holds a number of more than "
              + MAX_DIGITS
              + " digits",
          "Put it in quotes if it is a key.");
    }
    return bare.toPlainString();
  }

  private IngestException bad(String problem, String hint) {
    return ManifestTable.bad(name, line(), problem, hint);
  }

  private long line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
