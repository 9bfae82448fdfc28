package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// Cuts text into sentences, by rules that know how contracts and papers are written: "No. 5",
/// "Harbour Ltd.", "clause 8.2(b)", numbered clauses, list items and table rows on lines of their
/// own.
final class SentenceSplitter {
  /// Sentences longer than this are cut at semicolons too: lists of conditions run over pages.
  private static final int LONG_CHARS = 350;

  /// A line at least this long may be wrapped, and so go on in the next.
  private static final int WRAPPED_CHARS = 40;

  /// The same where an empty line follows, as between the lines of some PDF files.
  private static final int WRAPPED_BEFORE_GAP_CHARS = 62;

  /// The start of a numbered clause in the middle of a line, as `Parking 4.1 The Tenant`.
  private static final Pattern INNER_CLAUSE =
      Pattern.compile("(?<=\\s)[0-9]{1,2}\\.[0-9]{1,2}(?:\\.[0-9]{1,2})?(?=\\s+\\p{Lu})");

  /// What stands before a number that refers to a clause, or counts something, and opens none.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:\\b(?:clauses?|sections?|articles?|paragraphs?|and|or|to|of|from|version|table"
              + "|figure|fig|is|was|were|are|by|in|under|at|than|about|with|no)|[,(=<>±|:])\\s*$");

  private static final Pattern LINE = Pattern.compile("[^\n]+");

  private static final Pattern END =
      Pattern.compile("[.!?]+[\"”’'»)\\]]*(?=\\s+[\"“‘'«(\\[]*[\\p{Lu}\\p{Nd}£$€])|[。！？]+");

  private static final Pattern SEMICOLON = Pattern.compile(";(?:\\s+(?:and|or))?(?=\\s)");

  private static final Pattern LIST_MARKER =
      Pattern.compile("\\s*(?:[-*•–]|\\(?[0-9a-zA-Z]{1,3}[.)]|[0-9]+(?:\\.[0-9]+)+)\\s.*");

  /// Words whose full stop ends no sentence.
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "no", "nos", "ltd", "inc", "co", "corp", "mr", "mrs", "ms", "dr", "prof", "st", "art",
          "arts", "sec", "secs", "cl", "cls", "para", "paras", "sch", "reg", "p", "pp", "e.g",
          "i.e", "eg", "ie", "vs", "v", "cf", "al", "fig", "figs", "eq", "vol", "ed", "eds", "jan",
          "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx",
          "ca", "lit", "esq", "hon", "rev", "jr", "sr", "messrs", "viz", "bros", "dept", "est",
          "gen", "col", "lt", "capt", "sgt", "gov", "sen", "rep", "ave", "blvd", "rd", "u.s", "u.k",
          "tel");

  private SentenceSplitter() {}

  /// Sentences in order, white space at their ends left out.
  static List<Span> split(String text) {
    return split(text, Set.of());
  }

  /// Sentences in order.
  ///
  /// @param furniture lines, stripped, that belong to the page and to no sentence
  static List<Span> split(String text, Set<String> furniture) {
    var sentences = new ArrayList<Span>();
    Matcher line = LINE.matcher(text);
    int start = 0;
    int end = 0;
    while (line.find()) {
      if (furniture.contains(line.group().strip())) {
        sentencesOf(text, start, end, sentences);
        start = line.end();
        end = start;
        continue;
      }
      if (end > start && !goesOn(text, start, end, line.start(), line.end())) {
        sentencesOf(text, start, end, sentences);
        start = line.start();
      } else if (end == start) {
        start = line.start();
      }
      end = line.end();
    }
    sentencesOf(text, start, end, sentences);
    return sentences;
  }

  /// Whether a line is the rest of the one before, broken by a page's width.
  private static boolean goesOn(String text, int start, int end, int next, int nextEnd) {
    String before = text.substring(Math.max(start, text.lastIndexOf('\n', end - 1) + 1), end);
    String after = text.substring(next, nextEnd);
    String words = before.strip();
    int least = next - end == 1 ? WRAPPED_CHARS : WRAPPED_BEFORE_GAP_CHARS;
    return next - end <= 2
        && words.length() >= least
        && ".!?:;".indexOf(words.charAt(words.length() - 1)) < 0
        && before.indexOf('|') < 0
        && after.indexOf('|') < 0
        && !LIST_MARKER.matcher(after).matches();
  }

  private static void sentencesOf(String text, int from, int to, List<Span> sentences) {
    int start = from;
    Matcher clause = INNER_CLAUSE.matcher(text).region(from, to);
    while (clause.find()) {
      if (!REFERENCE.matcher(text.substring(start, clause.start())).find()) {
        cutAtStops(text, start, clause.start(), sentences);
        start = clause.start();
      }
    }
    cutAtStops(text, start, to, sentences);
  }

  private static void cutAtStops(String text, int from, int to, List<Span> sentences) {
    int start = from;
    Matcher stop = END.matcher(text).region(from, to);
    stop.useTransparentBounds(true);
    while (stop.find()) {
      if (stop.end() < to && !isAbbreviation(text, start, stop.start())) {
        add(text, start, stop.end(), sentences);
        start = stop.end();
      }
    }
    add(text, start, to, sentences);
  }

  private static void add(String text, int from, int to, List<Span> sentences) {
    int start = from;
    if (to - from > LONG_CHARS) {
      Matcher semicolon = SEMICOLON.matcher(text).region(from, to);
      while (semicolon.find()) {
        addStripped(text, start, semicolon.end(), sentences);
        start = semicolon.end();
      }
    }
    addStripped(text, start, to, sentences);
  }

  private static void addStripped(String text, int from, int to, List<Span> sentences) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      sentences.add(new Span(start, end));
    }
  }

  /// Whether the word before a full stop is an abbreviation, an initial, or a clause number that
  /// opens the sentence.
  private static boolean isAbbreviation(String text, int sentence, int stop) {
    if (text.charAt(stop) != '.') {
      return false;
    }
    int start = stop;
    while (start > sentence && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, stop);
    while (!word.isEmpty() && "([\"“'‘".indexOf(word.charAt(0)) >= 0) {
      word = word.substring(1);
    }
    boolean opens = text.substring(sentence, start).isBlank();
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    boolean clauseNumber = opens && word.matches("[0-9]+(\\.[0-9]+)*|[a-zA-Z]|[ivxIVX]+");
    return initial || clauseNumber || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }
}
