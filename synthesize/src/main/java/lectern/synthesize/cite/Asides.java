package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Span;
import lectern.synthesize.CitationFormat;

/// Finds what a sentence puts in quotation marks without a label of its own.
final class Asides {
  private Asides() {}

  /// Where such words stand, marks left out, in order; those that are long enough to prove
  /// something.
  ///
  /// @param places the labels of the answer with the quotes that are theirs
  static List<Span> of(String answer, Span sentence, List<CitationReader.Marked> places) {
    List<Span> found = new ArrayList<>();
    for (int i = sentence.start(); i < sentence.end(); i++) {
      if (CitationFormat.CLOSING.indexOf(answer.charAt(i)) < 0 || opens(answer, sentence, i)) {
        continue;
      }
      CitationFormat.quoteBefore(answer, i + 1)
          .filter(words -> words.start() > sentence.start())
          .filter(words -> places.stream().noneMatch(place -> touches(place, words)))
          .filter(words -> QuotedDocument.isQuote(answer.substring(words.start(), words.end())))
          .ifPresent(
              words -> {
                found.removeIf(
                    inner -> words.start() <= inner.start() && inner.end() <= words.end());
                found.add(words);
              });
    }
    return found;
  }

  private static boolean touches(CitationReader.Marked place, Span words) {
    Span quoted = place.words();
    return overlap(place.mark(), words) || (quoted != null && overlap(quoted, words));
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  /// Whether a mark that may close a quote opens one: a straight one behind a gap.
  private static boolean opens(String answer, Span sentence, int i) {
    boolean gapBefore = i == sentence.start() || " \n\t([{—–-".indexOf(answer.charAt(i - 1)) >= 0;
    boolean gapBehind = i + 1 >= sentence.end() || Character.isWhitespace(answer.charAt(i + 1));
    return gapBefore && !gapBehind;
  }
}
