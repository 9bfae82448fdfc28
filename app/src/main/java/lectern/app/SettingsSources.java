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
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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
      Pattern.compile(
          "(?i)(^|[._-])(api[._-]?|auth[._-]?|access[._-]?|secret[._-]?)?"
              + "(key|token|secret|password|authorization|bearer|credentials?)$");

  /// Variables of other programs and guides that say the same as ours, which go before them.
  private static final Map<String, SettingKey> COMMON_VARIABLES =
      Map.of(
          "PRIMARY_MODEL", SettingKey.MODEL,
          "FALLBACK_MODEL", SettingKey.FALLBACK_MODEL,
          "KIMI_MODEL_PREFERENCE", SettingKey.LLM_PREFERENCE);

  /// What a later source that names the first drops of earlier ones: an address belongs to the
  /// provider it was given for, and a list to the models it was given in place of.
  private static final Map<SettingKey, SettingKey> DROPS =
      Map.of(
          SettingKey.LLM_PROVIDER, SettingKey.LLM_BASE_URL,
          SettingKey.FALLBACK_PROVIDER, SettingKey.FALLBACK_BASE_URL,
          SettingKey.MODEL, SettingKey.LLM_PREFERENCE);

  /// A value as it was written.
  ///
  /// @param origin `default`, `environment`, `flag` or the settings file
  public record Value(String text, String origin) {
    private static final String ENVIRONMENT = "environment";
    private static final String FLAG = "flag";

    /// Whether no file said it, which somebody else may have put there, and no default.
    boolean isNamedByHand() {
      return origin.equals(ENVIRONMENT) || origin.equals(FLAG);
    }
  }

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
      take(readFile(present), values);
    }
    Map<SettingKey, Value> surrounding = readEnvironment(environment);
    take(surrounding, values);
    dropReplaced(
        SettingKey.LLM_PROVIDER, SettingKey.LLM_BASE_URL, surrounding, values, environment);
    dropReplaced(
        SettingKey.FALLBACK_PROVIDER,
        SettingKey.FALLBACK_BASE_URL,
        surrounding,
        values,
        environment);
    Map<SettingKey, Value> flagged = new EnumMap<>(SettingKey.class);
    flags.forEach(
        (key, text) -> put(flagged, known(key, "--set"), new Value(text, Value.FLAG), key));
    take(flagged, values);
    return new SettingsSources(values);
  }

  /// Takes over all that a later source says.
  private static void take(Map<SettingKey, Value> later, Map<SettingKey, Value> values) {
    DROPS.forEach(
        (named, dropped) -> {
          if (later.containsKey(named)) {
            values.put(dropped, new Value(dropped.defaultValue(), "default"));
          }
        });
    values.putAll(later);
  }

  /// An address of the file yields to the one that the environment gives for the provider: so a
  /// test server can stand in for it.
  private static void dropReplaced(
      SettingKey provider,
      SettingKey address,
      Map<SettingKey, Value> surrounding,
      Map<SettingKey, Value> values,
      Map<String, String> environment) {
    Value named = values.get(provider);
    if (!surrounding.containsKey(address)
        && named != null
        && Keys.isReplaced(named.text().strip(), environment)) {
      values.put(address, new Value(address.defaultValue(), "default"));
    }
  }

  private static void put(Map<SettingKey, Value> into, SettingKey key, Value value, String name) {
    if (into.put(key, value) != null) {
      throw new AppException.BadSetting(
          "setting " + key.key() + " is given twice (" + value.origin() + "), once as " + name,
          "Leave out the older or other spelling.",
          null);
    }
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

  private static Map<SettingKey, Value> readFile(Path file) {
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
    Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
    flat.forEach(
        (key, text) ->
            put(
                values,
                known(key, file.toString()),
                new Value(text, file.getFileName() + ""),
                key));
    return values;
  }

  private static void flatten(Path file, String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(file, key + ".", entry.getValue(), into);
              } else if (entry.getValue().isArray()
                  && key.equals(SettingKey.LLM_PREFERENCE.key())) {
                into.put(
                    key,
                    StreamSupport.stream(entry.getValue().spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(",")));
              } else if (entry.getValue().isArray()) {
                throw new AppException.BadSetting(
                    "setting " + key + " in " + file + " is a list", "Give it one value.", null);
              } else {
                into.put(key, entry.getValue().asText());
              }
            });
  }

  private static Map<SettingKey, Value> readEnvironment(Map<String, String> environment) {
    Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
    COMMON_VARIABLES.forEach(
        (variable, key) -> {
          String text = environment.getOrDefault(variable, "");
          if (!text.isBlank()) {
            values.put(key, new Value(text, variable));
          }
        });
    Map<SettingKey, Value> ours = new EnumMap<>(SettingKey.class);
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith("LECTERN_") && !OTHER_VARIABLES.contains(variable)) {
            SettingKey key =
                SettingKey.ofVariable(variable)
                    .orElseThrow(() -> unknown(variable, "the environment", variables()));
            put(ours, key, new Value(text, Value.ENVIRONMENT), variable);
          }
        });
    values.putAll(ours);
    return values;
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
    known.add(SettingKey.OLD_MODEL_VARIABLE);
    Arrays.stream(SettingKey.values()).map(SettingKey::variable).forEach(known::add);
    return known;
  }

  private static AppException unknown(String key, String where, List<String> known) {
    if (SECRET.matcher(key).find()) {
      return new AppException.BadSetting(
          "setting " + key + " in " + where + " is a key, which no setting holds",
          "Take it out, and put the key into the environment: KIMI_API_KEY for Moonshot's models, that of"
              + " `lectern models --providers` for another's, EMBEDDER_API_KEY for embeddings.",
          null);
    }
    return new AppException.BadSetting(
        "unknown setting " + key + " in " + where,
        "Did you mean " + Spelling.nearest(key, known) + "? `lectern settings` lists them all.",
        null);
  }
}
