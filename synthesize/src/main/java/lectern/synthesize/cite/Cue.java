package lectern.synthesize.cite;

/// Words that say whether a thing must be.
///
/// @param from their first token
/// @param next the token behind them
/// @param passive whether a participle follows
record Cue(Predicate.Modality modality, int from, int next, boolean passive) {}
