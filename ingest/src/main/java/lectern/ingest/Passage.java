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
/// @param furniture the parts of `span` that are [Block.Furniture], in order
/// @param renderedTokens tokens of [Rendering#passage], as the collection's [TokenCounter] counts
public record Passage(
    Label label,
    DocumentId document,
    List<String> headingPath,
    String text,
    Span span,
    List<Span> furniture,
    int renderedTokens) {
  public Passage {
    headingPath = List.copyOf(headingPath);
    furniture = List.copyOf(furniture);
    if (text.length() != span.length()) {
      throw new IllegalArgumentException(
          "passage " + label + " has " + text.length() + " characters and span " + span);
    }
  }

  /// The same passage with its tokens counted.
  public Passage counted(int tokens) {
    return new Passage(label, document, headingPath, text, span, furniture, tokens);
  }

  /// The text without its furniture: what is indexed and shown to a model.
  public String body() {
    if (furniture.isEmpty()) {
      return text;
    }
    StringBuilder body = new StringBuilder();
    int from = 0;
    for (Span part : furniture) {
      body.append(text, from, Math.max(from, part.start() - span.start()));
      from = Math.max(from, part.end() - span.start());
      // The gap behind a part goes with it, or its blank lines would stay.
      while (from < text.length() && text.charAt(from) == '\n') {
        from++;
      }
    }
    return body.append(text, from, text.length()).toString();
  }
}
