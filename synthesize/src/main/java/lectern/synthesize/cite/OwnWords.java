package lectern.synthesize.cite;

import java.util.List;
import lectern.ingest.Span;

/// What a sentence of an answer says itself, beside what it quotes.
public final class OwnWords {
  private OwnWords() {}

  /// The sentence with one blank in place of each label, each quote and its list mark.
  public static String of(String answer, Span sentence) {
    List<CitationReader.Marked> places = CitationReader.marks(answer);
    StringBuilder words = new StringBuilder(answer.substring(sentence.start(), sentence.end()));
    for (CitationReader.Marked place : places) {
      blank(words, sentence, place.mark());
      Span quoted = place.words();
      if (quoted != null) {
        blank(words, sentence, new Span(quoted.start() - 1, quoted.end() + 1));
      }
    }
    blank(words, sentence, new Span(sentence.start(), sentence.start() + ListMark.length(words)));
    return words.toString().replaceAll("\\s+", " ").strip();
  }

  /// Puts blanks in place of what of a span stands in the sentence.
  static void blank(StringBuilder words, Span sentence, Span gone) {
    int end = Math.min(gone.end(), sentence.end());
    for (int i = Math.max(gone.start(), sentence.start()); i < end; i++) {
      words.setCharAt(i - sentence.start(), ' ');
    }
  }
}
