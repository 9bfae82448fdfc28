package lectern.ingest;

import java.util.List;

/// The unit of retrieval and citation.
///
/// The passages of a document tile it: in ordinal order their texts concatenate to the document's
/// text, without gap or overlap.
///
/// @param label its name everywhere; gives the reading order too
/// @param document the document it is cut from
/// @param headingPath headings above the passage, outermost first
/// @param text the document's text at `span`
/// @param renderedTokens tokens of [Rendering#passage], as the collection's [TokenCounter] counts
public record Passage(
    Label label,
    DocumentId document,
    List<String> headingPath,
    String text,
    Span span,
    int renderedTokens) {
  public Passage {
    headingPath = List.copyOf(headingPath);
    if (text.length() != span.length()) {
      throw new IllegalArgumentException(
          "passage " + label + " has " + text.length() + " characters and span " + span);
    }
  }
}
