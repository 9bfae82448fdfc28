package lectern.app.report;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Span;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.cite.CitationReader;

/// An answer's text with numbers in place of its labels.
///
/// @param pieces of the text, in order
/// @param notes what each number stands for; the first is number 1
record Footnotes(List<Piece> pieces, List<Citation> notes) {
  /// A piece of the text.
  sealed interface Piece {
    /// As the answer has it.
    record Words(String text) implements Piece {}

    /// A number, from 1.
    record Mark(int number) implements Piece {}
  }

  Footnotes {
    pieces = List.copyOf(pieces);
    notes = List.copyOf(notes);
  }

  /// Citations that are the same share a number.
  static Footnotes of(Answer answer) {
    String text = answer.text();
    List<CitationReader.Placed> places = CitationReader.placed(text);
    List<Citation> notes = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < Math.min(places.size(), answer.citations().size()); i++) {
      Citation citation = answer.citations().get(i);
      int known = notes.indexOf(citation);
      if (known < 0) {
        known = notes.size();
        notes.add(citation);
      }
      Span span = withBrackets(text, places.get(i).span());
      pieces.add(new Piece.Words(text.substring(from, span.start())));
      pieces.add(new Piece.Mark(known + 1));
      from = span.end();
    }
    pieces.add(new Piece.Words(text.substring(from)));
    return new Footnotes(pieces, notes);
  }

  private static Span withBrackets(String text, Span label) {
    boolean alone =
        label.start() > 0
            && label.end() < text.length()
            && "[【".indexOf(text.charAt(label.start() - 1)) >= 0
            && "]】".indexOf(text.charAt(label.end())) >= 0;
    return alone ? new Span(label.start() - 1, label.end() + 1) : label;
  }
}
