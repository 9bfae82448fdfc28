package lectern.ingest;

import java.util.List;
import java.util.Map;

/// Where ingested passages go. The index module implements it; ingest never sees an index.
///
/// Calls come from one thread at a time. Nothing is seen by readers before [#commit].
///
/// A sink that cannot store or read what it should throws an unchecked exception of its own, from
/// any method; what was committed before is safe, the rest is not, and the sink is of no more use.
public interface PassageSink {
  /// Every file the sink holds, failed ones too, by id.
  List<HeldFile> held();

  /// The number of a document: the one it has where its text is still the same, else the next
  /// unused one, which is then used up.
  ///
  /// @param text the document's normalised text
  int numberFor(DocumentId id, String text);

  /// The title in the renderings of a number: that of the document's first ingest, else the one
  /// given.
  String titleFor(int number, String title);

  /// Puts a file's family in place of what the sink held of that file; whole or not at all.
  ///
  /// @param pipeline names of parser, splitter and counter that made it
  /// @throws IllegalArgumentException where the family is empty or does not belong to the file,
  ///   where passages do not tile their document, or where a number was not given to that text
  void replace(SourceFile file, String pipeline, List<SplitDocument> family);

  /// Records that a file gave no text, in place of what the sink held of it.
  ///
  /// @param pipeline names of what tried it, with its limits
  /// @param attempts times it was parsed in vain, over all runs
  void fail(SourceFile file, String pipeline, ParseResult.Rejected rejected, int attempts);

  /// Records that a file gave no text this time; its documents stay.
  ///
  /// @param pipeline names of what tried it, with its limits
  /// @param attempts times it was parsed in vain since it gave them
  /// @throws IllegalArgumentException where the sink does not hold the file
  void keep(SourceFile file, String pipeline, ParseResult.Rejected rejected, int attempts);

  /// Records that a file's bytes are those of another, in place of what the sink held of it.
  ///
  /// @param pipeline names of parser, splitter and counter that made the other
  /// @throws IllegalArgumentException where the sink holds no documents of the other
  void duplicate(SourceFile file, String pipeline, DocumentId original);

  /// Records what the manifest says of a file now; its documents stay.
  ///
  /// @throws IllegalArgumentException where the sink does not hold the file
  void describe(DocumentId file, Map<String, FieldValue> fields);

  /// Records the size and time with which a file was found unchanged, and that it can be read again
  /// where it could not be opened.
  ///
  /// @throws IllegalArgumentException where the sink does not hold the file
  void touch(SourceFile file);

  /// Gives a file its new name, in place of what the sink held under it; its documents keep their
  /// numbers and renderings.
  ///
  /// @throws IllegalArgumentException where the sink does not hold `from`
  void move(DocumentId from, DocumentId to);

  /// Forgets a file; its labels resolve to "removed" from then on. A file that is not held is no
  /// error.
  void remove(DocumentId file);

  /// Makes everything since the last commit visible, atomically. The thread must not be marked as
  /// interrupted.
  void commit();
}
