package lectern.ingest;

/// Turns one file into text and structure. Safe for use by many threads.
public interface DocumentParser extends AutoCloseable {
  /// Names the parser, its normaliser and their versions; what another name made is stale.
  String name();

  /// Parses a file. Whatever the file does, this returns within the parser's time limit.
  ParseResult parse(SourceFile file);

  @Override
  void close();
}
