package lectern.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Everything that can be set, checked.
///
/// @param model id of the catalogue that plans and prices name
/// @param catalogue user's model rows, or null for the shipped ones alone
/// @param tokenizer Kimi's `tiktoken.model`, or null to count with o200k and a margin
/// @param parseTimeout longest that one file may take to parse
public record LecternSettings(
    String model,
    @Nullable Path catalogue,
    @Nullable Path tokenizer,
    int parseWorkers,
    Duration parseTimeout,
    int parseMaxFileMib,
    int parseWorkerHeapMib) {

  /// Checks every value.
  ///
  /// @throws AppException.BadSetting naming the first value that is out of its range
  public static LecternSettings of(SettingsSources sources) {
    return new LecternSettings(
        text(sources, SettingKey.MODEL),
        path(sources, SettingKey.CATALOGUE),
        path(sources, SettingKey.TOKENIZER),
        whole(sources, SettingKey.PARSE_WORKERS, 1, 64),
        Duration.ofSeconds(whole(sources, SettingKey.PARSE_TIMEOUT_SECONDS, 1, 3600)),
        whole(sources, SettingKey.PARSE_MAX_FILE_MIB, 1, 2047),
        whole(sources, SettingKey.PARSE_WORKER_HEAP_MIB, 64, 65_536));
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
    return text.isEmpty() ? null : Path.of(text);
  }

  private static int whole(SettingsSources sources, SettingKey key, int least, int most) {
    String range = "Give a whole number from " + least + " to " + most + ".";
    try {
      int value = Integer.parseInt(sources.value(key).text().strip());
      if (value < least || value > most) {
        throw bad(sources, key, "is out of range: " + value, range);
      }
      return value;
    } catch (NumberFormatException e) {
      throw bad(sources, key, "is not a number: " + sources.value(key).text(), range);
    }
  }

  private static AppException bad(
      SettingsSources sources, SettingKey key, String what, String hint) {
    return new AppException.BadSetting(
        "setting " + key.key() + " (" + sources.value(key).origin() + ") " + what, hint, null);
  }
}
