package lectern.synthesize.kimi;

import java.time.Duration;
import lectern.synthesize.Completion.Finish;
import org.jspecify.annotations.Nullable;

/// What one request brought.
///
/// @param text what came of the answer, whole or not
/// @param reasoning what came of the reasoning, or ""
/// @param finish null where the reply is not whole
/// @param failure why it is not; null where it is
/// @param usage as it was told; null where it was not
/// @param firstToken null where none came
/// @param traceId null where none was told
record Attempt(
    String text,
    String reasoning,
    @Nullable Finish finish,
    @Nullable Failure failure,
    Exchange.@Nullable ReportedUsage usage,
    @Nullable Duration firstToken,
    Duration elapsed,
    @Nullable String traceId) {}
