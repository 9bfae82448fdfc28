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
}
