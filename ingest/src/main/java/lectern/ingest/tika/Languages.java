package lectern.ingest.tika;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import lectern.ingest.Block;
import lectern.ingest.Span;

/// Tells the language of most of a text: by its script where one language is written in it, by the
/// share of English function words, else by the n-gram profiles of the languages of its script,
/// which are read when first needed. Safe for use by many threads.
final class Languages {
  /// So many pieces of a long text are looked at, from its beginning to its end.
  private static final int PIECES = 16;

  /// Some five lines, so that a quoted line does not decide for its page.
  private static final int PIECE_CHARS = 500;

  /// A few words; of fewer letters no language is told.
  private static final int MIN_LETTERS = 20;

  /// Ten words of a line of prose. Below, profiles take names for Italian or Finnish.
  private static final int MIN_PROFILED_LETTERS = 60;

  /// Less sure than this, the detector is not believed. A round number: its effect was not
  /// measured.
  private static final double MIN_PROBABILITY = 0.9;

  /// Share of English function words below which no text is taken for English unprofiled. English
  /// prose has 14 to 25 %, a contract that is mostly schedules 5 %; the other languages of this
  /// list have less than 3 %. It was 10 % until a look at the contracts data set, whose schedules
  /// fell below it, so that data set cannot vouch for it.
  private static final double MIN_ENGLISH = 0.04;

  /// Function words of other languages beside one of English, at most: names have some, a text that
  /// is half in another language has as many. Chosen together with [#MIN_ENGLISH], after that look.
  private static final double MAX_FOREIGN = 0.5;

  /// Share of kana in the letters of a Japanese text; Chinese has none but in names.
  private static final double MIN_KANA = 0.10;

  /// Words that are frequent in English and rare in every other language here: not "to" and "by",
  /// which Czech and Polish have, nor "in", "is", "was", "are" and "for".
  private static final Set<String> ENGLISH =
      Set.of(
          "the", "and", "of", "that", "with", "which", "this", "shall", "not", "from", "have",
          "has", "been", "any", "such", "their", "were", "would", "these", "upon");

  /// Words as frequent in other languages of the Latin script and rare in English.
  private static final Set<String> FOREIGN =
      Set.of(
          "de", "la", "le", "les", "et", "des", "und", "der", "das", "ist", "nicht", "el", "los",
          "las", "en", "y", "que", "del", "il", "di", "che", "dei", "os", "da", "em", "uma", "het",
          "een", "van", "och", "att", "det", "som", "og", "av", "af", "til", "ja", "ei", "nie",
          "się", "jest", "je", "že", "și", "din", "és", "az", "hogy", "ve", "bir", "bu", "yang",
          "dan", "eta", "ir", "un", "agus", "i", "të", "của");

