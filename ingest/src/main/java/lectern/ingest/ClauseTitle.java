package lectern.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells a clause's name from the words behind its number, by its capitals and by what ends it.
final class ClauseTitle {
  /// Longest name that is believed; longer ones are sentences.
  static final int MAX_CHARS = 90;

  private static final int MAX_WORDS = 12;

  /// Words of a name in small letters: `Royalties payable by Integrity`.
  private static final int MAX_PLAIN_WORDS = 6;

  /// Without a number, only short names are believed.
  private static final int MAX_UNNUMBERED_WORDS = 6;

  private static final int MIN_LETTERS = 3;

  /// Fewer capitals in a row are an abbreviation, such as a party's.
  private static final int MIN_CAPITALS = 4;

  private static final String STARTERS = "\"“”‘'([$";
  private static final String DASHES = "-–—";

  /// Stands in titles in small letters.
  private static final Set<String> SMALL =
      Set.of(
          ("a an and any as at between but by each for from in into its no not of off on or other"
                  + " out over per than that the this to under until up upon via versus vs with"
                  + " within without which etc")
              .split(" "));

  /// Ends no name.
  private static final Set<String> OPEN =
      Set.of(
          "a an and as at between by for from in into of on or the to under upon with which that"
              .split(" "));

  /// Makes a sentence of the words it stands in.
  private static final Set<String> VERBS =
      Set.of(
          ("shall will is are was were be been may must can has have had does do agrees agree means"
                  + " mean includes include should would could constitutes contains provides"
                  + " represents acknowledges applies hereby pursuant if when where whereas such these")
              .split(" "));

  /// Shortened words: a stop behind them ends no name.
  private static final Set<String> SHORTENED =
      Set.of(
          "inc corp ltd co llc llp mr mrs ms dr no nos sec st ave jr sr stat subd reg".split(" "));

  /// Waits to be filled in, or refers; alone these name no clause that has no number.
  private static final Set<String> LABELS =
      Set.of(
          ("by name title date dated address attention attn fax telephone phone tel email e-mail re"
                  + " cc its source note witnesseth whereas section sections article articles"
                  + " clause paragraph exhibit schedule annex appendix agreement company yes none")
              .split(" "));

  private static final Set<String> MONTHS =
      Set.of(
          "january february march april may june july august september october november december"
              .split(" "));

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /// A stop, and words of which the second or third is in small letters: no address, no capitals of
  /// a title page.
  private static final Pattern SENTENCE =
      Pattern.compile("[.:–— -]{1,5}\\S{1,30} (?:\\S{1,30} )?\\p{Ll}");

  /// `Minn. Stat. § 80C`: shortened words come in rows.
  private static final Pattern SHORTENED_NEXT = Pattern.compile("[. ]{1,3}[\\p{L}]{1,5}\\.");

  /// The next line of a list of schedules: `Domain Names SCHEDULE H - Assets`.
  private static final Pattern DIVISION = Pattern.compile("(?i)" + ClauseReader.DIVISION_NAMES);

