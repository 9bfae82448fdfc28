package lectern.ingest.walk;

import lectern.ingest.DocumentParser;
import lectern.ingest.HeldFile;
import lectern.ingest.split.PassageSplitter;

/// Everything that shapes passages, by name: parser, splitter and token counter.
///
/// @param name recorded with every file that was read whole
/// @param limited the same with the parser's limits; recorded with failures, and with texts that
///   are not whole: under other limits such a file is worth another try
record Pipeline(String name, String limited) {
  static Pipeline of(DocumentParser parser, PassageSplitter splitter) {
    String name = parser.name() + " " + splitter.name();
    return new Pipeline(name, name + " " + parser.limits());
  }

  /// Whether it would make of a file's bytes what is held of them.
  boolean made(HeldFile file) {
    return file.isIndexed() && (file.pipeline().equals(name) || file.pipeline().equals(limited));
  }
}