  /// Scripts that one language is written in, as far as documents go.
  private static final Map<UnicodeScript, String> BY_SCRIPT =
      Map.ofEntries(
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.BENGALI, "bn"),
          Map.entry(UnicodeScript.TAMIL, "ta"),
          Map.entry(UnicodeScript.TELUGU, "te"),
          Map.entry(UnicodeScript.KANNADA, "kn"),
          Map.entry(UnicodeScript.MALAYALAM, "ml"),
          Map.entry(UnicodeScript.GUJARATI, "gu"),
          Map.entry(UnicodeScript.GURMUKHI, "pa"),
          Map.entry(UnicodeScript.KHMER, "km"));

  /// Languages told apart within a script: those that an index has an analyzer for, and neighbours
  /// that would else be taken for one of them.
  private static final Map<UnicodeScript, List<String>> BY_PROFILE =
      Map.of(
          UnicodeScript.LATIN,
          List.of(
              "en", "de", "fr", "es", "it", "pt", "nl", "da", "no", "sv", "fi", "hu", "ro", "cs",
              "et", "lt", "lv", "ga", "eu", "ca", "gl", "id", "tr", "pl", "sk", "sl", "hr", "sq",
              "is", "af", "ms", "vi"),
          UnicodeScript.CYRILLIC,
          List.of("ru", "bg", "sr", "uk", "mk", "be"),
          UnicodeScript.ARABIC,
          List.of("ar", "fa", "ur"),
          UnicodeScript.DEVANAGARI,
          List.of("hi", "ne", "mr"));

  private static final Map<UnicodeScript, LanguageDetector> DETECTORS = new ConcurrentHashMap<>();

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*");
  private static final Pattern TAG = Pattern.compile("^([a-z]{2})(?![a-z]).*");

  private Languages() {}

  /// The language of most of a document, as an ISO 639-1 code; "" where it cannot be told.
  ///
  /// @param blocks furniture and code among them are not looked at
  /// @param declared what the file says its language is, as `en-GB`, or ""; asked only where the
  ///   text leaves it open, since programs declare the language of their user
  static String of(String text, List<Block> blocks, String declared) {
    String sample = sample(text, blocks);
    Map<UnicodeScript, Integer> letters = letters(sample);
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    UnicodeScript script = UnicodeScript.COMMON;
    for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
      script = entry.getValue() > letters.getOrDefault(script, 0) ? entry.getKey() : script;
    }
    if (all < MIN_LETTERS) {
      return hint(declared, script);
    }
    if (script == UnicodeScript.HAN) {
      return japanese(sample) ? "ja" : "zh";
    }
    String only = BY_SCRIPT.get(script);
    if (only != null) {
      return only;
    }
    double english = script == UnicodeScript.LATIN ? share(ENGLISH, sample) : 0;
    if (english >= MIN_ENGLISH && share(FOREIGN, sample) <= MAX_FOREIGN * english) {
      return "en";
    }
    String profiled =
        letters.getOrDefault(script, 0) >= MIN_PROFILED_LETTERS ? profiled(sample, script) : "";
    return profiled.isEmpty() ? hint(declared, script) : profiled;
  }

  /// Share of the words that are English function words.
  static double englishShare(String text) {
    return share(ENGLISH, text);
  }

  private static double share(Set<String> frequent, String text) {
    int words = 0;
    int found = 0;
    for (var word = WORD.matcher(text); word.find(); ) {
      words++;
      found += frequent.contains(word.group().toLowerCase(Locale.ROOT)) ? 1 : 0;
    }
    return words == 0 ? 0 : (double) found / words;
  }

  private static String sample(String text, List<Block> blocks) {
    List<Span> body = new ArrayList<>();
    for (Block block : blocks) {
      switch (block) {
        case Block.Furniture _, Block.Code _ -> {}
        case Block.Heading _,
            Block.Paragraph _,
            Block.ListItem _,
            Block.Table _,
            Block.Footnote _ ->
            body.add(block.span());
      }
    }
    long length = body.stream().mapToLong(Span::length).sum();
    boolean whole = length <= (long) PIECES * PIECE_CHARS;
    StringBuilder sample = new StringBuilder();
    int piece = whole ? PIECES : 0;
    int wanted = whole ? (int) length : 0;
    long before = 0;
    for (Span span : body) {
      int at = span.start();
      int filled = sample.length();
      while (at < span.end()) {
        int end = Math.min(span.end(), at + wanted);
        sample.append(text, at, end);
        wanted -= end - at;
        at = end;
        long next = piece < PIECES ? piece * length / PIECES - before : length;
        if (wanted > 0 || next >= span.length()) {
          break;
        }
        at = Math.max(at, span.start() + (int) Math.max(0, next));
        wanted = PIECE_CHARS;
        piece++;
      }
      if (sample.length() > filled) {
        sample.append('\n');
      }
      before += span.length();
    }
    return sample.toString();
  }

  /// Letters by script, Chinese and Japanese together. A Chinese character stands for some three
  /// letters of an alphabet, a syllable of Korean or Japanese for two.
  private static Map<UnicodeScript, Integer> letters(String sample) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    sample
        .codePoints()
        .filter(Character::isLetter)
        .forEach(
            c -> {
              UnicodeScript script = UnicodeScript.of(c);
              switch (script) {
                case HAN -> letters.merge(UnicodeScript.HAN, 3, Integer::sum);
                case HIRAGANA, KATAKANA -> letters.merge(UnicodeScript.HAN, 2, Integer::sum);
                case HANGUL -> letters.merge(script, 2, Integer::sum);
                case COMMON, INHERITED, UNKNOWN -> {}
                default -> letters.merge(script, 1, Integer::sum);
              }
            });
    return letters;
  }

  private static boolean japanese(String sample) {
    long kana = 0;
    long han = 0;
    for (int c : sample.codePoints().toArray()) {
      UnicodeScript script = UnicodeScript.of(c);
      han += script == UnicodeScript.HAN ? 1 : 0;
      kana += script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA ? 1 : 0;
    }
    return kana >= MIN_KANA * (kana + han);
  }

  private static String profiled(String sample, UnicodeScript script) {
    List<String> candidates = BY_PROFILE.get(script);
    if (candidates == null) {
      return "";
    }
    StringBuilder words = new StringBuilder();
    for (var word = WORD.matcher(sample); word.find(); ) {
      if (UnicodeScript.of(word.group().codePointAt(0)) == script) {
        words.append(word.group()).append(' ');
      }
    }
    List<DetectedLanguage> found =
        DETECTORS
            .computeIfAbsent(script, _ -> detector(candidates))
            .getProbabilities(words.toString());
    return found.isEmpty() || found.getFirst().getProbability() < MIN_PROBABILITY
        ? ""
        : found.getFirst().getLocale().getLanguage();
  }

  private static LanguageDetector detector(List<String> candidates) {
    try {
      return LanguageDetectorBuilder.create(NgramExtractors.standard())
          .withProfiles(
              new LanguageProfileReader()
                  .readBuiltIn(candidates.stream().map(LdLocale::fromString).toList()))
          // The detector draws n-grams by lot; the same text is to give the same language.
          .seed(1)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A declared language, if the text may be in it.
  private static String hint(String declared, UnicodeScript script) {
    var tag = TAG.matcher(declared.strip().toLowerCase(Locale.ROOT));
    String code = tag.matches() ? tag.group(1) : "";
    boolean possible =
        script == UnicodeScript.HAN
            ? code.equals("zh") || code.equals("ja")
            : code.equals(BY_SCRIPT.get(script))
                || BY_PROFILE.getOrDefault(script, List.of()).contains(code);
    return possible ? code : "";
  }
}
