package lectern.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be set, in the order it is printed.
public enum SettingKey {
  MODEL("model", "kimi-k3.1-pro", "Model that plans and prices name: an id of the catalogue."),
  CATALOGUE(
      "catalogue",
      "",
      "TOML file whose rows replace or add to the shipped models and prices; empty for none."),
  TOKENIZER(
      "tokenizer",
      "",
      "Kimi's tiktoken.model, for exact token counts; empty to count with o200k and a margin."),
  PARSE_WORKERS("parse.workers", "2", "Parse workers, each a process of its own. 1 to 64."),
  PARSE_TIMEOUT_SECONDS(
      "parse.timeout-seconds",
      "60",
      "Longest that one file may take to parse, in seconds. 1 to 3600."),
  PARSE_MAX_FILE_MIB(
      "parse.max-file-mib", "256", "Largest file that is parsed, in MiB. 1 to 2047."),
  PARSE_WORKER_HEAP_MIB(
      "parse.worker-heap-mib", "512", "Memory of one parse worker, in MiB. 64 to 65536.");

  private final String key;
  private final String defaultValue;
  private final String meaning;

  SettingKey(String key, String defaultValue, String meaning) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /// Name in `lectern.toml` and for `--set`: `parse.workers`.
  public String key() {
    return key;
  }

  /// Name in the environment: `LECTERN_PARSE_WORKERS`.
  public String variable() {
    return "LECTERN_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String meaning() {
    return meaning;
  }

  static Optional<SettingKey> of(String key) {
    return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
  }

  static Optional<SettingKey> ofVariable(String variable) {
    return Arrays.stream(values()).filter(k -> k.variable().equals(variable)).findFirst();
  }
}
