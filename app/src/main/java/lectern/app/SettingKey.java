package lectern.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be set, in the order it is printed.
public enum SettingKey {
  LLM_PROVIDER(
      "llm.provider",
      "",
      "Who serves the model: a name of `lectern models --providers`; empty for the first that does."),
  LLM_BASE_URL(
      "llm.base-url",
      "",
      "Address of the provider's OpenAI-compatible interface; empty for the catalogue's."),
  MODEL(
      "llm.model",
      "kimi-k3.1-pro",
      "Model that is asked and priced: a name of `lectern models`. Once called model."),
  LLM_PREFERENCE(
      "llm.preference",
      "",
      "Models joined by commas, best first, in place of llm.model and llm.fallback.model."),
  FALLBACK_PROVIDER("llm.fallback.provider", "", "As llm.provider, for llm.fallback.model."),
  FALLBACK_BASE_URL("llm.fallback.base-url", "", "As llm.base-url, for llm.fallback.model."),
  FALLBACK_MODEL(
      "llm.fallback.model", "", "Model that is asked where the first cannot be; empty for none."),
  LLM_CLASSIFIER(
      "llm.classifier",
      "",
      "Model that tells the kind of a question before its prompt is planned, one that need not think, as"
          + " kimi-k2.6; empty to go by the question's English words."),
  LLM_EFFORT(
      "llm.effort",
      "low",
      "How long a model that takes an effort thinks: low, high or max; plans are priced for low."),
  LLM_RATE_TIER(
      "llm.rate-tier",
      "",
      "Tier of the account at Moonshot, 0 to 5; empty to learn its limits from refusals."),
  LLM_CACHE_TTL(
      "llm.cache-ttl",
      "5m",
      "How long the provider keeps a prompt's beginning: 5m, or 1h where the model has a price for it; the"
          + " hour is cheaper from the third use on, if they are 5 to 60 minutes apart."),
  LLM_OUTPUT_CHARGE(
      "llm.output-charge",
      "budget",
      "How completions are taken to count against tokens a minute and a day: budget (the longest that the"
          + " call allows, the stricter reading) or actual."),
  LLM_HEADERS_SECONDS(
      "llm.headers-seconds",
      300,
      1,
      3600,
      "Longest wait for the headers of a model's reply once the connection stands, in seconds."),
  LLM_FIRST_TOKEN_SECONDS(
      "llm.first-token-seconds",
      600,
      1,
      3600,
      "Longest wait from the headers to the first token, in seconds."),
  LLM_IDLE_SECONDS(
      "llm.idle-seconds", 120, 1, 3600, "Longest wait between two tokens, in seconds."),
  LLM_DEADLINE_SECONDS(
      "llm.deadline-seconds",
      1800,
      1,
      86_400,
      "Longest that an answer may take, all tries and waits included, in seconds."),
  CATALOGUE(
      "catalogue",
      "",
      "TOML file whose rows replace or add to the shipped models and prices; empty for none."),
  CALIBRATION(
      "calibration",
      "",
      "TOML file of how well models were measured to read prompts of some lengths; empty for none."),
  TOKENIZER(
      "tokenizer",
      "",
      "Kimi's tiktoken.model, for exact token counts; empty to count with o200k and a margin."),
  STATE(
      "state",
      "",
      "Folder of what outlives a run: the ledger of calls, in its folder `ledger`; empty for"
          + " $XDG_STATE_HOME/lectern, else ~/.local/state/lectern, on Windows %LOCALAPPDATA%\\lectern."),
  INGEST_EMBED(
      "ingest.embed",
      "on",
      "Whether `ingest` makes vectors once the files are in, to search by meaning: on or off."),
  PARSE_WORKERS(
      "parse.workers", 2, 1, 64, "Files parsed at the same time; two share a worker process."),
  PARSE_TIMEOUT_SECONDS(
      "parse.timeout-seconds", 60, 1, 3600, "Longest that one file may take to parse, in seconds."),
  PARSE_MAX_FILE_MIB("parse.max-file-mib", 256, 1, 2047, "Largest file that is parsed, in MiB."),
  PARSE_WORKER_HEAP_MIB(
      "parse.worker-heap-mib", 512, 64, 65_536, "Memory of one worker process, in MiB."),
  PARSE_OCR(
      "parse.ocr",
      "auto",
      "Whether text is read off scans and pictures: auto (where Tesseract is installed) or off."),
  PARSE_OCR_LANGUAGES(
      "parse.ocr-languages",
      "eng",
      "Languages of scans, as Tesseract names them, joined by +: eng+deu."),
  PARSE_OCR_SECONDS(
      "parse.ocr-seconds",
      600,
      1,
      86_400,
      "Longest that the scans of one file may take, in seconds; those left over are not read."),
  EMBEDDER_URL(
      "embedder.url",
      "",
      "OpenAI-compatible API that makes vectors, as https://api.openai.com/v1; empty for the model in"
          + " this process."),
  EMBEDDER_MODEL("embedder.model", "", "Model of that API."),
  EMBEDDER_DIMENSIONS(
      "embedder.dimensions",
      0,
      0,
      4096,
      "Dimensions that it is asked for; 0 for the model's own number."),
  EMBEDDER_PASSAGE_PREFIX(
      "embedder.passage-prefix", "", "Put before each passage, as E5 wants \"passage: \"."),
  EMBEDDER_QUESTION_PREFIX(
      "embedder.question-prefix", "", "Put before each question, as E5 wants \"query: \"."),
  // Servers of Hugging Face take no more by themselves.
  EMBEDDER_BATCH("embedder.batch", 32, 1, 2048, "Most texts of one call."),
  EMBEDDER_TIMEOUT_SECONDS(
      "embedder.timeout-seconds",
      60,
      1,
      3600,
      "Longest that one call may take, in seconds; a question waits 15 at most.");

  /// What [#MODEL] was called before there were providers.
  static final String OLD_MODEL = "model";

  /// The same in the environment.
  static final String OLD_MODEL_VARIABLE = "LECTERN_MODEL";

  private final String key;
  private final String defaultValue;
  private final int usual;
  private final int least;
  private final int most;
  private final String meaning;

  SettingKey(String key, String defaultValue, String meaning) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.usual = 0;
    this.least = 0;
    this.most = 0;
    this.meaning = meaning;
  }

  SettingKey(String key, int usual, int least, int most, String meaning) {
    this.key = key;
    this.defaultValue = Integer.toString(usual);
    this.usual = usual;
    this.least = least;
    this.most = most;
    this.meaning = meaning + " " + least + " to " + most + ".";
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

  /// Default of a whole number; 0 for text.
  public int usual() {
    return usual;
  }

  /// Least that a whole number may be.
  public int least() {
    return least;
  }

  /// Most that a whole number may be.
  public int most() {
    return most;
  }

  boolean holds(long value) {
    return value >= least && value <= most;
  }

  public String meaning() {
    return meaning;
  }

  /// The setting of a name, with dashes or underscores: `base_url` is how others spell it.
  static Optional<SettingKey> of(String key) {
    String dashed = key.replace('_', '-');
    return dashed.equals(OLD_MODEL)
        ? Optional.of(MODEL)
        : Arrays.stream(values()).filter(k -> k.key.equals(dashed)).findFirst();
  }

  static Optional<SettingKey> ofVariable(String variable) {
    return variable.equals(OLD_MODEL_VARIABLE)
        ? Optional.of(MODEL)
        : Arrays.stream(values()).filter(k -> k.variable().equals(variable)).findFirst();
  }
}
