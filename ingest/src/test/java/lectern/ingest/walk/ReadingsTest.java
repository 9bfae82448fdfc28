package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import lectern.ingest.DocumentId;
import lectern.ingest.LocatorMap;
import lectern.ingest.ParseResult;
import lectern.ingest.Repairs;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadingsTest {
  private static final List<FolderListing.Entry> TEN =
      IntStream.range(0, 10)
          .mapToObj(
              i -> new FolderListing.Entry(new DocumentId("f" + i), Path.of("f" + i), 100, null))
          .toList();

  /// One permit for each file that was read, whether handed out or not.
  private final Semaphore read = new Semaphore(0);

  private final CountDownLatch first = new CountDownLatch(1);

  /// Reads ten characters a file; the first file only when it is let go.
  private Reading reading(FolderListing.Entry entry) {
    if (entry.id().value().equals("f0")) {
      try {
        first.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    SourceDocument document =
        new SourceDocument(
            entry.id(),
            "r",
            "title",
            "text/plain",
            "0123456789",
            List.of(),
            LocatorMap.EMPTY,
            Repairs.NONE,
            "",
            Map.of(),
            10);
    read.release();
    return new Reading(entry, null, new ParseResult.Parsed(List.of(document)), Duration.ZERO);
  }

  private Readings readings(int files, long chars) {
    return new Readings(TEN, 2, new Readings.Ahead(files, chars), this::reading);
  }

  /// Files read while the first of them is waited for.
  private int readBehindTheFirst(int files, long chars, int expected) throws InterruptedException {
    try (Readings readings = readings(files, chars)) {
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      readings.next();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      read.acquire(expected);
      // Nothing says that no more will come; a moment is what a fault would need.
      Thread.sleep(100);
      int read = expected + this.read.drainPermits();
      first.countDown();
      waiting.join();
      for (int i = 1; i < 10; i++) {
        assertEquals("f" + i, Objects.requireNonNull(readings.next()).entry().id().value());
      }
      assertNull(readings.next());
      return read;
    }
  }

  @Test
  void readsOnBehindAFileThatTakesLong() throws InterruptedException {
    assertEquals(9, readBehindTheFirst(100, 1_000, 9));
  }

  @Test
  void readsNoMoreFilesAheadThanAllowed() throws InterruptedException {
    assertEquals(4, readBehindTheFirst(5, 1_000, 4));
  }

  @Test
  void readsNoMoreTextAheadThanAllowed() throws InterruptedException {
    assertEquals(3, readBehindTheFirst(100, 25, 3));
  }

  @Test
  void throwsWhatAReadingThrew() throws InterruptedException {
    try (Readings readings =
        new Readings(
            TEN,
            2,
            Readings.Ahead.USUAL,
            _ -> {
              throw new IllegalStateException("as told");
            })) {
      assertThrows(IllegalStateException.class, readings::next);
    }
  }

  @Test
  void handsOutNothingOnceStopped() throws InterruptedException {
    try (Readings readings = readings(100, 1_000)) {
      Thread.ofVirtual()
          .start(
              () -> {
                read.acquireUninterruptibly(9);
                readings.stop();
              });
      assertNull(readings.next());
      assertNull(readings.now(() -> reading(TEN.get(1))));
    }
    assertTrue(read.tryAcquire(), "the first was interrupted and waited for");
  }
}
