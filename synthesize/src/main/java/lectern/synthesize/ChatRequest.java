package lectern.synthesize;

/// One prompt as it is planned to be sent.
///
/// @param maxCompletionTokens reasoning included
/// @param tier size class of the prompt
/// @param scope what the question is about, in words, such as "everything"; no text of a document
/// @param promptTokens predicted, margin included
public record ChatRequest(
    Prompt prompt,
    ModelCard model,
    int maxCompletionTokens,
    Tier tier,
    String scope,
    long promptTokens) {}
