package lectern.ingest.walk;

import java.time.Duration;
import lectern.ingest.HeldFile;
import lectern.ingest.IngestOutcome;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.PassageSink;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// Records that files gave no text, how often they were tried, and which are in quarantine.
final class FailureRecords {
  private final PassageSink sink;
  private final Pipeline pipeline;
  private final int maxAttempts;

  FailureRecords(PassageSink sink, Pipeline pipeline, int maxAttempts) {
    this.sink = sink;
    this.pipeline = pipeline;
    this.maxAttempts = maxAttempts;
  }

  /// @param before what was held of the file; null for nothing
  /// @param alike whether the same bytes failed before by the same parser under the same limits
  IngestOutcome record(
      Reading reading,
      SourceFile file,
      Rejected rejected,
      @Nullable HeldFile before,
      boolean alike,
      Commits commits) {
    HeldFile earlier = alike ? before : null;
    if (earlier != null
        && file.revision().isEmpty()
        && !rejected.reason().mayPass()
        && rejected.equals(earlier.failure())) {
      return new IngestOutcome.Failed(
          file.id(), rejected, earlier.attempts(), false, Duration.ZERO);
    }
    int attempts = earlier == null ? 1 : earlier.attempts() + 1;
    Rejected cause = rejected;
    if (rejected.reason() == Reason.UNREADABLE && before != null) {
      // Its text was read once, or it is known to be unreadable: what is held stays.
      attempts = Math.max(1, before.attempts());
      if (before.isIndexed() || before.original() != null) {
        cause = stays(rejected);
        if (!cause.equals(before.failure())) {
          sink.keep(asHeld(file, before), before.pipeline(), cause, attempts);
          commits.changed();
        }
      }
    } else if (before != null && keeps(before, file, rejected) && attempts < maxAttempts) {
      cause = stays(rejected);
      sink.keep(file, pipeline.limited(), cause, attempts);
      commits.changed();
    } else {
      cause = quarantined(rejected, attempts);
      sink.fail(file, pipeline.limited(), cause, attempts);
      commits.changed();
    }
    return new IngestOutcome.Failed(file.id(), cause, attempts, true, reading.elapsed());
  }

  private static Rejected stays(Rejected rejected) {
    return new Rejected(rejected.reason(), rejected.detail() + "; the text read before stays");
  }

  /// What could not be opened may be as it was.
  static SourceFile asHeld(SourceFile file, HeldFile before) {
    return new SourceFile(
        file.id(),
        file.path(),
        before.revision(),
        before.sizeBytes(),
        before.modifiedMillis(),
        before.fields());
  }

  /// What harmed its worker as often as it was tried is not tried again by itself.
  private Rejected quarantined(Rejected rejected, int attempts) {
    boolean harmful =
        switch (rejected.reason()) {
          case TIMED_OUT, OUT_OF_MEMORY, CRASHED -> true;
          case UNSUPPORTED_TYPE, UNREADABLE, ENCRYPTED, EMPTY, TOO_LARGE, CORRUPT, QUARANTINED ->
              false;
        };
    return harmful && attempts >= maxAttempts
        ? new Rejected(
            Reason.QUARANTINED,
            "tried " + attempts + " times, at last " + rejected.reason() + ": " + rejected.detail())
        : rejected;
  }

  /// Whether an older pipeline's text of the same bytes is better than a failure that may pass.
  private static boolean keeps(HeldFile before, SourceFile file, Rejected rejected) {
    return before.documents() > 0
        && before.revision().equals(file.revision())
        && rejected.reason().mayPass();
  }
}
