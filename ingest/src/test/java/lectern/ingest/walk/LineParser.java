package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.ingest.DocumentId;
import lectern.ingest.DocumentParser;
import lectern.ingest.LocatorMap;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.Repairs;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// Takes a file's text as it is, in this process. A text that begins with `fail REASON` fails; one
/// that begins with `slow` takes a while; one with `hang` takes until it is interrupted, and `after
/// N` until as many others were begun; `member NAME TEXT` has a member. One that begins with
/// `partly` is not read whole.
final class LineParser implements DocumentParser {
  private final String name;
  final AtomicInteger parsed = new AtomicInteger();
  final AtomicInteger together = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  final CountDownLatch hanging = new CountDownLatch(1);
  String limits = "(no limits)";
  long maxFileBytes = Long.MAX_VALUE;

  /// Why every file fails; null where files are read.
  @Nullable Reason trouble;

  /// Done before a file is parsed.
  Runnable before = () -> {};

  LineParser(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String limits() {
    return limits;
  }

  @Override
  public long maxFileBytes() {
    return maxFileBytes;
  }

  @Override
  public ParseResult parse(SourceFile file) {
    parsed.incrementAndGet();
    most.accumulateAndGet(together.incrementAndGet(), Math::max);
    before.run();
    try {
      if (trouble != null) {
        return new ParseResult.Rejected(trouble, "as told");
      }
      if (file.sizeBytes() > maxFileBytes) {
        return new ParseResult.Rejected(Reason.TOO_LARGE, file.sizeBytes() + " bytes");
      }
      String text = Files.readString(file.path());
      if (text.startsWith("slow")) {
        Thread.sleep(50);
      }
      if (text.startsWith("hang")) {
        hanging.countDown();
        Thread.sleep(Duration.ofMinutes(1));
      }
      if (text.startsWith("after ")) {
        int others = Integer.parseInt(text.substring(6).strip());
        for (int i = 0; i < 1_000 && parsed.get() <= others; i++) {
          Thread.sleep(10);
        }
        if (parsed.get() <= others) {
          return new ParseResult.Rejected(Reason.TIMED_OUT, "nothing else was parsed");
        }
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
        Repairs.NONE,
        "",
        text.startsWith("partly") ? Map.of(SourceDocument.SKIPPED, "1 member") : Map.of(),
        file.sizeBytes());
  }

  @Override
  public void close() {}
}
