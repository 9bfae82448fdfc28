package lectern.eval.cite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.cite.AlphanumericProjection;

/// A document whose sentences are quoted and changed.
final class MutableText {
  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.;:])\\s+(?=[A-Z(“\"])|\\n\\s*\\n|(?<=[。；])");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern DEFINED =
      Pattern.compile("[(][^()]{0,40}[\"“]([A-Z][\\p{L} ]{3,40})[\"”]");
  private static final int LEAST_LETTERS = 40;
  private static final int MOST_LETTERS = 400;
  private static final int LEAST_WORDS = 8;

  /// Characters from a seam that a quote over it takes, on either side.
  private static final int SEAM = 90;

  private final DocumentText document;
  private final String body;
  private final String letters;
  private final List<Span> sentences = new ArrayList<>();
  private final Set<String> words = new HashSet<>();
  private final List<String> longWords;
  private final List<String> defined;
  private final List<String> parties;

  MutableText(DocumentText document) {
    this.document = document;
    this.body = document.body();
    this.letters = AlphanumericProjection.project(body);
    Map<String, Integer> capitals = new HashMap<>();
    Set<String> longer = new LinkedHashSet<>();
    Matcher word = WORD.matcher(body);
    while (word.find()) {
      String found = word.group();
      words.add(found);
      if (found.length() >= 5 && found.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
        longer.add(found);
      }
      if (found.length() >= 5 && Character.isUpperCase(found.charAt(0)) && !allUpper(found)) {
        capitals.merge(found, 1, Integer::sum);
      }
    }
    longWords = List.copyOf(longer);
    parties =
        capitals.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(6)
            .map(Map.Entry::getKey)
            .toList();
    Set<String> terms = new LinkedHashSet<>();
    Matcher term = DEFINED.matcher(body);
    while (term.find()) {
      terms.add(term.group(1).strip());
    }
    defined = List.copyOf(terms);
    cut();
  }

  private static boolean allUpper(String word) {
    return word.chars().noneMatch(Character::isLowerCase);
  }

  private void cut() {
    Matcher end = SENTENCE_END.matcher(body);
    int start = 0;
    while (end.find()) {
      add(start, end.start());
      start = end.end();
    }
    add(start, body.length());
  }

  private void add(int start, int end) {
    String text = body.substring(start, end);
    int length = AlphanumericProjection.project(text).length();
    boolean ideographs = text.codePoints().filter(Character::isIdeographic).count() > 15;
    boolean isLong = ideographs || length >= LEAST_LETTERS;
    if (isLong
        && length <= MOST_LETTERS
        && (ideographs || text.split("\\s+", -1).length >= LEAST_WORDS)
        && text.chars().filter(c -> c == '|').count() == 0) {
      sentences.add(new Span(start, end));
    }
  }

  DocumentText document() {
    return document;
  }

  boolean isUsable() {
    return sentences.size() >= 12;
  }

  boolean isChinese() {
    return letters.codePoints().filter(Character::isIdeographic).count() * 2 > letters.length();
  }

  Span sentence(Random random) {
    return sentences.get(random.nextInt(sentences.size()));
  }

  List<Span> sentences() {
    return sentences;
  }

  String words(Span span) {
    return body.substring(span.start(), span.end()).strip();
  }

  /// What lies between two spans, as it is read.
  String between(Span first, Span second) {
    return body.substring(first.end(), second.start());
  }

  /// A quote over the seam of two passages; empty where the document has none, or one at its edge.
  String overSeam(Random random) {
    List<Passage> passages = document.passages();
    if (passages.size() < 2) {
      return "";
    }
    int seam = passages.get(1 + random.nextInt(passages.size() - 1)).span().start();
    int start = Math.max(0, seam - SEAM);
    int end = Math.min(body.length(), seam + SEAM);
    while (start < seam && inWord(start)) {
      start++;
    }
    while (end > seam && inWord(end)) {
      end--;
    }
    String text = body.substring(start, end).strip();
    return AlphanumericProjection.project(text).length() < 2 * SEAM / 3 ? "" : text;
  }

  private boolean inWord(int offset) {
    return offset > 0
        && offset < body.length()
        && !(Character.isWhitespace(body.charAt(offset - 1))
            || Character.isWhitespace(body.charAt(offset)));
  }

  boolean hasWord(String word) {
    return words.contains(word);
  }

  /// Whether the document says these letters and digits somewhere.
  boolean says(String quote) {
    return letters.contains(AlphanumericProjection.project(quote));
  }

  /// Whether a sentence of the document has all parts.
  boolean saysInOneSentence(String... parts) {
    return sentences.stream()
        .map(span -> AlphanumericProjection.project(words(span)))
        .anyMatch(
            sentence ->
                Arrays.stream(parts)
                    .allMatch(part -> sentence.contains(AlphanumericProjection.project(part))));
  }

  String longWord(Random random) {
    return longWords.isEmpty() ? "" : longWords.get(random.nextInt(longWords.size()));
  }

  List<String> defined() {
    return defined;
  }

  /// Capitalised words that stand in it most often: parties and roles, most of them.
  List<String> parties() {
    return parties;
  }
}
