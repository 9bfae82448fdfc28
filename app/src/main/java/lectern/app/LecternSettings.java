package lectern.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lectern.retrieve.EmbeddingEndpoint;
import org.jspecify.annotations.Nullable;

/// Everything that can be set, checked.
///
/// @param llm which models are asked
/// @param catalogue user's model rows, or null for the shipped ones alone
/// @param calibration what was measured of models, or null where nothing was
/// @param tokenizer Kimi's `tiktoken.model`, or null to count with o200k and a margin
/// @param state folder of what outlives a run, or null for the system's; see [StateFolder]
/// @param ingestEmbed whether `ingest` makes vectors once the files are in
/// @param parseTimeout longest that one file may take to parse
/// @param parseOcr whether text is read off scans where that can be done
/// @param parseOcrLanguages languages of scans, as Tesseract names them, joined by `+`
/// @param parseOcrTimeout longest that the scans of one file may take, on top of its own time
/// @param embedder where vectors are made, or null for the model in this process
/// @param embedderNamed whether the environment or the command line gives its address, not a file
///   alone
public record LecternSettings(
    ModelSettings llm,
    @Nullable Path catalogue,
    @Nullable Path calibration,
    @Nullable Path tokenizer,
    @Nullable Path state,
    boolean ingestEmbed,
    int parseWorkers,
    Duration parseTimeout,
    int parseMaxFileMib,
    int parseWorkerHeapMib,
    boolean parseOcr,
    String parseOcrLanguages,
    Duration parseOcrTimeout,
    @Nullable EmbeddingEndpoint embedder,
    boolean embedderNamed) {

  /// The shipped model and [lectern.ingest.tika.TikaSettings#DEFAULTS], which gives the reasons.
  public static final LecternSettings DEFAULTS =
      new LecternSettings(
          ModelSettings.DEFAULTS,
          null,
          null,
          null,
          null,
          true,
          SettingKey.PARSE_WORKERS.usual(),
          Duration.ofSeconds(SettingKey.PARSE_TIMEOUT_SECONDS.usual()),
          SettingKey.PARSE_MAX_FILE_MIB.usual(),
          SettingKey.PARSE_WORKER_HEAP_MIB.usual(),
          true,
          SettingKey.PARSE_OCR_LANGUAGES.defaultValue(),
          Duration.ofSeconds(SettingKey.PARSE_OCR_SECONDS.usual()),
          null,
          false);

  public LecternSettings {
    within(SettingKey.PARSE_WORKERS, parseWorkers);
    within(SettingKey.PARSE_TIMEOUT_SECONDS, parseTimeout.toSeconds());
    within(SettingKey.PARSE_MAX_FILE_MIB, parseMaxFileMib);
    within(SettingKey.PARSE_WORKER_HEAP_MIB, parseWorkerHeapMib);
    within(SettingKey.PARSE_OCR_SECONDS, parseOcrTimeout.toSeconds());
    if (!Lectern.isOcrLanguages(parseOcrLanguages)) {
      throw new IllegalArgumentException("no list of languages: " + parseOcrLanguages);
    }
  }

  /// What was set, in the words of whoever set it where it is wrong.
  ///
  /// @throws AppException.BadSetting naming the first value that is out of its range
  public static LecternSettings of(SettingsSources sources) {
    return new LecternSettings(
        ModelSettings.of(sources),
        path(sources, SettingKey.CATALOGUE),
        path(sources, SettingKey.CALIBRATION),
        path(sources, SettingKey.TOKENIZER),
        path(sources, SettingKey.STATE),
        isOn(sources, SettingKey.INGEST_EMBED, "on"),
        whole(sources, SettingKey.PARSE_WORKERS),
        seconds(sources, SettingKey.PARSE_TIMEOUT_SECONDS),
        whole(sources, SettingKey.PARSE_MAX_FILE_MIB),
        whole(sources, SettingKey.PARSE_WORKER_HEAP_MIB),
        isOn(sources, SettingKey.PARSE_OCR, "auto"),
        languages(sources, SettingKey.PARSE_OCR_LANGUAGES),
        seconds(sources, SettingKey.PARSE_OCR_SECONDS),
        embedder(sources),
        sources.value(SettingKey.EMBEDDER_URL).isNamedByHand());
  }

  /// The models to ask, best first.
  public List<ModelChoice> models() {
    return llm.choices();
  }

  private static @Nullable EmbeddingEndpoint embedder(SettingsSources sources) {
    int dimensions = whole(sources, SettingKey.EMBEDDER_DIMENSIONS);
    int batch = whole(sources, SettingKey.EMBEDDER_BATCH);
    Duration timeout = seconds(sources, SettingKey.EMBEDDER_TIMEOUT_SECONDS);
    String model = sources.value(SettingKey.EMBEDDER_MODEL).text().strip();
    if (sources.value(SettingKey.EMBEDDER_URL).text().isBlank()) {
      if (!model.isEmpty()) {
        String hint = "Set embedder.url too, or leave out both for the model in this process.";
        throw bad(sources, SettingKey.EMBEDDER_MODEL, "names a model of no endpoint", hint);
      }
      return null;
    }
    URI url = address(sources);
    if (model.isEmpty()) {
      throw bad(
          sources,
          SettingKey.EMBEDDER_URL,
          "names an endpoint without a model",
          "Set embedder.model too, as the endpoint calls it.");
    }
    return new EmbeddingEndpoint(
        url,
        model,
        dimensions,
        sources.value(SettingKey.EMBEDDER_PASSAGE_PREFIX).text(),
        sources.value(SettingKey.EMBEDDER_QUESTION_PREFIX).text(),
        batch,
        timeout);
  }

  /// Not shown where it is wrong: it may hold a password.
  private static URI address(SettingsSources sources) {
    try {
      URI url = new URI(sources.value(SettingKey.EMBEDDER_URL).text().strip());
      if (EmbeddingEndpoint.isAddress(url)) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw bad(
        sources,
        SettingKey.EMBEDDER_URL,
        "is no plain http or https address",
        "Give scheme, host and path, as https://api.openai.com/v1, with no user, key or query; the key"
            + " goes into the environment, as EMBEDDER_API_KEY.");
  }

  /// @param on the word for it; the other is `off`
  private static boolean isOn(SettingsSources sources, SettingKey key, String on) {
    String text = text(sources, key);
    if (text.equals(on) || text.equals("off")) {
      return text.equals(on);
    }
    throw bad(sources, key, "is neither " + on + " nor off: " + text, "Give one of them.");
  }

  private static String languages(SettingsSources sources, SettingKey key) {
    String text = text(sources, key);
    if (!Lectern.isOcrLanguages(text)) {
      throw bad(
          sources,
          key,
          "is no list of languages: " + text,
          "Name them as `tesseract --list-langs` does, joined by +: eng+deu.");
    }
    return text;
  }

  private static String text(SettingsSources sources, SettingKey key) {
    String text = sources.value(key).text().strip();
    if (text.isEmpty()) {
      throw bad(sources, key, "is empty", "Give it a value, or leave it out.");
    }
    return text;
  }

  private static @Nullable Path path(SettingsSources sources, SettingKey key) {
    String text = sources.value(key).text().strip();
    try {
      return text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw bad(sources, key, "is no path: " + e.getMessage(), "Name a file, or leave it out.");
    }
  }

  static Duration seconds(SettingsSources sources, SettingKey key) {
    return Duration.ofSeconds(whole(sources, key));
  }

  private static int whole(SettingsSources sources, SettingKey key) {
    String range = "Give a whole number from " + key.least() + " to " + key.most() + ".";
    try {
      int value = Integer.parseInt(sources.value(key).text().strip());
      if (!key.holds(value)) {
        throw bad(sources, key, "is out of range: " + value, range);
      }
      return value;
    } catch (NumberFormatException e) {
      throw bad(sources, key, "is not a number: " + sources.value(key).text(), range);
    }
  }

  static void within(SettingKey key, long value) {
    if (!key.holds(value)) {
      throw new IllegalArgumentException(key.key() + " is out of range: " + value);
    }
  }

  private static AppException bad(
      SettingsSources sources, SettingKey key, String what, String hint) {
    return new AppException.BadSetting(
        "setting " + key.key() + " (" + sources.value(key).origin() + ") " + what, hint, null);
  }
}
