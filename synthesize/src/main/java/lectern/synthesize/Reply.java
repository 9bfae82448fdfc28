package lectern.synthesize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call brought back, as recorded.
///
/// @param text the answer, reasoning left out; empty where the provider sent none
/// @param reasoning null where the provider sent none
/// @param model who wrote it: the provider's model id
/// @param toolCalls what the model wants called, in its order; empty unless it ended for that
public record Reply(
    String text,
    @Nullable String reasoning,
    Completion.Finish finish,
    Usage usage,
    String model,
    List<ToolCall> toolCalls) {
  public Reply {
    toolCalls = List.copyOf(toolCalls);
  }

  /// A reply that calls no tool.
  public Reply(
      String text,
      @Nullable String reasoning,
      Completion.Finish finish,
      Usage usage,
      String model) {
    this(text, reasoning, finish, usage, model, List.of());
  }
}
