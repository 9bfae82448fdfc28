package lectern.ingest.walk;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lectern.ingest.FieldNames;
import lectern.ingest.FieldValue;
import lectern.ingest.IngestException;
import org.jspecify.annotations.Nullable;

/// A manifest as it is written, before its values have kinds: rows of words under the keys of a
/// header.
///
/// @param name of the manifest, for messages
/// @param keys the header's, `year:number` among them, with the line in which each stands first
/// @param rows in the order of the file
record ManifestTable(String name, Map<String, Long> keys, List<Row> rows) {
  /// The key that names a row's file.
  static final String PATH = FieldNames.PATH;

  /// No form that people fill in has as many boxes; each costs every passage of a file a term.
  private static final int MAX_FIELDS = 200;

  private static final Pattern FIELD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}_-]*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// What is said of one path.
  ///
  /// @param line one-based number of the line it begins in
  /// @param path as it is written
  /// @param cells words by key as it is written in the header, `year:number`; none empty
  record Row(long line, String path, Map<String, String> cells) {}

  /// The fields of one path.
  record Typed(long line, String path, Map<String, FieldValue> fields) {}

  /// A column's name and, where the header says so, kind.
  private record Column(String name, @Nullable FieldKind kind) {}

  /// The rows with their values read: a column's kind is the one that its header names, else the
  /// one that all its values are of.
  ///
  /// @throws IngestException.BadManifest at the first value or key that cannot be taken
  List<Typed> typed() {
    Map<String, Column> columns = columns();
    Map<String, List<String>> values = values();
    Map<String, FieldKind> kinds = new HashMap<>();
    columns.forEach(
        (key, column) ->
            kinds.put(
                key,
                column.kind() != null
                    ? column.kind()
                    : FieldKind.of(values.getOrDefault(key, List.of()))));
    List<Typed> typed = new ArrayList<>();
    for (Row row : rows) {
      Map<String, FieldValue> fields = new TreeMap<>();
      for (Map.Entry<String, String> cell : row.cells().entrySet()) {
        Column column = column(columns, cell.getKey());
        FieldKind kind = kinds.getOrDefault(cell.getKey(), FieldKind.TEXT);
        fields.put(column.name(), value(row.line(), column.name(), kind, cell.getValue()));
      }
      typed.add(new Typed(row.line(), row.path(), fields));
    }
    return typed;
  }

  /// Columns that are text for the sake of a few values, so that a condition cannot rank them.
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    values()
        .forEach(
            (key, values) -> {
              Column column = column(columns(), key);
              FieldKind most = column.kind() != null ? null : FieldKind.ofMost(values);
              if (most != null && FieldKind.of(values) == FieldKind.TEXT) {
                doubts.add(doubt(key, column.name(), most));
              }
            });
    return doubts;
  }

  private String doubt(String key, String column, FieldKind most) {
    Row odd =
        rows.stream()
            .filter(row -> row.cells().containsKey(key) && !most.looksLike(cell(row, key)))
            .findFirst()
            .orElseThrow();
    return "the manifest "
        + name
        + ": column "
        + column
        + " is text, for line "
        + odd.line()
        + " says \""
        + shortened(cell(odd, key))
        + "\", which is not "
        + most.wanted()
        + "; leave the cell empty, or head the column `"
        + column
        + ":text`";
  }

  private static String cell(Row row, String key) {
    return row.cells().getOrDefault(key, "");
  }

  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Row row : rows) {
      row.cells()
          .forEach((key, words) -> values.computeIfAbsent(key, _ -> new ArrayList<>()).add(words));
    }
    return values;
  }

  /// Words as a cell may hold them: without blanks at the ends, with one between words.
  static String words(String cell) {
    return Normalizer.normalize(SPACE.matcher(cell.strip()).replaceAll(" "), Normalizer.Form.NFC);
  }

  static boolean isPath(String key) {
    return words(key).equalsIgnoreCase(PATH);
  }

  /// What is wrong with a line of a manifest.
  static IngestException bad(String name, long line, String problem, String hint) {
    return new IngestException.BadManifest(
        "the manifest " + name + " cannot be used: line " + line + ": " + problem, hint, null);
  }

  private static Column column(Map<String, Column> columns, String key) {
    Column column = columns.get(key);
    if (column == null) {
      throw new IllegalStateException("no column " + key);
    }
    return column;
  }

  private FieldValue value(long line, String column, FieldKind kind, String words) {
    return kind.read(words)
        .orElseThrow(
            () ->
                bad(
                    name,
                    line,
                    "column " + column + ": \"" + shortened(words) + "\" is not " + kind.wanted(),
                    kind == FieldKind.TEXT
                        ? "Keep to a few words, or leave the cell empty."
                        : "Correct it, leave the cell empty, or head the column `"
                            + column
                            + ":text`."));
  }

  private Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    Map<String, String> named = new HashMap<>();
    for (Map.Entry<String, Long> key : keys.entrySet()) {
      Column column = column(key.getValue(), key.getKey());
      columns.put(key.getKey(), column);
      String other = named.put(column.name(), key.getKey());
      if (other != null) {
        throw bad(
            name,
            key.getValue(),
            "\"" + other + "\" and \"" + key.getKey() + "\" name the same field",
            "Leave one of them out; capitals make no difference.");
      }
    }
    if (columns.size() > MAX_FIELDS) {
      throw bad(
          name,
          1,
          columns.size() + " fields, at most " + MAX_FIELDS + " are taken",
          "Leave out the columns that no question will be narrowed by.");
    }
    return columns;
  }

  /// Reads `year:number`.
  private Column column(long line, String key) {
    int colon = key.indexOf(':');
    String field = words(colon < 0 ? key : key.substring(0, colon)).toLowerCase(Locale.ROOT);
    if (!FIELD.matcher(field).matches()) {
      throw bad(
          name,
          line,
          "\"" + shortened(key) + "\" cannot name a field",
          "A name starts with a letter and holds letters, digits, _ and - only.");
    }
    if (FieldNames.isTaken(field)) {
      throw bad(
          name,
          line,
          "a field cannot be called \"" + field + "\"",
          "The name has a meaning of its own in conditions; choose another.");
    }
    if (colon < 0) {
      return new Column(field, null);
    }
    String kind = words(key.substring(colon + 1));
    return new Column(
        field,
        FieldKind.named(kind)
            .orElseThrow(
                () ->
                    bad(
                        name,
                        line,
                        "\"" + shortened(key) + "\" names no kind of value",
                        "Behind the colon stands text, number, date or flag.")));
  }

  /// A word of a message, no longer than a line takes.
  static String shortened(String words) {
    int most = 80;
    return words.length() <= most ? words : words.substring(0, most) + "…";
  }
}
