package lectern.synthesize;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came back for a prompt.
///
/// @param text the answer, reasoning left out; empty where the provider sent none
/// @param reasoning what the model thought before it answered, which is no evidence of anything;
///   null where the provider sent none
/// @param usage of all calls that were made for it now
/// @param model who wrote it: the provider's model id, or `extractive` for the offline reader
/// @param costUsd of those calls, those included that failed and may be billed; null where it is
///   not known
/// @param notes sentences for a person: what was tried, who answered in whose place
/// @param toolCalls what the model wants called before it goes on, in its order; empty unless it
///   ended for that
public record Completion(
    String text,
    @Nullable String reasoning,
    Finish finish,
    Usage usage,
    String model,
    Duration latency,
    @Nullable BigDecimal costUsd,
    List<String> notes,
    List<ToolCall> toolCalls) {
  public Completion {
    notes = List.copyOf(notes);
    toolCalls = List.copyOf(toolCalls);
  }

  /// A completion that calls no tool.
  public Completion(
      String text,
      @Nullable String reasoning,
      Finish finish,
      Usage usage,
      String model,
      Duration latency,
      @Nullable BigDecimal costUsd,
      List<String> notes) {
    this(text, reasoning, finish, usage, model, latency, costUsd, notes, List.of());
  }

  /// The same with another text.
  public Completion saying(String other) {
    return new Completion(
        other, reasoning, finish, usage, model, latency, costUsd, notes, toolCalls);
  }

  /// The same with one more note.
  public Completion noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Completion(text, reasoning, finish, usage, model, latency, costUsd, more, toolCalls);
  }

  /// A completion that nobody is paid for.
  public static Completion unpaid(String text, Finish finish, String model) {
    return new Completion(
        text, null, finish, Usage.NONE, model, Duration.ZERO, BigDecimal.ZERO, List.of());
  }

  /// Why the completion ended.
  public enum Finish {
    /// The model had said all it would.
    STOP,
    /// The tokens it was given ran out: the text is cut, and may be empty where reasoning took them
    /// all.
    LENGTH,
    /// The provider's filter stopped it.
    CONTENT_FILTER,
    /// The model wants tools called, and goes on once it has their results.
    TOOL_CALLS
  }
}
