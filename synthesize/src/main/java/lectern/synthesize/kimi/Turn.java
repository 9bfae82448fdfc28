package lectern.synthesize.kimi;

import java.util.List;
import lectern.synthesize.Completion;
import lectern.synthesize.ToolCall;
import org.jspecify.annotations.Nullable;

/// What came after the question, to be sent back so that the model goes on from it.
public sealed interface Turn {
  /// What the model said.
  ///
  /// @param text may be empty where it called tools
  /// @param reasoning to the letter as it came, or null. Moonshot refuses tool calls without it
  ///   where K2 thinks, K3 answers worse (continuedev/continue#11600, 2026), and a changed letter
  ///   ends the cached prefix
  record Assistant(String text, @Nullable String reasoning, List<ToolCall> toolCalls)
      implements Turn {
    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }

    /// What a completion said.
    public static Assistant of(Completion completion) {
      return new Assistant(completion.text(), completion.reasoning(), completion.toolCalls());
    }
  }

  /// What a tool that was called gave back.
  ///
  /// @param callId as in [ToolCall#id()]
  record ToolResult(String callId, String content) implements Turn {}
}
