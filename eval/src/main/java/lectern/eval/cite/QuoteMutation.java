package lectern.eval.cite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.synthesize.Citation.State;

/// A way to quote a document rightly or falsely, and the state that the check must give.
enum QuoteMutation {
  VERBATIM(State.VERIFIED),
  OVER_A_SEAM(State.VERIFIED),
  LINE_BREAKS(State.VERIFIED),
  HYPHENATION(State.VERIFIED),
  LIGATURES(State.VERIFIED),
  ELISION(State.VERIFIED),
  CHINESE_VERBATIM(State.VERIFIED, true),
  SPELLING_SLIP(State.REPAIRED),
  OCR_NOISE(State.REPAIRED),
  ARTICLE_DROPPED(State.REPAIRED),
  FIGURE(State.ALTERED),
  NUMBER_WORD(State.ALTERED),
  DECIMAL_POINT(State.ALTERED),
  CURRENCY(State.ALTERED),
  DATE(State.ALTERED),
  UNIT(State.ALTERED),
  NEIGHBOUR(State.ALTERED),
  MODAL(State.ALTERED),
  NEGATION_DROPPED(State.ALTERED),
  NEGATION_ADDED(State.ALTERED),
  PARTIES_SWAPPED(State.ALTERED),
  DEFINED_TERM(State.ALTERED),
  COMPARISON(State.ALTERED),
  OPPOSITE(State.ALTERED),
  AND_OR(State.ALTERED),
  WORD_CHANGED(State.ALTERED),
  WORD_DROPPED(State.ALTERED),
  WORD_ADDED(State.ALTERED),
  ELISION_HIDES_NEGATION(State.ALTERED),
  CHINESE_ALTERED(State.ALTERED, true),
  SPLICED(State.STITCHED),
  LEFT_OUT_UNMARKED(State.STITCHED),
  ELISION_SPLICES(State.STITCHED),
  CHINESE_SPLICED(State.STITCHED, true),
  WRONG_DOCUMENT(State.MISATTRIBUTED),
  INVENTED(State.FABRICATED),
  CHINESE_INVENTED(State.FABRICATED, true);

  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern LONG_WORD = Pattern.compile("\\b[a-z]{7,}\\b");
  private static final Pattern WORD = Pattern.compile("\\b[a-z]{5,}\\b");
  private static final Pattern MODAL_WORD = Pattern.compile("\\b(shall|may|must|will|can)\\b");
  private static final Pattern ARTICLE = Pattern.compile("(?<= )(the|a|an) ");
  private static final Pattern LIGATURE = Pattern.compile("ffi|fi|fl|ff");

  private final State expected;
  private final boolean chinese;

  QuoteMutation(State expected) {
    this(expected, false);
  }

  QuoteMutation(State expected, boolean chinese) {
    this.expected = expected;
    this.chinese = chinese;
  }

  State expected() {
    return expected;
  }

  boolean isChinese() {
    return chinese;
  }

  /// Whether the quote must say what the document does not.
  boolean isFalse() {
    return switch (expected) {
      case ALTERED, STITCHED, FABRICATED -> true;
      case VERIFIED, REPAIRED, MISATTRIBUTED, UNQUOTED, UNKNOWN_LABEL -> false;
    };
  }

