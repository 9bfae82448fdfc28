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

  /// A label of the evidence.
  ///
  /// @param document the document that holds the quote: the cited one, or where `state` is
  ///   MISATTRIBUTED the one it was found in
  /// @param headingPath headings above `span`, outermost first
  /// @param locator where `span` starts in the source file, or null for formats that number nothing
  /// @param span the quoted words, or the whole passage where nothing was quoted
  /// @param quote the source's own words at `span`; where FABRICATED, what the answer wrote
  record Resolved(
      Label label,
      State state,
      IndexedDocument document,
      List<String> headingPath,
      @Nullable Locator locator,
      Span span,
      String quote)
      implements Citation {
    public Resolved {
      headingPath = List.copyOf(headingPath);
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
    /// The quote stands in the cited document.
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
