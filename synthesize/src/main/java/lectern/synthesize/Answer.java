package lectern.synthesize;

import java.time.Duration;
import java.util.List;

/// An answer with everything needed to check it.
///
/// @param text as the model wrote it, labels in brackets
/// @param citations in the order they stand in `text`
/// @param model who wrote it: the provider's model id, or `extractive` for the offline reader
public record Answer(
    Question question,
    String text,
    Outcome outcome,
    List<Citation> citations,
    List<Evidence> evidence,
    Plan plan,
    String model,
    Usage usage,
    Duration elapsed) {
  /// What an answer says, and says alone, when the evidence does not hold one. The instructions ask
  /// for these words; the driver knows them by their letters.
  public static final String NOT_FOUND = "The documents do not answer this question.";

  public Answer {
    citations = List.copyOf(citations);
    evidence = List.copyOf(evidence);
  }

  /// How the answer stands to its evidence.
  public enum Outcome {
    /// At least one quote is verified and no citation is false.
    ANSWERED,
    /// Something is cited that the sources do not bear out, or nothing is proved.
    PARTLY_SUPPORTED,
    /// The evidence does not answer the question, by the model's own word.
    NO_EVIDENCE,
    /// The provider would not answer.
    DECLINED
  }
}
