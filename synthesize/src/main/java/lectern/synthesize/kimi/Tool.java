package lectern.synthesize.kimi;

/// A function that a model may ask to have called.
///
/// @param name what the model calls it by
/// @param description what it does, for the model to read
/// @param parameters JSON Schema of its arguments, as text: an object
/// @param strict whether the provider holds the arguments to the schema; Moonshot takes schemas of
///   its own flavour alone then
public record Tool(String name, String description, String parameters, boolean strict) {}
