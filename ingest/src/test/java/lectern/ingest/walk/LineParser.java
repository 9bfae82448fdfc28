package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.ingest.DocumentId;
import lectern.ingest.DocumentParser;
import lectern.ingest.LocatorMap;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;

/// Takes a file's text as it is, in this process. A text that begins with `fail REASON` fails; one
/// that begins with `slow` takes a while; `member NAME TEXT` has a member.
final class LineParser implements DocumentParser {
  private final String name;
  final AtomicInteger parsed = new AtomicInteger();
  final AtomicInteger together = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();

  LineParser(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ParseResult parse(SourceFile file) {
    parsed.incrementAndGet();
    most.accumulateAndGet(together.incrementAndGet(), Math::max);
    try {
      String text = Files.readString(file.path());
      if (text.startsWith("slow")) {
        Thread.sleep(50);
      }
      if (text.startsWith("fail ")) {
        return new ParseResult.Rejected(Reason.valueOf(text.substring(5).strip()), "as told");
      }
      SourceDocument own = document(file, file.id(), text);
      if (!text.startsWith("member ")) {
        return new ParseResult.Parsed(List.of(own));
      }
      String[] parts = text.split(" ", 3);
      SourceDocument member = document(file, file.id().member(parts[1]), parts[2]);
      return new ParseResult.Parsed(List.of(own, member));
    } catch (IOException e) {
      return new ParseResult.Rejected(Reason.UNREADABLE, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } finally {
      together.decrementAndGet();
    }
  }

  private static SourceDocument document(SourceFile file, DocumentId id, String text) {
    return new SourceDocument(
        id,
        file.revision(),
        id.value(),
        "text/plain",
        text,
        List.of(),
        LocatorMap.EMPTY,
        Map.of(),
        file.sizeBytes());
  }

  @Override
  public void close() {}
}
