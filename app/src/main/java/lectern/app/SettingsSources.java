package lectern.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lectern.ingest.FileTrouble;
import lectern.ingest.Spelling;
import org.jspecify.annotations.Nullable;

/// Every setting with the value that holds and where that came from.
///
/// Order: defaults, then the settings file, then the environment, then flags; the later wins. An
/// unknown key is an error that names the nearest known one.
///
/// @param values one for each [SettingKey]
public record SettingsSources(Map<SettingKey, Value> values) {
  /// Settings file that is read where no other is named: in the working folder, never in the
  /// collection, whose files are data.
  public static final String FILE_NAME = "lectern.toml";

  /// Variable that names a settings file where `--settings` does not.
  public static final String FILE_VARIABLE = "LECTERN_SETTINGS";

  /// Variables with our prefix that are not settings.
  private static final Set<String> OTHER_VARIABLES =
      Set.of("LECTERN_JAVA_HOME", "LECTERN_JAVA_OPTS", "LECTERN_DATA", FILE_VARIABLE);

  /// What names of keys end in; a setting that ends so too would be known.
  private static final Pattern SECRET =
      Pattern.compile("(?i)(^|[._-])(api[._-]?)?(key|token|secret|password)$");

  /// A value as it was written.
  ///
  /// @param origin `default`, `environment`, `flag` or the settings file
  public record Value(String text, String origin) {}

  public SettingsSources {
    values = Map.copyOf(values);
  }

  /// Reads all sources.
  ///
  /// @param folder where `lectern.toml` is looked for
  /// @param file settings file that was asked for, or null to read the one that the environment
  ///   names, or else `lectern.toml` where it is
  /// @param flags `KEY=VALUE` pairs of the command line
  /// @throws AppException.BadSetting for an unknown key, or a file that cannot be read
  public static SettingsSources read(
      Path folder,
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> flags) {
    Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
    for (SettingKey key : SettingKey.values()) {
      values.put(key, new Value(key.defaultValue(), "default"));
    }
    Path named = file != null ? file : named(environment);
    Path present = named != null ? named : folder.resolve(FILE_NAME);
    if (named != null || Files.exists(present)) {
      readFile(present, values);
    }
    readEnvironment(environment, values);
    flags.forEach((key, text) -> values.put(known(key, "--set"), new Value(text, "flag")));
    return new SettingsSources(values);
  }

  public Value value(SettingKey key) {
    Value value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("no value for " + key);
    }
    return value;
  }

  private static @Nullable Path named(Map<String, String> environment) {
    String name = environment.getOrDefault(FILE_VARIABLE, "");
    try {
      return name.isEmpty() ? null : Path.of(name);
    } catch (InvalidPathException e) {
      throw new AppException.BadSetting(
          FILE_VARIABLE + " is no path: " + e.getMessage(),
          "Name a readable file, or unset it.",
          e);
    }
  }

  private static void readFile(Path file, Map<SettingKey, Value> values) {
    JsonNode root;
    try {
      root = new TomlMapper().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new AppException.BadSetting(
          "settings file " + file + " is not TOML: " + e.getOriginalMessage(),
          "Mend line " + e.getLocation().getLineNr() + ", or name another file with --settings.",
          e);
    } catch (IOException e) {
      throw new AppException.BadSetting(
          "settings file " + file + " cannot be read: " + FileTrouble.words(e),
          "Name a readable file with --settings, or leave it out.",
          e);
    }
    Map<String, String> flat = new TreeMap<>();
    flatten(file, "", root, flat);
    flat.forEach(
        (key, text) ->
            values.put(known(key, file.toString()), new Value(text, file.getFileName() + "")));
  }

  private static void flatten(Path file, String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(file, key + ".", entry.getValue(), into);
              } else if (entry.getValue().isArray()) {
                throw new AppException.BadSetting(
                    "setting " + key + " in " + file + " is a list", "Give it one value.", null);
              } else {
                into.put(key, entry.getValue().asText());
              }
            });
  }

  private static void readEnvironment(
      Map<String, String> environment, Map<SettingKey, Value> values) {
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith("LECTERN_") && !OTHER_VARIABLES.contains(variable)) {
            SettingKey key =
                SettingKey.ofVariable(variable)
                    .orElseThrow(() -> unknown(variable, "the environment", variables()));
            values.put(key, new Value(text, "environment"));
          }
        });
  }

  private static SettingKey known(String key, String where) {
    return SettingKey.of(key)
        .orElseThrow(
            () ->
                unknown(
                    key, where, Arrays.stream(SettingKey.values()).map(SettingKey::key).toList()));
  }

  private static List<String> variables() {
    List<String> known = new ArrayList<>(OTHER_VARIABLES);
    Arrays.stream(SettingKey.values()).map(SettingKey::variable).forEach(known::add);
    return known;
  }

  private static AppException unknown(String key, String where, List<String> known) {
    if (SECRET.matcher(key).find()) {
      return new AppException.BadSetting(
          "setting " + key + " in " + where + " is a key, which no setting holds",
          "Take it out, and put the key into the environment: EMBEDDER_API_KEY for embeddings.",
          null);
    }
    return new AppException.BadSetting(
        "unknown setting " + key + " in " + where,
        "Did you mean " + Spelling.nearest(key, known) + "? `lectern settings` lists them all.",
        null);
  }
}
