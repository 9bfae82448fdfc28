package lectern.synthesize;

import lectern.ingest.Sha256;

/// How a question was put to a model, so that the same one can be put in the very same way, and its
/// reply be found again, after what was learned since would have planned it otherwise.
///
/// @param question digest of its text; empty where it cannot be put so again
/// @param wholeScope whether everything in scope was shown
/// @param evidenceTokens most that its passages took
/// @param completionTokens most that the completion could have
public record AskedAs(
    String question, boolean wholeScope, int evidenceTokens, int completionTokens) {
  /// Of a call that is not looked for again.
  public static final AskedAs NOTHING = new AskedAs("", false, 0, 0);

  private static final int KEPT_CHARS = 16;

  /// Names a question.
  ///
  /// @param text as it stands in the prompt
  public static String digest(String text) {
    return Sha256.ofUnits(text).substring(0, KEPT_CHARS);
  }
}
