package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.List;
import lectern.ingest.Label;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Resolution;
import org.jspecify.annotations.Nullable;

/// Follows a label from grave to grave to the document that stands in its place now.
final class LabelResolver {
  private final StoredRecords records;
  private final Documents documents;

  /// Documents of the snapshot, read only where they are needed.
  interface Documents {
    List<IndexedDocument> all() throws IOException;
  }

  LabelResolver(StoredRecords records, Documents documents) {
    this.records = records;
    this.documents = documents;
  }

  Resolution resolve(Label label) throws IOException {
    StoredRecords.Place place = records.place(label.document());
    if (place != null) {
      return label.ordinal() < place.held().document().passages()
          ? new Resolution.Found(records.passage(place.firstPassage() + label.ordinal()))
          : new Resolution.Unknown(label);
    }
    Grave grave = records.grave(label.document());
    if (grave == null || label.ordinal() >= grave.passages()) {
      return new Resolution.Unknown(label);
    }
    while (grave.successor() != 0) {
      StoredRecords.Place successor = records.place(grave.successor());
      if (successor != null) {
        IndexedDocument document = successor.held().document();
        return new Resolution.Revised(label, document.id(), document.number());
      }
      Grave next = records.grave(grave.successor());
      if (next == null) {
        break;
      }
      grave = next;
    }
    IndexedDocument back = sameName(grave);
    return back == null
        ? new Resolution.Removed(label, grave.id())
        : new Resolution.Revised(label, back.id(), back.number());
  }

  /// A document that came in later under the name of one that had gone.
  private @Nullable IndexedDocument sameName(Grave grave) throws IOException {
    for (IndexedDocument document : documents.all()) {
      if (document.id().equals(grave.id())) {
        return document;
      }
    }
    return null;
  }
}
