package lectern.synthesize.offline;

import java.util.HashSet;
import java.util.Set;

/// Porter's stemmer for English (Porter 1980), so that "terminates", "terminated" and "terminating"
/// are one word.
final class Stemmer {
  private static final String[][] STEP_2 = {
    {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
    {"abli", "able"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
    {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
    {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}
  };
  private static final String[][] STEP_3 = {
    {"icate", "ic"},
    {"ative", ""},
    {"alize", "al"},
    {"iciti", "ic"},
    {"ical", "ic"},
    {"ful", ""},
    {"ness", ""}
  };
  private static final String[] STEP_4 = {
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "al", "er", "ic", "ou"
  };

  private Stemmer() {}

  /// The stems of a text's words.
  static Set<String> stems(String text) {
    var stems = new HashSet<String>();
    Words.each(text, 0, text.length(), (word, start, end) -> stems.add(stem(word)));
    return stems;
  }

  /// The stem of a lower-case word.
  static String stem(String word) {
    if (word.length() < 3 || !isAsciiLetters(word)) {
      return word;
    }
    String stem = plural(word);
    stem = pastAndProgressive(stem);
    if (stem.endsWith("y") && hasVowel(stem, stem.length() - 1)) {
      stem = stem.substring(0, stem.length() - 1) + "i";
    }
    stem = replaceLongest(stem, STEP_2);
    stem = replaceLongest(stem, STEP_3);
    stem = lastSuffix(stem);
    return finalLetters(stem);
  }

  private static String plural(String word) {
    if (word.endsWith("sses") || word.endsWith("ies")) {
      return word.substring(0, word.length() - 2);
    }
    boolean plural = word.endsWith("s") && !word.endsWith("ss");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  private static String pastAndProgressive(String word) {
    if (word.endsWith("eed")) {
      return measure(word, word.length() - 3) > 0 ? word.substring(0, word.length() - 1) : word;
    }
    String cut;
    if (word.endsWith("ed") && hasVowel(word, word.length() - 2)) {
      cut = word.substring(0, word.length() - 2);
    } else if (word.endsWith("ing") && hasVowel(word, word.length() - 3)) {
      cut = word.substring(0, word.length() - 3);
    } else {
      return word;
    }
    if (cut.endsWith("at") || cut.endsWith("bl") || cut.endsWith("iz")) {
      return cut + "e";
    }
    int last = cut.length() - 1;
    boolean doubled =
        last > 0 && cut.charAt(last) == cut.charAt(last - 1) && isConsonant(cut, last);
    if (doubled && "lsz".indexOf(cut.charAt(last)) < 0) {
      return cut.substring(0, last);
    }
    return measure(cut, cut.length()) == 1 && endsShort(cut, cut.length()) ? cut + "e" : cut;
  }

  private static String replaceLongest(String word, String[][] rules) {
    for (String[] rule : rules) {
      if (word.endsWith(rule[0])) {
        int base = word.length() - rule[0].length();
        return measure(word, base) > 0 ? word.substring(0, base) + rule[1] : word;
      }
    }
    return word;
  }

  private static String lastSuffix(String word) {
    for (String suffix : STEP_4) {
      if (word.endsWith(suffix)) {
        int base = word.length() - suffix.length();
        return measure(word, base) > 1 ? word.substring(0, base) : word;
      }
    }
    if (word.endsWith("sion") || word.endsWith("tion")) {
      int base = word.length() - 3;
      return measure(word, base) > 1 ? word.substring(0, base) : word;
    }
    return word;
  }

  private static String finalLetters(String word) {
    String stem = word;
    if (stem.endsWith("e")) {
      int base = stem.length() - 1;
      int measure = measure(stem, base);
      if (measure > 1 || (measure == 1 && !endsShort(stem, base))) {
        stem = stem.substring(0, base);
      }
    }
    return stem.endsWith("ll") && measure(stem, stem.length() - 1) > 1
        ? stem.substring(0, stem.length() - 1)
        : stem;
  }

  /// How often a vowel is followed by a consonant in the first `end` letters.
  private static int measure(String word, int end) {
    int count = 0;
    boolean vowelBefore = false;
    for (int i = 0; i < end; i++) {
      boolean consonant = isConsonant(word, i);
      if (consonant && vowelBefore) {
        count++;
      }
      vowelBefore = !consonant;
    }
    return count;
  }

  private static boolean hasVowel(String word, int end) {
    for (int i = 0; i < end; i++) {
      if (!isConsonant(word, i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the first `end` letters end in consonant, vowel, consonant other than w, x, y.
  private static boolean endsShort(String word, int end) {
    return end >= 3
        && isConsonant(word, end - 1)
        && !isConsonant(word, end - 2)
        && isConsonant(word, end - 3)
        && "wxy".indexOf(word.charAt(end - 1)) < 0;
  }

  private static boolean isConsonant(String word, int i) {
    return switch (word.charAt(i)) {
      case 'a', 'e', 'i', 'o', 'u' -> false;
      case 'y' -> i == 0 || !isConsonant(word, i - 1);
      default -> true;
    };
  }

  private static boolean isAsciiLetters(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c < 'a' || c > 'z') {
        return false;
      }
    }
    return true;
  }
}
