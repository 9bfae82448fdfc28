package lectern.synthesize;

import org.jspecify.annotations.Nullable;

/// One prompt as it is planned to be sent.
///
/// @param maxCompletionTokens reasoning included
/// @param tier size class of the prompt
/// @param scope what the question is about, in words, such as "everything"; no text of a document
/// @param promptTokens predicted, margin included
/// @param prediction what it is expected to take; null where nobody expects anything
public record ChatRequest(
    Prompt prompt,
    ModelCard model,
    int maxCompletionTokens,
    Tier tier,
    String scope,
    long promptTokens,
    @Nullable Prediction prediction) {
  /// A request of which nothing is expected.
  public ChatRequest(
      Prompt prompt,
      ModelCard model,
      int maxCompletionTokens,
      Tier tier,
      String scope,
      long promptTokens) {
    this(prompt, model, maxCompletionTokens, tier, scope, promptTokens, null);
  }
}
