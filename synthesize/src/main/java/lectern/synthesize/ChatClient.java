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

  /// Whether the reply to the very same request is there already, so that it is not sent.
  default boolean holds(ChatRequest request) {
    return false;
  }
}
