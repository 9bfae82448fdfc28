package lectern.synthesize.kimi;

/// Whether a model calls tools.
public sealed interface ToolChoice {
  /// As the model likes.
  ToolChoice AUTO = new Auto();

  /// It calls none.
  ToolChoice NONE = new None();

  /// It calls at least one.
  ToolChoice REQUIRED = new Required();

  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  record Required() implements ToolChoice {}

  /// It calls this one.
  record Named(String tool) implements ToolChoice {}
}
