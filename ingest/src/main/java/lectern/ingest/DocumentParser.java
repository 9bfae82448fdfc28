package lectern.ingest;

import java.util.concurrent.CancellationException;

/// Turns one file into text and structure. Safe for use by many threads.
public interface DocumentParser extends AutoCloseable {
  /// Names the parser, its normaliser and their versions; what another name made is stale.
  String name();

  /// The limits that a file may fail by, in words; a file that failed under others is tried again.
  String limits();

  /// Files of more bytes are TOO_LARGE; they need not be read to know it.
  long maxFileBytes();

  /// Parses a file. Whatever the file does, this returns: a file that takes too long, breaks its
  /// parser or cannot be read is a result.
  ///
  /// The time limit is that of one try. Waiting until a worker is free and starting one come on
  /// top, and a file whose worker died under it may be tried a second time.
  ///
  /// @throws CancellationException where the thread was interrupted before there was a result, or
  ///   the parser is closed
  /// @throws IngestException.NoWorker where no worker can be started
  ParseResult parse(SourceFile file);

  @Override
  void close();
}
