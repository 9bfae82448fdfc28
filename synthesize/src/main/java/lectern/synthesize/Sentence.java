package lectern.synthesize;

import java.util.List;
import lectern.ingest.Span;

/// A sentence of an answer, or a list item, heading, table row or block of code, with what the
/// check without a model found.
///
/// @param span where it stands in the answer, list mark, quotes and labels included
/// @param citations places of its citations in [Answer#citations], from 0
/// @param missing facts that its sources do not say, in the order they stand; a sum that the answer
///   worked out is among them
/// @param support what else speaks for it
public record Sentence(
    Span span, State state, List<Integer> citations, List<Fact> missing, Support support) {
  /// A sentence of which nobody else was asked.
  public Sentence(Span span, State state, List<Integer> citations, List<Fact> missing) {
    this(span, state, citations, missing, Support.NONE);
  }

  public Sentence {
    citations = List.copyOf(citations);
    missing = List.copyOf(missing);
  }

  /// The same sentence with what else speaks for it.
  public Sentence with(Support other) {
    return new Sentence(span, state, citations, missing, other);
  }

  /// Whether the sources bear out all that it says.
  public boolean isBorneOut() {
    return state == State.BORNE_OUT;
  }

  /// How a sentence stands to its sources; the first that is true.
  public enum State {
    /// A heading, a label of a table, code, or the sentence that says that there is no answer.
    NOTHING_TO_CHECK,
    /// It cites what does not hold: a quote that is not the source's, be it without a label of its
    /// own, or a label of no evidence.
    FALSELY_CITED,
    /// A fact in it does not occur in its sources; of a sentence without a citation, in none of the
    /// answer's sources, where it has any.
    FACTS_MISSING,
    /// It cites nothing.
    UNCITED,
    /// Its facts occur in the passages that it cites, from which it quotes nothing.
    UNQUOTED,
    /// Its quotes stand in their source, and its figures and names occur in them; it is in another
    /// language than they, so that its verbs could not be compared.
    OTHER_LANGUAGE,
    /// Its quotes stand in their source, and its facts occur in the quotes.
    BORNE_OUT
  }
}
