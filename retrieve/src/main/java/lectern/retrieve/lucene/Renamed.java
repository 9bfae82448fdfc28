package lectern.retrieve.lucene;

import java.util.List;
import lectern.ingest.DocumentId;
import lectern.ingest.Passage;
import lectern.ingest.SourceDocument;
import lectern.ingest.SplitDocument;

/// The same documents under other names.
final class Renamed {
  private Renamed() {}

  /// A family with its file's name, and that part of its members' names, changed.
  static List<SplitDocument> family(List<SplitDocument> family, DocumentId from, DocumentId to) {
    return family.stream()
        .map(
            document -> {
              String behind = document.source().id().value().substring(from.value().length());
              DocumentId id = new DocumentId(to.value() + behind);
              return with(document, id, document.source().title());
            })
        .toList();
  }

  static SplitDocument title(SplitDocument document, String title) {
    return document.source().title().equals(title)
        ? document
        : with(document, document.source().id(), title);
  }

  private static SplitDocument with(SplitDocument document, DocumentId id, String title) {
    SourceDocument old = document.source();
    SourceDocument source =
        new SourceDocument(
            id,
            old.revision(),
            title,
            old.mediaType(),
            old.text(),
            old.blocks(),
            old.locators(),
            old.repairs(),
            old.language(),
            old.metadata(),
            old.sizeBytes());
    List<Passage> passages =
        document.passages().stream().map(passage -> with(passage, id)).toList();
    return new SplitDocument(source, document.number(), document.openingTokens(), passages);
  }

  private static Passage with(Passage passage, DocumentId id) {
    return new Passage(
        passage.label(),
        id,
        passage.headingPath(),
        passage.text(),
        passage.span(),
        passage.furniture(),
        passage.renderedTokens());
  }
}
