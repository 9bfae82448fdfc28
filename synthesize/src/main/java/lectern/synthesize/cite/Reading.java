package lectern.synthesize.cite;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// One way to read a document, with its projection.
final class Reading {
  /// What turns round the word behind it, in the languages that are read most.
  private static final Pattern NEGATION =
      Pattern.compile(
          "(?iU)(?:(?<![\\p{L}\\p{N}])((?:den(?:y|ies|ied)|disput(?:e|es|ed)|doubt(?:s|ed)?)\\s+that|no|not|nor|neither|never|none|nothing|without|cannot|nicht|kein(?:e[mnrs]?)?|ohne"
              + "|nie|niemals|weder|ne|pas|aucune?|sans|jamais|sin|nunca|ning[uú]na?|non|senza)\\s+|([不未无無非勿毋没沒]))$");

  /// Characters that the longest of them takes, with the gap behind it.
  private static final int LONGEST = 16;

  private static final Pattern PAGE_BREAK = Pattern.compile("\\n{3,}");

  /// Letters of each half of a word that was broken.
  private static final int LEAST_HALF = 2;

  /// Places of a quote that are looked at for whole words and figures. A text that holds it more
  /// often inside other words was made to waste time.
  private static final int MAX_PLACES = 1_000;

  private final String text;
  private final String words;
  private final AlphanumericProjection projection;
  private @Nullable SeedIndex seeds;

  /// @param text of the document
  /// @param words the text at the same offsets, without what is not read
  Reading(String text, String words) {
    this.text = text;
    this.words = words;
    this.projection = AlphanumericProjection.of(words);
  }

  AlphanumericProjection projection() {
    return projection;
  }

  /// Made when something is first looked for that is not there: most quotes are.
  SeedIndex seeds() {
    SeedIndex made = seeds == null ? SeedIndex.of(projection.text()) : seeds;
    seeds = made;
    return made;
  }

  /// The quote that starts in the preferred span, else the first one of the document; whole words
  /// and the same figures only.
  Optional<Span> find(AlphanumericProjection wanted, Span preferred) {
    int near = next(wanted, projection.from(preferred.start()), projection.from(preferred.end()));
    int at = near >= 0 ? near : next(wanted, 0, projection.text().length());
    return at < 0
        ? Optional.empty()
        : Optional.of(projection.original(at, at + wanted.text().length()));
  }

  /// First place of the quote that starts in a stretch of the projection, or -1. One that begins
  /// directly behind a negation says the reverse.
  int next(AlphanumericProjection wanted, int from, int to) {
    return next(wanted, from, to, false);
  }

  /// The same for a part of a quote that another part stands before.
  int following(AlphanumericProjection wanted, int from, int to) {
    return next(wanted, from, to, true);
  }

  /// The negation that a place in the projection directly follows; empty for none.
  String negationBefore(int at) {
    int place = projection.original(at, at + 1).start();
    Matcher negation =
        NEGATION.matcher(projection.original().substring(Math.max(0, place - LONGEST), place));
    return negation.find() ? negation.group().strip() : "";
  }

  private int next(AlphanumericProjection wanted, int from, int to, boolean behindPart) {
    SeedIndex made = seeds;
    Optional<int[]> places = made == null ? Optional.empty() : made.whole(wanted.text());
    if (places.isPresent()) {
      return Arrays.stream(places.get())
          .filter(at -> from <= at && at < to)
          .limit(MAX_PLACES)
          .filter(at -> holds(wanted, at, behindPart))
          .findFirst()
          .orElse(-1);
    }
    String letters = wanted.text();
    String whole = projection.text();
    int end = (int) Math.min(whole.length(), (long) to + letters.length());
    ExactSearch search =
        new ExactSearch(end == whole.length() ? whole : whole.substring(0, end), letters);
    int at = search.next(from);
    for (int place = 0; place < MAX_PLACES && at >= 0 && at < to; place++) {
      if (holds(wanted, at, behindPart)) {
        return at;
      }
      at = search.next(at + 1);
    }
    return -1;
  }

  /// Where the quote stands but for the rest of its last word, which was broken off: that word is
  /// taken in. A word without its end may be the end's opposite (`harm-less`).
  Optional<Span> unfinished(AlphanumericProjection wanted) {
    String letters = wanted.text();
    ExactSearch search = new ExactSearch(projection.text(), letters);
    int at = search.next(0);
    for (int place = 0; place < MAX_PLACES && at >= 0; place++) {
      int half = at + letters.length();
      int end = half;
      while (projection.joined(end) && !projection.isDigit(end)) {
        end++;
      }
      boolean isHalf =
          end - half >= LEAST_HALF
              && !projection.joined(at)
              && !projection.text().startsWith("less", half)
              && IntStream.rangeClosed(1, LEAST_HALF).allMatch(i -> isLetter(half - i))
              && IntStream.range(1, LEAST_HALF).allMatch(i -> projection.joined(half - i));
      if (isHalf && Figures.same(wanted, projection, at) && negationBefore(at).isEmpty()) {
        return Optional.of(projection.original(at, end));
      }
      at = search.next(at + 1);
    }
    return Optional.empty();
  }

  private boolean isLetter(int at) {
    return !projection.isDigit(at);
  }

  /// Whether the quote's letters, which stand at a place, are its words and figures there.
  private boolean holds(AlphanumericProjection wanted, int at, boolean behindPart) {
    return projection.holdsWholeWords(at, at + wanted.text().length())
        && Figures.same(wanted, projection, at)
        && (behindPart || negationBefore(at).isEmpty());
  }

  /// The source's words, without what was not read of a page break between them.
  String words(Span span) {
    StringBuilder read = new StringBuilder(text.substring(span.start(), span.end()));
    boolean whole = true;
    for (int i = span.start(); i < span.end(); i++) {
      if (words.charAt(i) == '\n' && read.charAt(i - span.start()) != '\n') {
        read.setCharAt(i - span.start(), '\n');
        whole = false;
      }
    }
    return whole ? read.toString() : PAGE_BREAK.matcher(read).replaceAll("\n\n");
  }

  /// What was read between two offsets of the document's text.
  String between(int from, int to) {
    return words.substring(from, to);
  }

  /// The last sentence of what was read in a span.
  String sentenceBefore(Span span) {
    String read = words.substring(span.start(), span.end());
    int end =
        Math.max(read.lastIndexOf(". "), Math.max(read.lastIndexOf(';'), read.lastIndexOf("\n\n")));
    return read.substring(end + 1);
  }

  /// What was read at an offset of the document's text.
  int at(int offset) {
    return words.codePointAt(offset);
  }

  /// The span with the full stop, bracket or mark that the quote begins or ends with, where the
  /// source has it too.
  Span withItsMarks(Span span, String quote, AlphanumericProjection wanted) {
    Span letters = wanted.original(0, wanted.text().length());
    int first = letters.start();
    int last = letters.end();
    boolean begins = text.startsWith(quote.substring(0, first), span.start() - first);
    boolean ends = text.startsWith(quote.substring(last), span.end());
    return new Span(
        begins ? span.start() - first : span.start(),
        ends ? span.end() + quote.length() - last : span.end());
  }
}
