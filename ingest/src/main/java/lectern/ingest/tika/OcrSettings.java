package lectern.ingest.tika;

import java.time.Duration;
import java.util.regex.Pattern;

/// How text is read off pictures: scanned pages, photographs of letters.
///
/// @param on whether Tesseract is used where it is installed
/// @param languages that the pictures are in, as Tesseract names them, joined by `+`: `eng+deu`
/// @param timePerFile for all pictures of a file and its members; what is left after it is not read
public record OcrSettings(boolean on, String languages, Duration timePerFile) {
  private static final Pattern LANGUAGES = Pattern.compile("\\w[\\w/]*(\\+\\w[\\w/]*)*");

  /// A page at 300 dpi takes some 3 s of one core, so 10 minutes read 200 pages.
  public static final OcrSettings DEFAULTS = new OcrSettings(true, "eng", Duration.ofMinutes(10));

  public OcrSettings {
    if (!isLanguages(languages)) {
      throw new IllegalArgumentException("no list of languages: " + languages);
    }
    if (timePerFile.toMillis() < 1) {
      throw new IllegalArgumentException("timePerFile must be at least 1 ms: " + timePerFile);
    }
  }

  /// Whether a text is languages joined by `+`, installed or not.
  public static boolean isLanguages(String text) {
    return LANGUAGES.matcher(text).matches();
  }
}
