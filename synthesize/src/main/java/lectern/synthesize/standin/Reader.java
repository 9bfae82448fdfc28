package lectern.synthesize.standin;

import java.util.List;

/// Answers a prompt as a model would: from its text alone. Thread-safe; the same prompt and seed
/// give the same reply.
public interface Reader {
  /// Who said what in a prompt.
  record Turn(String role, String text) {}

  /// A prompt to answer.
  ///
  /// @param turns in order; the last one is to be answered
  /// @param promptTokens as the stand-in counts them
  /// @param seed drawn from the stand-in's seed and the prompt
  record Asked(List<Turn> turns, int promptTokens, long seed) {
    public Asked {
      turns = List.copyOf(turns);
    }
  }

  /// What a model says.
  ///
  /// @param reasoning what it thinks aloud; left out where thinking is off
  record Reply(String reasoning, String answer) {}

  Reply read(Asked asked);
}
