package lectern.ingest.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.DocumentId;
import lectern.ingest.IngestOutcome;
import lectern.ingest.ParseResult;
import lectern.ingest.PassageSink;
import lectern.ingest.SourceDocument;
import lectern.ingest.SplitDocument;
import lectern.ingest.split.PassageSplitter;

/// The documents of one file, numbered and split.
record Family(List<SplitDocument> documents) {
  static Family of(ParseResult.Parsed parsed, PassageSplitter splitter, PassageSink sink) {
    List<SplitDocument> documents = new ArrayList<>();
    for (SourceDocument source : parsed.documents()) {
      int number = sink.numberFor(source.id(), source.text());
      documents.add(splitter.document(source, number, sink.titleFor(number, source.title())));
    }
    return new Family(List.copyOf(documents));
  }

  IngestOutcome.Indexed indexed(DocumentId file, Duration elapsed) {
    int passages = 0;
    int tokens = 0;
    for (SplitDocument document : documents) {
      passages += document.passages().size();
      tokens += document.renderedTokens();
    }
    return new IngestOutcome.Indexed(
        file, documents.getFirst().number(), documents.size(), passages, tokens, elapsed);
  }
}
