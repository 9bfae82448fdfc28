package lectern.synthesize;

import org.jspecify.annotations.Nullable;

/// What else speaks for a sentence, beside the check of its quotes and facts. It never makes a
/// sentence borne out that the check does not.
///
/// @param likeness how near it is in meaning to the nearest of its quotes, as the model of vectors
///   in this process has it, -1 to 1; null where that was not asked, or is of no use
/// @param verdict of a model that was asked; null where none was, or it did not say
public record Support(@Nullable Double likeness, @Nullable Verdict verdict) {
  /// Nobody was asked.
  public static final Support NONE = new Support(null, null);

  /// Less is rare where a quote bears a sentence out: 0.3 % of 325 sentences of answers beside the
  /// sentences they were written from (CLAP NQ), 1.9 % of 213 claims beside their evidence
  /// (SciFact); and 48 and 19 % of the other sentences of the same passage, or abstract, are less
  /// like them.
  public static final double LEAST_LIKENESS = 0.60;

  /// Whether the quotes bear the sentence out.
  public enum Verdict {
    YES,
    PARTLY,
    NO
  }

  /// Whether its quotes may well be about something else.
  public boolean isUnlike() {
    return likeness != null && likeness < LEAST_LIKENESS;
  }

  /// Whether a judge does not find all of it in its quotes.
  public boolean isDoubted() {
    return verdict == Verdict.PARTLY || verdict == Verdict.NO;
  }

  /// The same with what the model of vectors says.
  public Support alike(double other) {
    return new Support(other, verdict);
  }

  /// The same with a verdict.
  public Support judged(Verdict other) {
    return new Support(likeness, other);
  }
}
