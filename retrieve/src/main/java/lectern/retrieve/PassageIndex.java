package lectern.retrieve;

import java.util.List;
import java.util.Optional;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.Passage;

/// Read side of the index: one commit, unchanging until it is closed, so that plan, evidence and
/// citation check of a question see the same documents. Safe for use by many threads.
///
/// What is asked for and not there is an answer, not an error. Once closed, an index may throw any
/// unchecked exception.
public interface PassageIndex extends PassageSearch, AutoCloseable {
  /// Best passages first, by their words alone. A query without a single indexed word finds
  /// nothing.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  @Override
  Ranking search(PassageQuery query);

  /// Documents in scope, by number.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  List<IndexedDocument> documents(Scope scope);

  /// The volumes that the documents are in.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  Volumes volumes();

  /// All passages of a document in reading order; empty if no document has the number.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  List<Passage> passages(int documentNumber);

  /// All passages of several documents, each in reading order, in the order of the numbers.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  default List<List<Passage>> passages(List<Integer> documentNumbers) {
    return documentNumbers.stream().map(this::passages).toList();
  }

  /// A whole document; empty if no document has the number.
  ///
  /// @throws IndexException.Corrupt where the index is damaged, so too where the text is not the
  ///   one that came in
  /// @throws IndexException.Unavailable where its files cannot be read
  Optional<DocumentText> text(int documentNumber);

  /// What a label stands for in this commit.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  Resolution resolve(Label label);

  /// Every file the index holds, failed ones too, by id.
  ///
  /// @throws IndexException.Corrupt where the index is damaged
  /// @throws IndexException.Unavailable where its files cannot be read
  List<HeldFile> files();

  /// Size, versions and counts of this commit; read when it was opened, so that nothing can fail.
  IndexStatus status();

  /// @throws IndexException where the files cannot be closed
  @Override
  void close();
}
