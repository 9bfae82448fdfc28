package lectern.synthesize.kimi;

import java.time.Duration;
import java.util.List;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ToolCall;
import org.jspecify.annotations.Nullable;

/// What one request brought.
///
/// @param text what came of the answer, whole or not
/// @param reasoning what came of the reasoning, or ""
/// @param toolCalls what the model wants called; empty where the reply is not whole
/// @param finish null where the reply is not whole
/// @param failure why it is not; null where it is
/// @param usage as it was told; null where it was not
/// @param firstToken null where none came, or all came at once
/// @param traceId null where none was told
/// @param notes what else is strange about it, in sentences
record Attempt(
    String text,
    String reasoning,
    List<ToolCall> toolCalls,
    @Nullable Finish finish,
    @Nullable Failure failure,
    Exchange.@Nullable ReportedUsage usage,
    @Nullable Duration firstToken,
    Duration elapsed,
    @Nullable String traceId,
    List<String> notes) {}