  /// A quote of the kind; empty where the sentence that was drawn does not lend itself to it.
  String quote(MutableText text, Random random) {
    Span span = text.sentence(random);
    String words = text.words(span);
    return switch (this) {
      case VERBATIM, WRONG_DOCUMENT, CHINESE_VERBATIM -> wrapped(words, chinese ? 7 : 0, random);
      case OVER_A_SEAM -> text.overSeam(random);
      case LINE_BREAKS -> words.replace(" ", random.nextBoolean() ? "\n" : "  ");
      case HYPHENATION -> hyphenated(words, random);
      case LIGATURES -> ligatures(words);
      case ELISION -> SentenceCuts.elided(words, random, false);
      case ELISION_HIDES_NEGATION -> SentenceCuts.elided(words, random, true);
      case SPELLING_SLIP -> slip(text, words, random);
      case OCR_NOISE -> noise(text, words, random);
      case ARTICLE_DROPPED -> replaced(words, ARTICLE, random, _ -> "");
      case FIGURE -> replaced(words, DIGITS, random, found -> otherFigure(found, random));
      case DECIMAL_POINT -> decimal(words, random);
      case NUMBER_WORD -> WordRows.swapped(words, WordRows.NUMBERS, random);
      case CURRENCY ->
          replaced(words, Pattern.compile("[£$€]"), random, found -> found.equals("£") ? "€" : "£");
      case DATE -> WordRows.swapped(words, WordRows.MONTHS, random);
      case UNIT -> WordRows.swapped(words, WordRows.UNITS, random);
      case MODAL -> replaced(words, MODAL_WORD, random, found -> otherModal(found, random));
      case NEGATION_DROPPED -> negationDropped(words, random);
      case NEGATION_ADDED -> replaced(words, MODAL_WORD, random, found -> found + " not");
      case PARTIES_SWAPPED -> parties(text, words);
      case DEFINED_TERM -> defined(text, words, random);
      case COMPARISON -> WordRows.swapped(words, WordRows.COMPARISONS, random);
      case NEIGHBOUR -> WordRows.swapped(words, WordRows.NEIGHBOURS, random);
      case OPPOSITE -> WordRows.swapped(words, WordRows.OPPOSITES, random);
      case AND_OR -> WordRows.swapped(words, WordRows.CONJUNCTIONS, random);
      case WORD_CHANGED -> replaced(words, WORD, random, _ -> text.longWord(random));
      case WORD_DROPPED ->
          replaced(words, Pattern.compile("(?<= )[a-z]{5,} (?=[a-z])"), random, _ -> "");
      case WORD_ADDED ->
          replaced(
              words,
              Pattern.compile("(?<=[a-z] )(?=[a-z])"),
              random,
              _ -> text.longWord(random) + " ");
      case SPLICED, CHINESE_SPLICED -> SentenceCuts.spliced(text, span, random, " ");
      case ELISION_SPLICES -> SentenceCuts.spliced(text, span, random, " … ");
      case LEFT_OUT_UNMARKED -> SentenceCuts.leftOut(words, random);
      case INVENTED -> SentenceCuts.invented(text, random);
      case CHINESE_ALTERED -> chineseAltered(words, random);
      case CHINESE_INVENTED -> shuffled(words, random);
    };
  }

  interface Change {
    String of(String found);
  }

  private static String wrapped(String words, int every, Random random) {
    if (every == 0) {
      return words;
    }
    StringBuilder text = new StringBuilder(words);
    for (int i = every + random.nextInt(every); i < text.length(); i += every + 1) {
      text.insert(i, '\n');
    }
    return text.toString();
  }

