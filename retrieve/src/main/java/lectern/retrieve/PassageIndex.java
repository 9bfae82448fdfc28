package lectern.retrieve;

import java.util.List;
import java.util.Optional;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.Passage;

/// Read side of the index: one commit, unchanging until it is closed, so that plan, evidence and
/// citation check of a question see the same documents. Safe for use by many threads.
public interface PassageIndex extends AutoCloseable {
  /// Best passages first. A query without a single indexed word finds nothing.
  Ranking search(PassageQuery query);

  /// Documents in scope, by number.
  List<IndexedDocument> documents(Scope scope);

  /// All passages of a document in reading order; empty if no document has the number.
  List<Passage> passages(int documentNumber);

  /// A whole document; empty if no document has the number.
  Optional<DocumentText> text(int documentNumber);

  /// What a label stands for in this commit.
  Resolution resolve(Label label);

  /// Every file the index holds, failed ones too, by id.
  List<HeldFile> files();

  /// Size, versions and counts of this commit.
  IndexStatus status();

  @Override
  void close();
}
