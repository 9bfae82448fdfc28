package lectern.synthesize.standin;

/// How strictly the limits of an account's tier are held.
///
/// @param charge what a call counts for against tokens per minute and day
/// @param retryAfter whether a 429 says in a `Retry-After` header when to ask again; Moonshot's do
///   not (agents-exe#336, March 2026)
public record LimitRules(Charge charge, boolean retryAfter) {
  /// What a call counts for against tokens per minute and day.
  public enum Charge {
    /// Prompt and the longest completion that the request allows, whatever is used of it. As
    /// Moonshot's introduction says; the stricter reading.
    BUDGET,
    /// Prompt, and the completion once it is there.
    ACTUAL,
    /// Nothing: no limit is held, that of calls at once neither.
    NOTHING
  }

  public static final LimitRules DEFAULTS = new LimitRules(Charge.BUDGET, false);

  public LimitRules withCharge(Charge value) {
    return new LimitRules(value, retryAfter);
  }

  public LimitRules withRetryAfter(boolean value) {
    return new LimitRules(charge, value);
  }
}
