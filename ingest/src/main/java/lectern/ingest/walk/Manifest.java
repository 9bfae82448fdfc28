package lectern.ingest.walk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.IngestException;

/// What a CSV or JSON file says of the files of a collection: a row names a file, or with a `/` at
/// its end a folder, under `path`; the other columns are typed fields. Of several rows for a file
/// the one with the longest path wins, field by field.
///
/// @param isGiven whether there is one; without it the fields that files have stay as they are
/// @param rows by path; that of a folder ends in `/`, that of the whole collection is `/`
/// @param doubts what it hardly means as it is read, a sentence each
public record Manifest(boolean isGiven, Map<String, Row> rows, List<String> doubts) {
  /// No manifest.
  public static final Manifest NONE = new Manifest(false, Map.of(), List.of());

  /// Names that a manifest beside its folder may have, behind the folder's own.
  private static final List<String> ENDINGS =
      List.of(".manifest.csv", ".manifest.json", ".manifest.jsonl");

  private static final String EVERYTHING = "/";

  public Manifest {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    doubts = List.copyOf(doubts);
  }

  /// What is said of one path.
  ///
  /// @param path as it is written
  public record Row(String path, Map<String, FieldValue> fields) {
    public Row {
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
  }

  /// Reads a manifest.
  ///
  /// @param file `.csv`, `.tsv`, `.json` or `.jsonl`
  /// @throws IngestException.BadManifest where it cannot be taken at its word; names the line
  public static Manifest read(Path file) {
    String name = file.toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    ManifestTable table =
        switch (ending) {
          case "csv", "tsv" -> ManifestCsv.read(name, ManifestText.of(file));
          case "json", "jsonl" -> ManifestJson.read(name, ManifestText.of(file));
          default ->
              throw new IngestException.BadManifest(
                  "the manifest " + name + " is neither CSV nor JSON by its name",
                  "Give it a name that ends in .csv, .tsv, .json or .jsonl.",
                  null);
        };
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<String, Long> lines = new TreeMap<>();
    for (ManifestTable.Typed row : table.typed()) {
      String key = key(row.path());
      Long other = lines.put(key, row.line());
      if (other != null) {
        throw ManifestTable.bad(
            name,
            row.line(),
            "\"" + row.path() + "\" has a row already, in line " + other,
            "Keep one row for each path.");
      }
      rows.put(key, new Row(row.path(), row.fields()));
    }
    return new Manifest(true, rows, table.doubts());
  }

  /// The manifest that stands beside a folder: `leases.manifest.csv` beside `leases`.
  ///
  /// @throws IngestException.BadManifest where there are several
  public static Optional<Path> beside(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path name = whole.getFileName();
    if (name == null) {
      return Optional.empty();
    }
    List<Path> found =
        ENDINGS.stream()
            .map(ending -> whole.resolveSibling(name + ending))
            .filter(Files::exists)
            .toList();
    if (found.size() > 1) {
      throw new IngestException.BadManifest(
          "there are several manifests: " + found.get(0) + " and " + found.get(1),
          "Keep one of them, or name one with `--manifest`.",
          null);
    }
    return found.stream().findFirst();
  }

  /// What is said of a file.
  ///
  /// @param path of the file in the collection; where exclamation marks were written `%21` in an
  ///   id, the id will do
  public Map<String, FieldValue> fields(DocumentId path) {
    if (rows.isEmpty()) {
      return Map.of();
    }
    Map<String, FieldValue> fields = new TreeMap<>();
    for (String place : places(path)) {
      Row row = rows.get(place);
      if (row != null) {
        fields.putAll(row.fields());
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  /// Paths, as they are written, for which there is no file, in the order of the manifest.
  ///
  /// @param present every file of the collection
  public List<String> unmatched(Collection<DocumentId> present) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Set<String> places = new HashSet<>();
    present.forEach(id -> places.addAll(places(id)));
    return rows.entrySet().stream()
        .filter(row -> !places.contains(row.getKey()))
        .map(row -> row.getValue().path())
        .toList();
  }

  /// Where a file is looked for: the collection, its folders from the outermost, itself.
  private List<String> places(DocumentId id) {
    String key = key(id.value());
    String plain = key.replace("%21", "!");
    String path = !rows.containsKey(key) && rows.containsKey(plain) ? plain : key;
    List<String> places = new ArrayList<>();
    places.add(EVERYTHING);
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      places.add(path.substring(0, slash + 1));
    }
    places.add(path);
    return places;
  }

  /// A path as paths are compared: composed characters, `/`, no `./` before it.
  private static String key(String path) {
    String slashed = Normalizer.normalize(path, Normalizer.Form.NFC).replace('\\', '/');
    String bare = slashed.replaceAll("/{2,}", "/");
    while (bare.startsWith("./")) {
      bare = bare.substring(2);
    }
    return bare.isEmpty() || bare.equals(".") ? EVERYTHING : bare;
  }
}