  /// One match, drawn at random, in other words.
  static String replaced(String words, Pattern pattern, Random random, Change change) {
    List<MatchResult> found = pattern.matcher(words).results().toList();
    if (found.isEmpty()) {
      return "";
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return words.substring(0, one.start()) + change.of(one.group()) + words.substring(one.end());
  }

  private static String otherFigure(String digits, Random random) {
    int at = random.nextInt(digits.length());
    char other = (char) ('0' + (digits.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
    return digits.substring(0, at) + other + digits.substring(at + 1);
  }

  private static String decimal(String words, Random random) {
    String without = replaced(words, Pattern.compile("(?<=\\d)\\.(?=\\d)"), random, _ -> "");
    return without.isEmpty()
        ? replaced(words, Pattern.compile("(?<=\\d)(?=\\d\\d?(?!\\d))"), random, _ -> ".")
        : without;
  }

  private static String otherModal(String modal, Random random) {
    List<String> others = new ArrayList<>(List.of("shall", "may", "must", "will", "can"));
    others.remove(modal);
    return others.get(random.nextInt(others.size()));
  }

  private static String negationDropped(String words, Random random) {
    return replaced(words, Pattern.compile("\\b(?:not|no) (?=[a-z])"), random, _ -> "");
  }

  private static String parties(MutableText text, String words) {
    List<String> present =
        text.parties().stream().filter(party -> word(party).matcher(words).find()).toList();
    if (present.isEmpty()) {
      return "";
    }
    String one = present.getFirst();
    String other =
        present.size() > 1
            ? present.get(1)
            : text.parties().stream().filter(party -> !party.equals(one)).findFirst().orElse("");
    return other.isEmpty()
        ? ""
        : word(one + "\u0000")
            .matcher(
                word(other).matcher(word(one).matcher(words).replaceAll("\u0000")).replaceAll(one))
            .replaceAll(other)
            .replace("\u0000", other);
  }

  private static Pattern word(String word) {
    return Pattern.compile("(?<![\\p{L}-])" + Pattern.quote(word) + "(?![\\p{L}-])");
  }

  private static String defined(MutableText text, String words, Random random) {
    List<String> present =
        text.defined().stream().filter(term -> word(term).matcher(words).find()).toList();
    if (present.isEmpty() || text.defined().size() < 2) {
      return "";
    }
    String term = present.get(random.nextInt(present.size()));
    String other = text.defined().get(random.nextInt(text.defined().size()));
    boolean apart = !term.contains(other) && !other.contains(term);
    return apart ? word(term).matcher(words).replaceFirst(other) : "";
  }

  private static String hyphenated(String words, Random random) {
    return replaced(
        words,
        LONG_WORD,
        random,
        found ->
            found.substring(0, found.length() / 2) + "-\n" + found.substring(found.length() / 2));
  }

  private static String ligatures(String words) {
    String curly = words.replace('"', '”').replace('\'', '’');
    String out =
        LIGATURE
            .matcher(curly)
            .replaceAll(
                found ->
                    switch (found.group()) {
                      case "ffi" -> "ﬃ";
                      case "fi" -> "ﬁ";
                      case "fl" -> "ﬂ";
                      default -> "ﬀ";
                    });
    return out.equals(words) ? "" : out;
  }

  /// A slip inside a word that gives none that the document has.
  private static String slip(MutableText text, String words, Random random) {
    boolean[] usable = {true};
    String out =
        replaced(
            words,
            LONG_WORD,
            random,
            found -> {
              int at = 2 + random.nextInt(found.length() - 4);
              String slip =
                  switch (random.nextInt(3)) {
                    case 0 -> found.substring(0, at) + found.substring(at + 1);
                    case 1 -> found.substring(0, at) + found.charAt(at) + found.substring(at);
                    default ->
                        found.substring(0, at - 1)
                            + found.charAt(at)
                            + found.charAt(at - 1)
                            + found.substring(at + 1);
                  };
              usable[0] = !slip.equals(found) && !text.hasWord(slip);
              return slip;
            });
    return usable[0] ? out : "";
  }

  private static String noise(MutableText text, String words, Random random) {
    String out = words;
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      out =
          replaced(
              out.isEmpty() ? words : out,
              WORD,
              random,
              found ->
                  switch (random.nextInt(4)) {
                    case 0 -> found.replaceFirst("m", "rn");
                    case 1 -> found.replaceFirst("l", "1");
                    case 2 -> found.replaceFirst("o", "0");
                    default -> found.replaceFirst("(?<=.)e", "c");
                  });
    }
    return out.isEmpty() || text.says(out) ? "" : out;
  }

  private static String chineseAltered(String words, Random random) {
    List<List<String>> rows =
        List.of(
            List.of("一", "三", "七"),
            List.of("五", "九", "十"),
            List.of("二", "两", "四"),
            List.of("应当", "可以"),
            List.of("不得", "可以"),
            List.of("出租人", "承租人"),
            List.of("之前", "之后"),
            List.of("以外", "以内"),
            List.of("至少", "至多"),
            List.of("万元", "千元"),
            List.of("或者", "并且"),
            List.of("不", ""));
    List<String> row = rows.get(random.nextInt(rows.size()));
    String from = row.get(random.nextInt(row.size()));
    if (from.isEmpty() || !words.contains(from)) {
      return "";
    }
    String to = row.get((row.indexOf(from) + 1) % row.size());
    return words.replaceFirst(from, to);
  }

  private static String shuffled(String words, Random random) {
    List<String> letters =
        new ArrayList<>(
            words.codePoints().filter(Character::isLetter).mapToObj(Character::toString).toList());
    Collections.shuffle(letters, random);
    return String.join("", letters);
  }
}
