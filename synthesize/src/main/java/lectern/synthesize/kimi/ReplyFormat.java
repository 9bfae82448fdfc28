package lectern.synthesize.kimi;

/// The form that the text of a reply has.
public sealed interface ReplyFormat {
  /// Any text.
  ReplyFormat TEXT = new Text();

  /// Any JSON object. The prompt must ask for JSON too.
  ReplyFormat JSON = new Json();

  record Text() implements ReplyFormat {}

  record Json() implements ReplyFormat {}

  /// JSON of a schema.
  ///
  /// @param name what the provider calls it by
  /// @param schema JSON Schema as text: an object
  /// @param strict whether the provider holds the reply to it; Moonshot takes schemas of its own
  ///   flavour alone then
  record Schema(String name, String schema, boolean strict) implements ReplyFormat {}
}
