package lectern.eval;

import java.util.List;

/// One question with its known answer and where that answer stands.
///
/// @param id name of the sample, unique in its file
/// @param question as a user would ask it
/// @param targets accepted answers, the preferred one first; empty when the collection holds no
///   answer
/// @param supporting what an answer rests on, the decisive document first; empty when there is no
///   answer
public record Sample(String id, String question, List<String> targets, List<Support> supporting) {

  public Sample {
    if (id.isBlank() || question.isBlank()) {
      throw new IllegalArgumentException("A sample needs an id and a question: '" + id + "'");
    }
    targets = List.copyOf(targets);
    supporting = List.copyOf(supporting);
    if (targets.isEmpty() && !supporting.isEmpty()) {
      throw new IllegalArgumentException("Sample " + id + " has support but no answer");
    }
  }

  /// A place in the collection.
  ///
  /// @param document path relative to the collection; a member of a mail is `mail.eml!name.pdf`
  /// @param quote words of that document, verbatim up to white space and punctuation
  public record Support(String document, String quote) {}

  /// Whether the collection holds an answer at all.
  public boolean answerable() {
    return !targets.isEmpty();
  }
}
