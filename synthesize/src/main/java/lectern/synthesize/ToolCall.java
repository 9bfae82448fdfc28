package lectern.synthesize;

/// A call of a tool that a model asks for before it goes on.
///
/// @param id the provider's name for the call, under which its result is sent back
/// @param name of the tool, as it was offered
/// @param arguments as the model wrote them: JSON text, unless the model failed at it
public record ToolCall(String id, String name, String arguments) {}
