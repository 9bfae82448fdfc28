package lectern.retrieve;

import lectern.ingest.PassageSink;

/// Write side of the index. One writer per index, in all processes. Every method that stores throws
/// [IndexException.Unavailable] where the disk will not take it and [IndexException.Corrupt] where
/// what it builds on is damaged.
public interface PassageWriter extends PassageSink, AutoCloseable {
  /// Gives up what was not committed.
  ///
  /// @throws IndexException where the files cannot be closed; the last commit is whole all the same
  @Override
  void close();
}
