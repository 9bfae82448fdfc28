package lectern.synthesize;

import org.jspecify.annotations.Nullable;

/// One prompt as it is planned to be sent.
///
/// @param maxCompletionTokens reasoning included
/// @param tier size class of the prompt
/// @param scope what the question is about, in words, such as "everything"; no text of a document
/// @param promptTokens predicted, margin included
/// @param prediction what it is expected to take; null where nobody expects anything
/// @param primes whether it is sent for the cache alone, so that a reply that the ledger holds is
///   of no use, and one without a word is a good one
/// @param ttl how long the cache is to keep it; null for what is set
/// @param form JSON Schema, as text, that the reply is to keep; null for a reply of text
/// @param pieces hears the reply while it is written; no part of what is sent
public record ChatRequest(
    Prompt prompt,
    ModelCard model,
    int maxCompletionTokens,
    Tier tier,
    String scope,
    long promptTokens,
    @Nullable Prediction prediction,
    boolean primes,
    @Nullable CacheTtl ttl,
    @Nullable String form,
    AnswerPieces pieces) {
  /// A request for an answer.
  public ChatRequest(
      Prompt prompt,
      ModelCard model,
      int maxCompletionTokens,
      Tier tier,
      String scope,
      long promptTokens,
      @Nullable Prediction prediction) {
    this(
        prompt,
        model,
        maxCompletionTokens,
        tier,
        scope,
        promptTokens,
        prediction,
        false,
        null,
        null,
        AnswerPieces.NONE);
  }

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

  /// The same request, sent for the cache alone.
  public ChatRequest priming(CacheTtl kept) {
    return new ChatRequest(
        prompt,
        model,
        maxCompletionTokens,
        tier,
        scope,
        promptTokens,
        prediction,
        true,
        kept,
        form,
        pieces);
  }

  /// The same request for a reply of a form.
  ///
  /// @param wanted JSON Schema as text, or null for a reply of text
  public ChatRequest formed(@Nullable String wanted) {
    return new ChatRequest(
        prompt,
        model,
        maxCompletionTokens,
        tier,
        scope,
        promptTokens,
        prediction,
        primes,
        ttl,
        wanted,
        pieces);
  }

  /// The same request, whose reply is heard while it is written.
  public ChatRequest heardBy(AnswerPieces listener) {
    return new ChatRequest(
        prompt,
        model,
        maxCompletionTokens,
        tier,
        scope,
        promptTokens,
        prediction,
        primes,
        ttl,
        form,
        listener);
  }
}
