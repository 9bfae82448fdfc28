package lectern.synthesize;

import java.util.List;

/// A prompt in the order it is sent: system message, first user message, second user message.
///
/// @param instructions the same for every question
/// @param evidence the same for every question over the same evidence
/// @param question different every time, hence last
/// @param boundaries digest of everything up to the end of each document of the evidence, in order
public record Prompt(
    String instructions, String evidence, String question, List<Boundary> boundaries) {
  public Prompt {
    boundaries = List.copyOf(boundaries);
  }

  /// Everything before the question: what the provider's prefix cache can reuse.
  public String prefix() {
    return instructions + evidence;
  }

  /// A place where a prefix may end.
  ///
  /// @param document number of the document that ends there
  /// @param digest lower-case hexadecimal SHA-256 of instructions and evidence up to that place
  public record Boundary(int document, String digest) {}
}
