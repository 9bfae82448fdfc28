package lectern.app.cli;

import java.util.ArrayList;
import java.util.List;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.IngestOutcome;
import lectern.ingest.walk.Summary;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageIndex;

/// Ingests what changed before a question is put, and opens the index. Where the index cannot be
/// written, the last commit answers, and that is said.
final class Freshening {
  private Freshening() {}

  static PassageIndex open(
      Console console, CommonOptions common, Lectern lectern, Collection collection) {
    try {
      ingest(console, common, lectern, collection);
    } catch (IndexException.Locked | IndexException.Unavailable e) {
      PassageIndex last = lastCommit(lectern, collection, e);
      common.note(
          console,
          "note: "
              + Printable.line(e.getMessage() + "")
              + "; answering from the last commit, changed files are not seen");
      return last;
    }
    return lectern.open(collection);
  }

  private static void ingest(
      Console console, CommonOptions common, Lectern lectern, Collection collection) {
    List<String> failed = new ArrayList<>();
    Summary summary;
    try (ProgressView progress = ProgressView.on(console, !common.quiet, "ingest")) {
      summary =
          lectern.ingest(
              collection,
              outcome -> {
                if (outcome instanceof IngestOutcome.Failed failure && failure.tried()) {
                  failed.add(OutcomeView.words(failure));
                }
              },
              progress);
    }
    failed.forEach(line -> common.note(console, line));
    if (summary.indexed() + summary.moved() + summary.removed() > 0 || !failed.isEmpty()) {
      common.note(console, "ingest: " + OutcomeView.words(summary));
    }
  }

  private static PassageIndex lastCommit(
      Lectern lectern, Collection collection, IndexException cause) {
    try {
      return lectern.open(collection);
    } catch (IndexException.Missing _) {
      throw cause;
    }
  }
}
