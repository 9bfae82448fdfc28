package lectern.synthesize;

import java.util.List;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.Span;
import lectern.retrieve.IndexedDocument;
import org.jspecify.annotations.Nullable;

/// One citation found in an answer, and what became of it.
public sealed interface Citation {
  /// As the answer wrote it.
  Label label();

  State state();

  /// A label of the evidence, and a place in the source.
  ///
  /// @param document the document that holds the quote: the cited one, or where `state` is
  ///   MISATTRIBUTED the one it was found in
  /// @param found the passage that `span` starts in; the quote may stand outside the cited one
  /// @param headingPath headings above `span`, outermost first
  /// @param locator where `span` starts in the source file, or the cells that it touches; null for
  ///   formats that number nothing
  /// @param clause number of the clause that `span` starts in, `9.4(b)`; empty for none
  /// @param span the quoted words, or the whole passage where nothing was quoted
  /// @param quote the source's own words at `span`; where the quote leaves out words, or its parts
  ///   stand apart, those parts with ` … ` between them
  /// @param differences where the answer's words are not the source's, in their order; none where
  ///   `state` is VERIFIED or UNQUOTED
  record Resolved(
      Label label,
      State state,
      IndexedDocument document,
      Label found,
      List<String> headingPath,
      @Nullable Locator locator,
      String clause,
      Span span,
      String quote,
      List<Difference> differences)
      implements Citation {
    public Resolved {
      headingPath = List.copyOf(headingPath);
      differences = List.copyOf(differences);
    }
  }

  /// Where a quote says something else than the source.
  ///
  /// @param quoted the answer's words; "" where it leaves some out
  /// @param source the source's words; "" where the answer puts some in
  /// @param harmless whether both say the same: a slip, an article, a misread letter
  record Difference(String quoted, String source, boolean harmless) {}

  /// A label of the evidence, and words that stand nowhere in it.
  ///
  /// @param document the cited one
  /// @param quote what the answer wrote
  record Fabricated(Label label, IndexedDocument document, String quote) implements Citation {
    @Override
    public State state() {
      return State.FABRICATED;
    }
  }

  /// A label that no evidence carries.
  record Unknown(Label label) implements Citation {
    @Override
    public State state() {
      return State.UNKNOWN_LABEL;
    }
  }

  /// What the check found, without a model.
  enum State {
    /// The quote stands in the cited document, its figures unchanged; words that it leaves out are
    /// marked as such.
    VERIFIED,
    /// The quote stands in the cited document but for differences that change nothing that is said;
    /// the source's own words are shown in its place.
    REPAIRED,
    /// The label is real; nothing was quoted that could be checked.
    UNQUOTED,
    /// The quote stands in another document of the evidence.
    MISATTRIBUTED,
    /// Parts that stand apart in the cited document are joined as if they were one.
    STITCHED,
    /// The cited document says nearly this: a word, a figure, a negation was changed, left out or
    /// put in.
    ALTERED,
    /// The quote stands nowhere in the evidence.
    FABRICATED,
    /// No evidence carries the label.
    UNKNOWN_LABEL
  }
}
