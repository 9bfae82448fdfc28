package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a question into the questions that it asks, by rules for English and for question marks of
/// any language. Where it is not plain that there are several, it is one.
public final class QuestionParts {
  /// Longer texts are pasted documents, not questions.
  private static final int MAX_CHARS = 4_000;

  /// Each part costs a ranking; what is behind the last stays with it.
  private static final int MAX_PARTS = 10;

  private static final String AUXILIARY =
      "(?:is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had)";

  private static final String DETERMINER =
      "(?:the|an?|any|each|either|every|it|he|she|they|we|you|i|there|this|that|these|those|his|her"
          + "|its|their|our|your|my)";

  /// Up to four words, as in "what period of notice must".
  private static final String SOME_WORDS = "(?:\\s+(?!and\\b|or\\b)[^\\s,;:?]+){0,4}?";

  /// How a question begins that stands by itself: "when does", unlike "when the".
  private static final String OPENING =
      ("(?:(?:when|where|why|how)\\s+AUX\\b"
              + "|how\\s+(?:much|many|long|often|far|soon|high|large|old)\\bSOME\\s+AUX\\b"
              + "|(?:(?:by|for|to|from|on|in|under|at|until|with)\\s+)?"
              + "(?:what|which|whose|whom)\\b(?!\\s+DET\\b)SOME\\s+AUX\\b"
              + "|what\\s+(?:happens|if)\\b"
              + "|who\\s+(?!DET\\b)\\w"
              + "|AUX\\s+DET\\b)")
          .replace("AUX", AUXILIARY)
          .replace("DET", DETERMINER)
          .replace("SOME", SOME_WORDS);

  private static final Pattern OPENS = Pattern.compile("(?:.*[,:]\\s+)?" + OPENING + ".*", flags());

  private static final Pattern BEGINS =
      Pattern.compile("(?:and\\s+|but\\s+|if so,?\\s+)?" + OPENING, flags());

  /// "…, and when does", "…; who pays".
  private static final Pattern JOINT =
      Pattern.compile(
          "(?:\\s*[;,]\\s*(?:and,?\\s+)?|\\s+and,?\\s+)(?:also\\s+|then\\s+|if so,?\\s+)?(?="
              + OPENING
              + ")",
          flags());

  /// What an "and" behind it may belong to.
  private static final Pattern HOLDS_TOGETHER =
      Pattern.compile("\\b(?:between|both|whether|neither)\\b", flags());

  /// A clause that an "and who" behind it may go on with.
  private static final Pattern RELATIVE = Pattern.compile("\\s(?:who|which|that)\\b", flags());

  private static final Pattern MAY_BE_RELATIVE =
      Pattern.compile("(?:\\w+\\s+)?(?:who|which|whose|whom)\\b", flags());

  /// A question mark, what closes behind it, and the blank before the next sentence.
  private static final Pattern SENTENCE_END =
      Pattern.compile("\\?[\"'”’)]*(?:\\s+|$)|[？؟][\"'”’)」]*\\s*");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’]*");

  /// Words that alone ask nothing a collection could answer.
  private static final Set<String> EMPTY =
      Set.of(
          ("who what when where why how which whose whom is are was were do does did can could may"
                  + " might must shall should will would has have had the a an any each it he she they"
                  + " we you i there this that these those and or so if not be been to of in on by for"
                  + " much many long often really yes no ok okay please")
              .split(" "));

  private QuestionParts() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
  }

  /// The parts in their order; the question itself where it is one.
  public static List<String> of(String question) {
    String text = question.strip();
    if (text.length() > MAX_CHARS) {
      return List.of(question);
    }
    List<String> listed = QuestionList.items(text, QuestionParts::begins);
    List<String> parts = new ArrayList<>();
    for (String item : listed.isEmpty() ? List.of(text) : listed) {
      for (String sentence : sentences(item)) {
        parts.addAll(clauses(sentence));
      }
    }
    if (parts.size() > MAX_PARTS) {
      List<String> rest = parts.subList(MAX_PARTS - 1, parts.size());
      String joined = String.join(" ", rest);
      rest.clear();
      parts.add(joined);
    }
    return parts.size() < 2 ? List.of(question) : List.copyOf(parts);
  }

  /// Whether a text begins as a question that stands by itself.
  private static boolean begins(String text) {
    return BEGINS.matcher(text).lookingAt();
  }

  /// Whether it holds a word that could be found.
  static boolean says(String text) {
    return WORD.matcher(text)
        .results()
        .anyMatch(word -> !EMPTY.contains(word.group().toLowerCase(Locale.ROOT)));
  }

  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    Matcher end = SENTENCE_END.matcher(text);
    while (end.find()) {
      // A question that is quoted is part of another.
      if (end.end() < text.length()
          && (!isClosed(text.substring(start, end.start()))
              || !startsSentence(text.substring(end.end()), end.group()))) {
        continue;
      }
      add(sentences, text.substring(start, end.end()).strip());
      start = end.end();
    }
    String rest = text.substring(start).strip();
    if (sentences.isEmpty() || !says(sentences.getLast()) || begins(rest)) {
      add(sentences, rest);
    }
    return sentences;
  }

  /// A sentence that says nothing by itself, "Why?", goes with the one before.
  private static void add(List<String> sentences, String sentence) {
    if (!sentences.isEmpty() && !(says(sentence) && says(sentences.getLast()))) {
      sentences.set(sentences.size() - 1, sentences.getLast() + " " + sentence);
    } else {
      sentences.add(sentence);
    }
  }

  private static boolean startsSentence(String rest, String end) {
    int first = rest.codePointAt(0);
    return end.charAt(0) != '?'
        || Character.isUpperCase(first)
        || "¿(\"“-*•".indexOf(first) >= 0
        || begins(rest);
  }

  private static List<String> clauses(String sentence) {
    List<String> clauses = new ArrayList<>();
    int start = 0;
    Matcher joint = JOINT.matcher(sentence);
    while (joint.find()) {
      String before = sentence.substring(start, joint.start());
      String behind = sentence.substring(joint.end());
      // "the tenant, who …", "the person who signs and who …"
      boolean relative =
          MAY_BE_RELATIVE.matcher(behind).lookingAt()
              && (joint.group().strip().equals(",") || RELATIVE.matcher(before).find());
      if (!relative && asks(before) && isClosed(before) && says(behind)) {
        clauses.add(before.strip());
        start = joint.end();
      }
    }
    clauses.add(sentence.substring(start).strip());
    return clauses;
  }

  private static boolean asks(String clause) {
    return OPENS.matcher(clause).matches()
        && says(clause)
        && !HOLDS_TOGETHER.matcher(clause).find();
  }

  /// Whether no quote or parenthesis is open at its end.
  private static boolean isClosed(String clause) {
    return count(clause, '"') % 2 == 0
        && count(clause, '“') == count(clause, '”')
        && count(clause, '(') == count(clause, ')');
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }
}
