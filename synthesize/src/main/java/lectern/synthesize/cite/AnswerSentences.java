package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// Cuts an answer into sentences, list items, rows of tables, headings and blocks of code.
///
/// What is quoted is never cut, a label belongs to the sentence before it, and a quote that stands
/// alone behind a sentence without a citation is its proof.
final class AnswerSentences {
  /// A piece of the answer.
  ///
  /// @param claims whether it can state something: no heading, rule, head of a table or code
  record Piece(Span span, boolean claims) {}

  /// Quoted words with all that may not be cut from them; a label by itself has none.
  private record Quote(Span extent, Span words) {}

  /// A line at least this long may be wrapped, and so go on in the next.
  private static final int WRAPPED_CHARS = 40;

  /// Longer lines are prose.
  private static final int LONGEST_HEADING_CHARS = 300;

  private static final Pattern UNCITED_QUOTE =
      Pattern.compile(
          "“[^“”\\n]{1,2000}”|„[^„“”\\n]{1,2000}[“”]|«[^«»\\n]{1,2000}»|「[^「」\\n]{1,2000}」"
              + "|(?<![\\p{L}\\p{N}])\"[^\"\\n]{1,2000}\"|`[^`\\n]{1,2000}`");

  private static final Pattern STOP =
      Pattern.compile("(?<![.!?…])[.!?…]++[\"”’'»)\\]*_]*+(?=\\s)|[。！？]+[”」』）\"]*");

  private static final Pattern HEADING =
      Pattern.compile("#{1,6}\\s.*|\\*\\*[^*]+\\*\\*:?|[-*_=]{3,}|\\|?[\\s:|-]*-{2,}[\\s:|-]*");

  private static final Pattern ITEM =
      Pattern.compile("[>\\s]*+(?:[-*+•–]|\\(?[0-9]{1,3}[.)]|\\(?[a-zA-Z][.)]|\\([ivx]+\\))\\s.*");

