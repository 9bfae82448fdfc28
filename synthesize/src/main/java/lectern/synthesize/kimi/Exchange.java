package lectern.synthesize.kimi;

import java.time.Duration;
import lectern.synthesize.CallProgress;
import org.jspecify.annotations.Nullable;

/// One request and what came of it on the wire: all that LangChain4j would lose.
///
/// Written by the thread that reads the reply, read by others once that has ended; only [#cancel]
/// and [#fail] may be called from anywhere at any time.
final class Exchange {
  private final long begin = System.nanoTime();
  private final Duration most;
  private @Nullable Failure failure;
  private @Nullable Runnable abort;
  private @Nullable String traceId;
  private @Nullable Duration firstToken;
  private @Nullable ReportedUsage usage;
  private @Nullable String finish;
  private @Nullable String model;
  private boolean done;
  private final ToolCallPieces toolCalls = new ToolCallPieces();
  private CallProgress progress = CallProgress.NONE;

  /// Tokens as the provider told them, whatever the shape.
  ///
  /// @param cacheWriteTokens null where they are not told
  record ReportedUsage(
      long promptTokens,
      long cachedTokens,
      @Nullable Long cacheWriteTokens,
      long completionTokens) {}

  /// @param most longest that it may take from now on, connection, waits and reply together
  Exchange(Duration most) {
    this.most = most;
  }

  Duration most() {
    return most;
  }

  /// Ends it early, whatever it waits for. What comes after is not looked at.
  void cancel() {
    fail(Failure.of(Failure.Kind.CANCELLED, "cancelled"));
  }

  /// Ends it with a failure; the first one counts. A reply that has come to its finish reason is
  /// whole, whatever becomes of the connection: it is only looked at no longer then.
  void fail(Failure because) {
    Runnable end;
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = finish == null ? because : null;
      end = abort;
    }
    if (end != null) {
      end.run();
    }
  }

  /// Ends it because its connection was lost: from here, where whoever reads was interrupted, since
  /// that closes it.
  void lost(Failure because) {
    if (Thread.currentThread().isInterrupted()) {
      cancel();
    } else {
      fail(because);
    }
  }

  /// Notes what ends the request, now that it can be ended in this way.
  void abortable(Runnable how) {
    boolean late;
    synchronized (this) {
      abort = how;
      late = failure != null;
    }
    if (late) {
      how.run();
    }
  }

  synchronized @Nullable Failure failure() {
    return failure;
  }

  synchronized boolean failed() {
    return failure != null;
  }

  /// @param listener hears what is waited for
  void heardBy(CallProgress listener) {
    progress = listener;
  }

  CallProgress progress() {
    return progress;
  }

  void traced(@Nullable String id) {
    traceId = id;
  }

  @Nullable String traceId() {
    return traceId;
  }

  /// A piece of reasoning, answer or tool call came.
  void piece() {
    if (firstToken == null) {
      firstToken = elapsed();
    }
  }

  /// Null before the first piece, and where all comes at once.
  @Nullable Duration firstToken() {
    return firstToken;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  ToolCallPieces toolCalls() {
    return toolCalls;
  }

  void reported(ReportedUsage told) {
    usage = told;
  }

  /// Null where none was told.
  @Nullable ReportedUsage usage() {
    return usage;
  }

  synchronized void finished(String reason) {
    finish = reason;
  }

  /// `stop`, `length` …; null where the reply ended without one.
  synchronized @Nullable String finish() {
    return finish;
  }

  /// @param name of the model, as the provider says it
  void answered(String name) {
    model = name;
  }

  /// Null where none was told.
  @Nullable String model() {
    return model;
  }

  void done() {
    done = true;
  }

  boolean isDone() {
    return done;
  }
}
