package lectern.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.IngestOutcome;
import lectern.ingest.walk.IngestRequest;
import lectern.ingest.walk.Summary;
import lectern.retrieve.IndexException;
import lectern.retrieve.SearchableIndex;
import org.jspecify.annotations.Nullable;

/// Ingests what changed before a question is put, and opens the index. Where the index cannot be
/// written, the last commit answers, and that is said.
final class Freshening {
  private static final String UNSEEN = "; files that are not in it yet are not seen";

  /// Of a writer nobody can tell whether it ingests or only makes vectors.
  private static final String BEHIND =
      "; what it has not committed yet, files or vectors, is not seen";

  private Freshening() {}

  /// An index to ask.
  ///
  /// @param stale why it may be behind the folder; null where it is not
  record Fresh(SearchableIndex index, @Nullable String stale) {}

  static Fresh open(
      Console console,
      Interruption interruption,
      CommonOptions common,
      Lectern lectern,
      Collection collection,
      IngestRequest request) {
    String stale;
    try {
      stale = ingest(console, interruption, common, lectern, collection, request);
    } catch (IndexException.Locked | IndexException.Unavailable e) {
      stale = e.getMessage() + UNSEEN;
      try {
        return new Fresh(lectern.openToAsk(collection), told(console, stale));
      } catch (IndexException.Missing _) {
        throw e;
      }
    }
    return new Fresh(lectern.openToAsk(collection), told(console, stale));
  }

  /// The index as it is; nothing is read of the folder.
  static Fresh asItIs(Console console, Lectern lectern, Collection collection) {
    String stale = tellOfWriter(console, lectern, collection);
    SearchableIndex index = lectern.openToAsk(collection);
    return new Fresh(index, stale != null ? stale : "the index is taken as it is" + UNSEEN);
  }

  /// Says so where somebody writes the index, so that its last commit is behind.
  static @Nullable String tellOfWriter(Console console, Lectern lectern, Collection collection) {
    return told(
        console,
        lectern.isBeingWritten(collection)
            ? "another lectern is writing the index in " + collection.index() + BEHIND
            : null);
  }

  /// Said even with `--quiet`: it bears on what the result means.
  private static @Nullable String told(Console console, @Nullable String stale) {
    if (stale != null) {
      console.err().println("note: " + Printable.line(stale));
    }
    return stale;
  }

  /// Why the index is behind all the same; null where it is not.
  private static @Nullable String ingest(
      Console console,
      Interruption interruption,
      CommonOptions common,
      Lectern lectern,
      Collection collection,
      IngestRequest request) {
    List<String> failed = new ArrayList<>();
    Summary summary;
    try (ProgressView progress = ProgressView.on(console, !common.quiet, "ingest")) {
      summary =
          lectern.ingest(
              collection,
              request,
              outcome -> {
                if (outcome instanceof IngestOutcome.Failed failure && failure.tried()) {
                  failed.add(OutcomeView.words(failure));
                }
              },
              progress,
              interruption::begun);
    } finally {
      interruption.over();
    }
    if (interruption.isEnding()) {
      throw new CancellationException(OutcomeView.stopped(summary));
    }
    failed.forEach(line -> common.note(console, line));
    if (summary.changes() > 0 || !failed.isEmpty()) {
      common.note(console, "ingest: " + OutcomeView.words(summary));
    }
    return summary.stopped() ? "the ingest run was stopped before the end" + UNSEEN : null;
  }
}
