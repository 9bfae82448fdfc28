package lectern.synthesize;

/// One prompt in, one completion out. Implementations retry what is worth retrying.
public interface ChatClient {
  /// Sends the prompt and waits for the whole completion.
  ///
  /// @throws SynthesisException if no completion can be had
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  Completion complete(ChatRequest request);

  /// What is known of a model before it is asked, for plans. Sends nothing.
  default Outlook outlook(ModelCard model) {
    return Outlook.NONE;
  }

  /// Whether prompts to a model begin a prefix that is kept for those to come.
  default boolean caches(ModelCard model) {
    return false;
  }

  /// What the provider of a model counts of a prompt, the template of its messages included. Sends
  /// the prompt to be counted and not answered, which costs nothing and is not written down.
  ///
  /// @return 1 or more
  /// @throws SynthesisException.NoTokenCount if it does not say
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  default long exactTokens(ModelCard model, Prompt prompt) {
    throw new SynthesisException.NoTokenCount(
        model.name() + " is asked of nobody who counts tokens",
        "Take the planned tokens, which include a margin.");
  }

  /// Whether the reply to the very same request is there already, so that it is not sent.
  default boolean holds(ChatRequest request) {
    return false;
  }
}
