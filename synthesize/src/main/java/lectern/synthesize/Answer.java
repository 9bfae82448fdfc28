package lectern.synthesize;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer with everything needed to check it.
///
/// @param completion what the model wrote, and what it took; its model is [#NOBODY] where nobody
///   was asked
/// @param citations in the order they stand in the text
/// @param sentences of the text, with what their sources bear out; of an answer of a form, one for
///   each value
/// @param typed the values, where a form was wished and the model kept it; the text then has a line
///   for each
/// @param conflicts between what it cites and what else it cites, or was noted on the way to it
/// @param evidence that the answer was written from
/// @param reading what of the scope was read for it
public record Answer(
    Question question,
    Completion completion,
    Outcome outcome,
    List<Citation> citations,
    List<Sentence> sentences,
    @Nullable TypedAnswer typed,
    List<Conflict> conflicts,
    List<Evidence> evidence,
    Plan plan,
    Reading reading,
    Duration elapsed) {
  /// What an answer says, and says alone, when the evidence does not hold one. The instructions ask
  /// for these words; the driver knows them by their letters.
  public static final String NOT_FOUND = "The documents do not answer this question.";

  /// Stands for the model where nothing was found that anyone could be asked about.
  public static final String NOBODY = "none";

  public Answer {
    citations = List.copyOf(citations);
    sentences = List.copyOf(sentences);
    conflicts = List.copyOf(conflicts);
    evidence = List.copyOf(evidence);
  }

  /// As the model wrote it, labels in brackets.
  public String text() {
    return completion.text();
  }

  /// Who wrote it: the provider's model id, `extractive` for the offline reader, or [#NOBODY].
  public String model() {
    return completion.model();
  }

  /// Why the text ends where it does.
  public Completion.Finish finish() {
    return completion.finish();
  }

  public Usage usage() {
    return completion.usage();
  }

  /// Whether something is cited and every citation is VERIFIED or REPAIRED. More than ANSWERED asks
  /// for: there, a label without a quote does no harm.
  public boolean everyCitationHolds() {
    return !citations.isEmpty()
        && citations.stream()
            .allMatch(
                c -> c.state() == Citation.State.VERIFIED || c.state() == Citation.State.REPAIRED);
  }

  /// How the answer stands to its evidence.
  public enum Outcome {
    /// At least one quote is verified or repaired, no citation is false, no fact is missing from
    /// the sources, and the completion came to its end.
    ANSWERED,
    /// Something is cited that the sources do not bear out, a sentence states a fact that they do
    /// not, a sum of its own making included, nothing is proved, or the completion was cut off.
    PARTLY_SUPPORTED,
    /// The evidence does not answer the question, by the model's own word, or no word of an answer
    /// came: of those its notes tell.
    NO_EVIDENCE,
    /// The provider would not answer.
    DECLINED
  }
}
