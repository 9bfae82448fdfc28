package lectern.synthesize;

import java.util.Locale;
import java.util.Optional;

/// What is asked of a model beside the question, where a scope is read in several prompts. It
/// stands before the question, behind the evidence, so that the evidence begins as in any other
/// prompt.
public enum PartRequest {
  /// To take notes of a part: lines that cite, the most telling first, or [Answer#NOT_FOUND].
  NOTES,
  /// To answer from the passages that were noted in all parts.
  COMBINE;

  private static final String QUESTION = "\nThe question:\n";

  private final String text =
      ShippedText.read("prompt/" + name().toLowerCase(Locale.ROOT) + ".md")
          .replace("{not-found}", Answer.NOT_FOUND);

  /// The last message of a prompt that asks for this.
  ///
  /// @param question as it stands in other prompts
  public String before(String question) {
    return text + QUESTION + question;
  }

  /// What a last message asks for; empty where it is a question alone.
  public static Optional<PartRequest> of(String message) {
    for (PartRequest request : values()) {
      if (message.startsWith(request.text + QUESTION)) {
        return Optional.of(request);
      }
    }
    return Optional.empty();
  }

  /// The question of a last message.
  public static String question(String message) {
    return of(message)
        .map(request -> message.substring((request.text + QUESTION).length()))
        .orElse(message);
  }
}
