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
  /// @param quote the source's own words at `span`
  record Resolved(
      Label label,
      State state,
      IndexedDocument document,
      Label found,
      List<String> headingPath,
      @Nullable Locator locator,
      String clause,
      Span span,
      String quote)
      implements Citation {
    public Resolved {
      headingPath = List.copyOf(headingPath);
    }
  }

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
    /// The quote stands in the cited document, its figures unchanged.
    VERIFIED,
    /// The label is real; nothing was quoted that could be checked.
    UNQUOTED,
    /// The quote stands in another document of the evidence.
    MISATTRIBUTED,
    /// The quote stands nowhere in the evidence.
    FABRICATED,
    /// No evidence carries the label.
    UNKNOWN_LABEL
  }
}
