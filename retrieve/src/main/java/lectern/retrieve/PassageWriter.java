package lectern.retrieve;

import lectern.ingest.PassageSink;

/// Write side of the index. One writer per index, in all processes.
public interface PassageWriter extends PassageSink, AutoCloseable {
  /// Gives up what was not committed.
  @Override
  void close();
}