  private static final Pattern LABEL_FIRST =
      Pattern.compile("\\s*[\\[【(]?(?:see\\s)?d[1-9][0-9]{0,8}#[0-9].*", Pattern.DOTALL);

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "ltd", "inc", "co", "corp", "mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "eg",
          "ie", "vs", "v", "cf", "al", "approx", "ca", "esq", "hon", "rev", "jr", "sr", "messrs",
          "viz", "bros", "dept", "est", "u.s", "u.k", "a.m", "p.m", "tel", "z.b", "bzw", "d.h",
          "usw", "etc", "n.v", "b.v", "s.a", "l.p", "plc");

  /// Abbreviations only where a number follows.
  private static final Set<String> BEFORE_NUMBERS =
      Set.of(
          "no", "nos", "nr", "art", "arts", "sec", "secs", "cl", "cls", "para", "paras", "sch",
          "reg", "p", "pp", "fig", "figs", "eq", "vol", "ed", "jan", "feb", "mar", "apr", "jun",
          "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ch", "pt", "s", "ss", "abs", "rs");

  private final String answer;
  private final List<CitationReader.Marked> places;

  /// Offsets at which nothing may be cut: inside quotes and labels.
  private final BitSet whole = new BitSet();

  private final List<Quote> quotes = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();

  private AnswerSentences(String answer, List<CitationReader.Marked> places) {
    this.answer = answer;
    this.places = places;
    places.forEach(place -> protect(extent(place), place.words()));
    Matcher quote = UNCITED_QUOTE.matcher(answer);
    while (quote.find()) {
      if (!whole.get(quote.start() + 1)) {
        protect(new Span(quote.start(), quote.end()), new Span(quote.start() + 1, quote.end() - 1));
      }
    }
  }

  /// The pieces of an answer, in order; between them is white space alone.
  static List<Piece> of(String answer) {
    return of(answer, CitationReader.marks(answer));
  }

  /// @param places the labels of the answer
  static List<Piece> of(String answer, List<CitationReader.Marked> places) {
    AnswerSentences sentences = new AnswerSentences(answer, places);
    sentences.readLines();
    return sentences.joined();
  }

  /// A quote with its label, from mark to bracket.
  private Span extent(CitationReader.Marked place) {
    Span words = place.words();
    if (words == null) {
      return place.mark();
    }
    int start = Math.min(place.mark().start(), words.start() - 1);
    int end = Math.max(place.mark().end(), words.end() + 1);
    if (words.start() > place.mark().start()) {
      int bracket = end;
      while (bracket < answer.length() && Character.isWhitespace(answer.charAt(bracket))) {
        bracket++;
      }
      end = Math.min(answer.length(), bracket + 1);
    }
    return new Span(start, end);
  }

  private void protect(Span span, @Nullable Span words) {
    whole.set(Math.min(span.start() + 1, span.end()), span.end());
    quotes.add(new Quote(span, words == null ? new Span(span.start(), span.start()) : words));
  }

  private void readLines() {
    int start = 0;
    int end = 0;
    boolean code = false;
    for (int at = 0; at < answer.length(); ) {
      int next = lineEnd(at);
      String line = answer.substring(at, next).strip();
      boolean fence = line.startsWith("```") || line.startsWith("~~~");
      if (code || fence) {
        if (!code) {
          sentencesOf(start, end);
          start = at;
        }
        end = next;
        if (code && fence) {
          add(start, end, false);
          start = end;
        }
        code = code != fence;
      } else if (line.isEmpty()) {
        sentencesOf(start, end);
        start = next;
        end = next;
      } else if (isHeading(line) || isTableHead(line, next)) {
        sentencesOf(start, end);
        add(at, next, false);
        start = next;
        end = next;
      } else if (end > start && !goesOn(start, end, at, line)) {
        sentencesOf(start, end);
        start = at;
        end = next;
      } else {
        start = end > start ? start : at;
        end = next;
      }
      at = next + 1;
    }
    if (code) {
      add(start, end, false);
    } else {
      sentencesOf(start, end);
    }
  }

  /// The next line feed outside of quotes, or the end.
  private int lineEnd(int from) {
    int at = answer.indexOf('\n', from);
    while (at >= 0 && whole.get(at)) {
      at = answer.indexOf('\n', at + 1);
    }
    return at < 0 ? answer.length() : at;
  }

  private static boolean isHeading(String line) {
    return line.length() <= LONGEST_HEADING_CHARS && HEADING.matcher(line).matches();
  }

  private boolean isTableHead(String line, int end) {
    if (!line.startsWith("|") || end >= answer.length()) {
      return false;
    }
    String next = answer.substring(end + 1, lineEnd(end + 1)).strip();
    return next.startsWith("|") && isHeading(next);
  }

  private boolean goesOn(int start, int end, int at, String line) {
    if (LABEL_FIRST.matcher(line).matches()) {
      return true;
    }
    String before =
        answer.substring(Math.max(start, answer.lastIndexOf('\n', end - 1) + 1), end).strip();
    if (ITEM.matcher(line).matches()
        || line.startsWith("|")
        || before.startsWith("|")
        || before.isEmpty()) {
      return false;
    }
    char last = before.charAt(before.length() - 1);
    if (".!?:]】。！？".indexOf(last) >= 0) {
      return false;
    }
    int first = answer.codePointAt(at + answer.substring(at).indexOf(line.charAt(0)));
    return Character.isLowerCase(first) || last == ',' || before.length() >= WRAPPED_CHARS;
  }

  private void sentencesOf(int from, int to) {
    int start = from;
    int at = from;
    while (at < to) {
      int end = nextEnd(start, at, to);
      if (end >= to) {
        break;
      }
      add(start, end, true);
      start = end;
      at = end;
    }
    add(start, to, true);
  }

  /// End of the sentence that goes on at an offset.
  private int nextEnd(int sentence, int from, int to) {
    Matcher stop = STOP.matcher(answer).region(from, to);
    stop.useTransparentBounds(true);
    while (stop.find()) {
      int end = whole.get(stop.start()) ? quoteEnd(stop.start()) : stop.end();
      if (end < 0 || (end == stop.end() && isAbbreviation(sentence, stop.start(), end))) {
        continue;
      }
      end = behindLabels(end, to);
      if (end >= to || startsSentence(end, answer.charAt(stop.start()))) {
        return end;
      }
    }
    return to;
  }

  /// Where a quote is over, its label included, that ends with a stop; -1 where more of it follows.
  private int quoteEnd(int stop) {
    for (Quote quote : quotes) {
      if (quote.extent().start() <= stop && stop < quote.extent().end()) {
        boolean last =
            stop < quote.words().end()
                && answer
                    .substring(stop, quote.words().end())
                    .chars()
                    .noneMatch(Character::isLetterOrDigit);
        return last ? quote.extent().end() : -1;
      }
    }
    return -1;
  }

  private int behindLabels(int from, int to) {
    int end = from;
    boolean more = true;
    while (more) {
      int at = end;
      while (at < to && " \t\n,;)".indexOf(answer.charAt(at)) >= 0) {
        at++;
      }
      more = false;
      for (CitationReader.Marked place : places) {
        if (place.words() == null && place.mark().start() == at && place.mark().end() <= to) {
          end = place.mark().end();
          more = true;
        }
      }
    }
    while (end < to && answer.charAt(end) == ')') {
      end++;
    }
    return end;
  }

  private boolean startsSentence(int end, char stop) {
    if ("。！？".indexOf(stop) >= 0) {
      return true;
    }
    int at = end;
    while (at < answer.length() && Character.isWhitespace(answer.charAt(at))) {
      at++;
    }
    if (at == end) {
      return false;
    }
    while (at < answer.length() && "(\"“„«'‘*_[".indexOf(answer.charAt(at)) >= 0) {
      at++;
    }
    return at >= answer.length() || !Character.isLowerCase(answer.codePointAt(at));
  }

  private boolean isAbbreviation(int sentence, int stop, int end) {
    if (answer.charAt(stop) != '.' || end != stop + 1) {
      return false;
    }
    int start = stop;
    while (start > sentence && !Character.isWhitespace(answer.charAt(start - 1))) {
      start--;
    }
    String word = answer.substring(start, stop);
    while (!word.isEmpty() && "([\"“'‘*".indexOf(word.charAt(0)) >= 0) {
      word = word.substring(1);
    }
    int next = end;
    while (next < answer.length() && Character.isWhitespace(answer.charAt(next))) {
      next++;
    }
    boolean number = next < answer.length() && Character.isDigit(answer.charAt(next));
    boolean opens = answer.substring(sentence, start).isBlank();
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    boolean mark = opens && word.matches("[0-9]+(\\.[0-9]+)*|[a-zA-Z]|[ivxIVX]+");
    String lower = word.toLowerCase(Locale.ROOT);
    return initial
        || mark
        || ABBREVIATIONS.contains(lower)
        || (number && BEFORE_NUMBERS.contains(lower));
  }

  private void add(int from, int to, boolean claims) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(answer.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(answer.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      pieces.add(new Piece(new Span(start, end), claims));
    }
  }

  /// Joins quotes that stand alone with the sentence that they prove.
  private List<Piece> joined() {
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      Piece before = joined.isEmpty() ? null : joined.getLast();
      if (before != null
          && before.claims()
          && piece.claims()
          && isNear(before, piece)
          && (isLabels(piece) || (isProof(piece) && !isCited(before)))) {
        joined.removeLast();
        joined.add(new Piece(new Span(before.span().start(), piece.span().end()), true));
      } else {
        joined.add(piece);
      }
    }
    return List.copyOf(joined);
  }

  private boolean isNear(Piece before, Piece piece) {
    String gap = answer.substring(before.span().end(), piece.span().start());
    return gap.chars().filter(c -> c == '\n').count() <= 1;
  }

  private boolean isCited(Piece piece) {
    return places.stream().anyMatch(place -> isIn(place.mark(), piece));
  }

  private static boolean isIn(Span mark, Piece piece) {
    return piece.span().start() <= mark.start() && mark.end() <= piece.span().end();
  }

  /// Whether nothing stands in a piece but labels.
  private boolean isLabels(Piece piece) {
    return isCited(piece) && isNothingBut(piece, false);
  }

  /// Whether nothing stands in a piece but quotes with their labels.
  private boolean isProof(Piece piece) {
    return isCited(piece) && isNothingBut(piece, true);
  }

  private boolean isNothingBut(Piece piece, boolean quotes) {
    StringBuilder rest =
        new StringBuilder(answer.substring(piece.span().start(), piece.span().end()));
    for (CitationReader.Marked place : places) {
      if (isIn(place.mark(), piece)) {
        Span gone = quotes ? extent(place) : place.mark();
        for (int i = Math.max(gone.start(), piece.span().start());
            i < Math.min(gone.end(), piece.span().end());
            i++) {
          rest.setCharAt(i - piece.span().start(), ' ');
        }
      }
    }
    return rest.chars().noneMatch(Character::isLetterOrDigit);
  }
}
