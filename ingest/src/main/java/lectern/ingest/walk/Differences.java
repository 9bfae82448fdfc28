package lectern.ingest.walk;

import java.io.IOException;
import lectern.ingest.FileTrouble;
import lectern.ingest.HeldFile;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceFile;
import lectern.ingest.walk.Decisions.Decision;
import org.jspecify.annotations.Nullable;

/// Words for what a run would do with a file.
final class Differences {
  private Differences() {}

  static Difference of(
      FolderListing.Entry entry,
      @Nullable HeldFile before,
      FileReader reader,
      Decisions decisions,
      Pipeline pipeline) {
    Rejected rejected = entry.rejected();
    if (rejected != null) {
      return failed(entry, before, reader, decisions, rejected);
    }
    SourceFile file;
    try {
      file = reader.read(entry, before);
    } catch (IOException e) {
      Rejected unreadable = new Rejected(Reason.UNREADABLE, FileTrouble.words(e));
      return failed(entry, before, reader, decisions, unreadable);
    }
    return switch (decisions.of(file)) {
      case Decision.Stands stands -> {
        Rejected failure = stands.held().failure();
        if (failure != null && !stands.held().isIndexed()) {
          yield failed(entry, failure);
        }
        decisions.took(file);
        yield new Difference(
            file.id(),
            stands.described() ? Difference.Kind.DESCRIBED : Difference.Kind.UNCHANGED,
            null,
            "");
      }
      case Decision.Twin twin ->
          new Difference(
              file.id(),
              twin.described() ? Difference.Kind.DESCRIBED : Difference.Kind.DUPLICATE,
              twin.original(),
              "");
      case Decision.Moved(HeldFile from) -> {
        decisions.moved(from);
        decisions.took(file);
        yield new Difference(file.id(), Difference.Kind.MOVED, Parked.before(from.id()), "");
      }
      case Decision.Parse(Difference.Kind why) -> {
        decisions.took(file);
        yield new Difference(file.id(), why, null, reason(why, before, pipeline));
      }
    };
  }

  private static Difference failed(
      FolderListing.Entry entry,
      @Nullable HeldFile before,
      FileReader reader,
      Decisions decisions,
      Rejected rejected) {
    if (before != null && before.original() != null && rejected.reason() == Reason.UNREADABLE) {
      SourceFile copy = FailureRecords.asHeld(reader.unopened(entry, before), before);
      if (decisions.of(copy) instanceof Decision.Moved(HeldFile from)) {
        decisions.moved(from);
        decisions.took(copy);
      }
    }
    return failed(entry, rejected);
  }

  private static Difference failed(FolderListing.Entry entry, Rejected rejected) {
    String detail = rejected.reason() + ": " + rejected.detail();
    return new Difference(entry.id(), Difference.Kind.FAILED, null, detail);
  }

  private static String reason(Difference.Kind why, @Nullable HeldFile before, Pipeline pipeline) {
    if (before == null) {
      return "";
    }
    return switch (why) {
      case STALE -> "made by " + before.pipeline() + ", now " + pipeline.limited();
      case RETRY -> {
        Rejected failure = before.failure();
        yield failure == null
            ? ""
            : "attempt " + (before.attempts() + 1) + " after " + failure.reason();
      }
      case NEW, CHANGED, DESCRIBED, MOVED, DUPLICATE, REMOVED, FAILED, UNCHANGED -> "";
    };
  }
}
