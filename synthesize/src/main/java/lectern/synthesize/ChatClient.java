package lectern.synthesize;

/// One prompt in, one completion out. Implementations retry what is worth retrying.
public interface ChatClient {
  /// Sends the prompt and waits for the whole completion.
  ///
  /// @param maxCompletionTokens reasoning included
  /// @throws SynthesisException if no completion can be had
  Completion complete(Prompt prompt, ModelCard model, int maxCompletionTokens);
}
