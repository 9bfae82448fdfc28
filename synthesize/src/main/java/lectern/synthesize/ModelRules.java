package lectern.synthesize;

/// What a model's requests may and must hold.
///
/// @param thinking which field steers its reasoning
/// @param samplingPinned whether any temperature, top_p, penalty or n but its own is refused, so
///   that none may be sent
/// @param partial whether it goes on from a last message that is the beginning of its answer
/// @param images whether it sees pictures
/// @param video whether it sees videos
/// @param toolChoiceRequired whether it takes `tool_choice: "required"` while it thinks
public record ModelRules(
    Thinking thinking,
    boolean samplingPinned,
    boolean partial,
    boolean images,
    boolean video,
    boolean toolChoiceRequired) {
  /// Rules of a model of which nothing else is known: text, and nothing special sent.
  public static final ModelRules PLAIN =
      new ModelRules(Thinking.NONE, false, false, false, false, false);

  /// Which field steers a model's reasoning.
  public enum Thinking {
    /// None is known; none is sent.
    NONE,
    /// `reasoning_effort` low, high or max; it always thinks, and refuses `thinking`.
    EFFORT,
    /// `thinking` of type enabled or disabled.
    TOGGLE,
    /// `thinking` of type enabled alone; disabled is refused.
    ALWAYS
  }
}
