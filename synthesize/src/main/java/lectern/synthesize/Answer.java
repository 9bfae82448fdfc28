package lectern.synthesize;

import java.time.Duration;
import java.util.List;

/// An answer with everything needed to check it.
///
/// @param text as the model wrote it, labels in brackets
/// @param finish why `text` ends where it does
/// @param citations in the order they stand in `text`
/// @param model who wrote it: the provider's model id, `extractive` for the offline reader, or
///   [#NOBODY]
public record Answer(
    Question question,
    String text,
    Completion.Finish finish,
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

  /// Stands for the model where nothing was found that anyone could be asked about.
  public static final String NOBODY = "none";

  public Answer {
    citations = List.copyOf(citations);
    evidence = List.copyOf(evidence);
  }

  /// Whether something is cited and every citation is VERIFIED. More than ANSWERED asks for: there,
  /// a label without a quote does no harm.
  public boolean everyCitationHolds() {
    return !citations.isEmpty()
        && citations.stream().allMatch(c -> c.state() == Citation.State.VERIFIED);
  }

  /// How the answer stands to its evidence.
  public enum Outcome {
    /// At least one quote is verified, no citation is false, and the completion came to its end.
    ANSWERED,
    /// Something is cited that the sources do not bear out, nothing is proved, or the completion
    /// was cut off.
    PARTLY_SUPPORTED,
    /// The evidence does not answer the question, by the model's own word.
    NO_EVIDENCE,
    /// The provider would not answer.
    DECLINED
  }
}
