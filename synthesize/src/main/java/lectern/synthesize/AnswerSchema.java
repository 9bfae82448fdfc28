package lectern.synthesize;

/// The form that an answer is to have.
///
/// @param wanted the user's JSON Schema (draft 2020-12) of an object, as text
/// @param asked the same form with quotes beside each value, as the model is asked for it: a JSON
///   Schema of Moonshot's flavour, as text
public record AnswerSchema(String wanted, String asked) {}
