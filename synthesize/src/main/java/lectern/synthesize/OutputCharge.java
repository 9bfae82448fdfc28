package lectern.synthesize;

/// How completion tokens count against an account's tokens a minute and a day. Moonshot's pages say
/// the first, as far as could be found; no live call has confirmed it.
public enum OutputCharge {
  /// The longest completion that the request allows, whatever is used of it: the stricter reading.
  BUDGET,
  /// What was written, once it is there.
  ACTUAL
}
