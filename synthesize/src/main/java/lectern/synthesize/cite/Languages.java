package lectern.synthesize.cite;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Guesses what language a few words are in: by their script, and of those in Latin letters by the
/// words that every sentence has.
final class Languages {
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "en",
          words(
              "the of and to in is that for shall must may by be with or not this are was as from on at an any"
                  + " which has have it its will can"),
          "de",
          words(
              "der die das und ist nicht ein eine einen einem einer den dem des mit von zu für auf wird werden"
                  + " sind im am muss kann darf bei oder als aus nach hat es"),
          "fr",
          words(
              "le la les des et est une un du dans pour que qui par pas sur avec doit aux au ne ou sont il"
                  + " elle ce cette peut de en"),
          "es",
          words(
              "el la los las y es una un del que por para con no se debe al su o en de puede son está como"),
          "it",
          words(
              "il lo la gli di che è una un del della dei per con non deve sono i al nel si da può e le"),
          "pt",
          words(
              "o os as e é uma um do da dos que por para com não deve ao no na em de se são pode ou"),
          "nl",
          words(
              "de het een en van is niet dat op te zijn met voor moet wordt worden door aan of kan mag in"
                  + " die om"));

  /// Fewest of them that tell.
  private static final int LEAST = 2;

  /// How many more of them a language must have than any other.
  private static final double AHEAD = 1.3;

  private static final double SCRIPT_SHARE = 0.3;

  private Languages() {}

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  /// ISO 639-1 code of a language, or the name of a script that several are written in; empty where
  /// the words are too few to tell.
  static String of(String text) {
    String script = script(text);
    if (!script.equals("LATIN")) {
      return script.equals("HAN") ? "zh" : script;
    }
    List<String> words =
        Token.of(text).stream()
            .filter(Token::isWord)
            .map(token -> token.text().toLowerCase(Locale.ROOT))
            .toList();
    String best = "";
    int most = 0;
    int second = 0;
    for (Map.Entry<String, Set<String>> one : WORDS.entrySet()) {
      int count = (int) words.stream().filter(one.getValue()::contains).count();
      if (count > most) {
        second = most;
        most = count;
        best = one.getKey();
      } else {
        second = Math.max(second, count);
      }
    }
    return most >= LEAST && most >= second * AHEAD ? best : "";
  }

  /// The script of most letters; that which counts for words before Latin, whose letters are more.
  private static String script(String text) {
    Map<String, Integer> letters = new HashMap<>();
    int[] all = {0};
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(
            point -> {
              String script = Character.UnicodeScript.of(point).name();
              boolean kana = script.equals("HIRAGANA") || script.equals("KATAKANA");
              letters.merge(kana ? "ja" : script, 1, Integer::sum);
              all[0]++;
            });
    if (letters.getOrDefault("ja", 0) > 0 && !isMostly(letters, "LATIN", all[0])) {
      return "ja";
    }
    return letters.entrySet().stream()
        .filter(one -> !one.getKey().equals("LATIN") && one.getValue() >= SCRIPT_SHARE * all[0])
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("LATIN");
  }

  private static boolean isMostly(Map<String, Integer> letters, String script, int all) {
    return letters.getOrDefault(script, 0) > (1 - SCRIPT_SHARE) * all;
  }
}