  /// The next clause's number, where it follows on the next line.
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}\\.");

  private static final Pattern EDGES = Pattern.compile("^[(\"“‘'\\[]+|[,;)\"”’'\\]]+$");

  private ClauseTitle() {}

  /// The name that a clause's first words are; empty where they are none.
  ///
  /// @param words behind the number, in one line, single spaces between them
  /// @param plain whether a name may be in small letters behind its first
  static String runningIn(String words, boolean plain) {
    int end = end(words);
    if (end < 0) {
      return "";
    }
    String name = words.substring(0, end).strip();
    boolean label = words.charAt(end) == ':' && isLabel(name);
    return !label && (isTitle(name) || (plain && isPlain(name))) ? name : "";
  }

  /// The name that a paragraph without a number begins with; empty where it begins with none.
  static String unnumbered(String words) {
    String name = runningIn(words, false);
    return name.isEmpty()
            || isLabel(name)
            || words(name).size() > MAX_UNNUMBERED_WORDS
            || !Character.isUpperCase(words.codePointAt(0))
            || !SENTENCE.matcher(words.substring(name.length())).lookingAt()
            || SHORTENED_NEXT.matcher(words.substring(name.length())).lookingAt()
        ? ""
        : name;
  }

  private static boolean isLabel(String name) {
    return LABELS.contains(name.toLowerCase(Locale.ROOT));
  }

  /// Where a name ends: before a stop, a colon or a dash with a new beginning behind it; -1 where
  /// none is near.
  private static int end(String words) {
    for (int i = 1; i < Math.min(words.length() - 1, MAX_CHARS); i++) {
      char c = words.charAt(i);
      boolean dash = c == '—' || (DASHES.indexOf(c) >= 0 && words.charAt(i - 1) == ' ');
      if (dash && begins(words, i + 1)) {
        return i;
      }
      boolean initial =
          c == '.'
              && Character.isLetter(words.charAt(i - 1))
              && (i < 2 || words.charAt(i - 2) == ' ' || words.charAt(i - 2) == '.');
      if ((c == '.' || c == ':') && !initial) {
        boolean apart = words.charAt(i + 1) == ' ' || DASHES.indexOf(words.charAt(i + 1)) >= 0;
        return apart && begins(words, i + 1) ? i : -1;
      }
    }
    return -1;
  }

  private static boolean begins(String words, int at) {
    int i = at;
    while (i < words.length() && (words.charAt(i) == ' ' || DASHES.indexOf(words.charAt(i)) >= 0)) {
      i++;
    }
    return i < words.length()
        && (Character.isUpperCase(words.codePointAt(i)) || STARTERS.indexOf(words.charAt(i)) >= 0);
  }

  /// The capitals that a clause begins with where a sentence or the next number follows without a
  /// stop: `3. TAXES Any tax`, `ARTICLE IX TERMINATION 9.1 Term`; empty where it does not.
  static String capitals(String words) {
    String before = words.substring(0, Math.min(words.length(), MAX_CHARS + 1));
    int end = 0;
    int at = 0;
    while (at < before.length()) {
      int next = before.indexOf(' ', at);
      next = next < 0 ? before.length() : next;
      String word = before.substring(at, next);
      boolean number = end > 0 && NUMBER.matcher(word).lookingAt();
      if (number || word.codePoints().anyMatch(Character::isLowerCase)) {
        boolean article = at > end + 1;
        boolean sentence =
            number || article || (Character.isUpperCase(word.codePointAt(0)) && word.length() > 1);
        String name = before.substring(0, end).strip();
        return sentence && letters(name) >= MIN_CAPITALS && isTitle(name) ? name : "";
      }
      // `TAXES A tax`: the article belongs to the sentence.
      end = word.equals("A") ? end : next;
      at = next + 1;
    }
    return "";
  }

  /// The name that a line of its own is; empty where it is none.
  static String alone(String line, boolean plain) {
    int end = line.length();
    while (end > 0 && ".:-–— ".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    String name = line.substring(0, end);
    return isTitle(name) || (plain && isPlain(name)) ? name : "";
  }

  /// Whether the long words of a name have capitals.
  private static boolean isTitle(String name) {
    List<String> words = words(name);
    return isSound(name, words, MAX_WORDS)
        && words.stream().allMatch(word -> isCapital(word) || SMALL.contains(word));
  }

  private static boolean isPlain(String name) {
    return isSound(name, words(name), MAX_PLAIN_WORDS);
  }

  private static boolean isSound(String name, List<String> words, int maxWords) {
    if (name.length() > MAX_CHARS
        || words.isEmpty()
        || words.size() > maxWords
        || letters(name) < MIN_LETTERS
        || name.indexOf('_') >= 0
        || name.indexOf('|') >= 0
        || name.contains(". ")
        || name.endsWith(",")
        || name.endsWith(";")
        || !Character.isUpperCase(words.getFirst().codePointAt(0))) {
      return false;
    }
    boolean refers = words.size() > 1 && DIVISION.matcher(words.get(words.size() - 2)).matches();
    String last = words.getLast().toLowerCase(Locale.ROOT);
    return !refers
        && !OPEN.contains(last)
        && !SHORTENED.contains(last)
        && !MONTHS.contains(words.getFirst().toLowerCase(Locale.ROOT))
        && !Character.isDigit(last.charAt(last.length() - 1))
        && words.stream().noneMatch(word -> VERBS.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static boolean isCapital(String word) {
    int first = word.codePointAt(0);
    return Character.isUpperCase(first) || "&/-–—".indexOf(first) >= 0 || Character.isDigit(first);
  }

  private static List<String> words(String name) {
    return SPACES
        .splitAsStream(name)
        .map(word -> EDGES.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }
}
