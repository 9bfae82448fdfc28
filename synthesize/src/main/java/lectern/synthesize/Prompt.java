package lectern.synthesize;

/// A prompt in the order it is sent: system message, first user message, second user message.
///
/// @param instructions the same for every question
/// @param evidence the same for every question over the same evidence; empty where the question is
///   about none, and then there is no first user message
/// @param question different every time, hence last; empty where only what is before it is sent,
///   for the cache to keep, and then there is no second user message
public record Prompt(String instructions, String evidence, String question) {
  /// Everything before the question: what the provider's prefix cache can reuse.
  public String prefix() {
    return instructions + evidence;
  }
}
