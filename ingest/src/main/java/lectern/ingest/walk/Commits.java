package lectern.ingest.walk;

import lectern.ingest.PassageSink;

/// Commits every so often, and only what changed.
final class Commits {
  private final PassageSink sink;
  private final WalkSettings settings;
  private int changes;
  private long last = System.nanoTime();

  Commits(PassageSink sink, WalkSettings settings) {
    this.sink = sink;
    this.settings = settings;
  }

  void changed() {
    changes++;
    if (changes >= settings.commitFiles()
        || System.nanoTime() - last >= settings.commitEvery().toNanos()) {
      end();
    }
  }

  void end() {
    if (changes > 0) {
      sink.commit();
      changes = 0;
      last = System.nanoTime();
    }
  }
}
