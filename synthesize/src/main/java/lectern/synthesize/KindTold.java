package lectern.synthesize;

/// What kind a question is of, as somebody said who is asked before its words are.
///
/// @param by who said so, to end a sentence that leads on with "as": `--kind says`,
///   `moonshot/kimi-k2.6 says for $0.0003`
public record KindTold(QuestionKind kind, String by) {}
