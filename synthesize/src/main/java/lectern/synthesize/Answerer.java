package lectern.synthesize;

/// Answers questions. What evaluation, the command line and the HTTP endpoint all hold.
public interface Answerer {
  /// Plans, gathers, asks and checks.
  ///
  /// @throws SynthesisException if no answer can be had
  Answer answer(Question question);
}
