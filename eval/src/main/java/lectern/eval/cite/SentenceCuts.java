package lectern.eval.cite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.synthesize.cite.AlphanumericProjection;

/// Sentences with parts left out, or made from parts of several.
final class SentenceCuts {
  private static final Pattern NEGATION = Pattern.compile("(?i)\\b(not|no|without|never|nor)\\b");
  private static final Pattern ENDED = Pattern.compile("[.;:?!)”\"]$");

  /// Letters and digits of half a sentence that is spliced.
  private static final int LEAST_HALF = 30;

  private SentenceCuts() {}

  /// A sentence without some words in its middle, among which is a negation or is none.
  static String elided(String words, Random random, boolean negation) {
    String[] all = words.split("\\s+", -1);
    boolean isOne = words.indexOf('.') < 0 || words.indexOf('.') == words.length() - 1;
    if (all.length < 14 || !isOne) {
      return "";
    }
    int from = 4 + random.nextInt(all.length - 12);
    int to = from + 1 + random.nextInt(Math.min(6, all.length - 6 - from));
    String before = String.join(" ", Arrays.copyOfRange(all, 0, from));
    String out = String.join(" ", Arrays.copyOfRange(all, from, to));
    String behind = String.join(" ", Arrays.copyOfRange(all, to, all.length));
    boolean turns =
        NEGATION.matcher(out).find()
            || out.toLowerCase(Locale.ROOT)
                .matches(
                    "(?s).*\\b(except|excepting|unless|only|save|none|neither|cannot|excluding)\\b.*");
    boolean isLong = before.length() > 20 && behind.length() > 20;
    return isLong && turns == negation ? before + " … " + behind : "";
  }

  /// The first half of one sentence and the second of another that does not follow it closely.
  static String spliced(MutableText text, Span span, Random random, String joint) {
    Span other = text.sentence(random);
    int apart = Math.max(other.start() - span.end(), span.start() - other.end());
    if (apart < 120 || (joint.contains("…") && other.start() < span.end())) {
      return "";
    }
    if (text.isChinese()) {
      String first = text.words(span);
      String second = text.words(other);
      return Math.min(first.length(), second.length()) < 32
          ? ""
          : first.substring(0, first.length() / 2) + second.substring(second.length() / 2);
    }
    String[] first = text.words(span).split("\\s+", -1);
    String[] second = text.words(other).split("\\s+", -1);
    String head = String.join(" ", Arrays.copyOfRange(first, 0, first.length / 2));
    String tail = String.join(" ", Arrays.copyOfRange(second, second.length / 2, second.length));
    boolean isLong = letters(head) >= LEAST_HALF && letters(tail) >= LEAST_HALF;
    String before = second.length < 2 ? "" : second[second.length / 2 - 1];
    return isLong && !ENDED.matcher(head).find() && !ENDED.matcher(before).find()
        ? head + joint + tail
        : "";
  }

  private static int letters(String words) {
    return AlphanumericProjection.project(words).length();
  }

  /// A sentence without eight words or more in its middle, which nothing tells.
  static String leftOut(String words, Random random) {
    String[] all = words.split("\\s+", -1);
    if (all.length < 30) {
      return "";
    }
    int from = 8 + random.nextInt(all.length - 26);
    int to = from + 9 + random.nextInt(Math.max(1, all.length - 8 - from - 9));
    return letters(String.join("", Arrays.copyOfRange(all, from, to))) < 50
        ? ""
        : String.join(" ", Arrays.copyOfRange(all, 0, from))
            + " "
            + String.join(" ", Arrays.copyOfRange(all, to, all.length));
  }

  /// Words of the document in an order of their own.
  static String invented(MutableText text, Random random) {
    List<String> words = new ArrayList<>();
    int length = 10 + random.nextInt(25);
    while (words.size() < length) {
      String[] all = text.words(text.sentence(random)).split("\\s+", -1);
      int at = random.nextInt(all.length);
      words.add(all[at]);
      if (random.nextInt(3) == 0 && at + 1 < all.length) {
        words.add(all[at + 1]);
      }
    }
    return String.join(" ", words);
  }
}
