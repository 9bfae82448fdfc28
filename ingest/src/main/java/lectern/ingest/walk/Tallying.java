package lectern.ingest.walk;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import lectern.ingest.IngestOutcome;

/// Counts outcomes as they come and passes them on.
final class Tallying {
  private final Consumer<IngestOutcome> onOutcome;
  private final Progress progress;
  private final int files;
  private final long bytes;
  private int done;
  private int indexed;
  private int unchanged;
  private int described;
  private int duplicates;
  private int moved;
  private int removed;
  private int failed;
  private long passages;
  private long tokens;
  private long bytesDone;

  Tallying(
      List<FolderListing.Entry> entries, Consumer<IngestOutcome> onOutcome, Progress progress) {
    this.onOutcome = onOutcome;
    this.progress = progress;
    this.files = entries.size();
    this.bytes = entries.stream().mapToLong(FolderListing.Entry::sizeBytes).sum();
    progress.at(new Progress.Tally(files, 0, 0, bytes, 0, null));
  }

  void add(IngestOutcome outcome, long sizeBytes) {
    switch (outcome) {
      case IngestOutcome.Indexed it -> {
        indexed++;
        held(it.passages(), it.tokens());
      }
      case IngestOutcome.Unchanged it -> {
        unchanged++;
        held(it.passages(), it.tokens());
      }
      case IngestOutcome.Described it -> {
        described++;
        held(it.passages(), it.tokens());
      }
      case IngestOutcome.Duplicate _ -> duplicates++;
      case IngestOutcome.Moved it -> {
        moved++;
        held(it.passages(), it.tokens());
      }
      case IngestOutcome.Failed _ -> failed++;
      case IngestOutcome.Removed _ -> {
        removed++;
        done--;
      }
    }
    done++;
    bytesDone += sizeBytes;
    onOutcome.accept(outcome);
    progress.at(new Progress.Tally(files, done, failed, bytes, bytesDone, outcome.file()));
  }

  private void held(int morePassages, int moreTokens) {
    passages += morePassages;
    tokens += moreTokens;
  }

  Summary summary(Duration elapsed, boolean stopped, List<String> unmatched) {
    return new Summary(
        done,
        indexed,
        unchanged,
        described,
        duplicates,
        moved,
        removed,
        failed,
        passages,
        tokens,
        bytesDone,
        elapsed,
        stopped,
        unmatched);
  }
}
