package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lectern.ingest.IngestOutcome;
import org.junit.jupiter.api.Test;

/// Runs that end before the last file.
class StoppedRunTest extends WalkedFolder {
  @Test
  void stoppingCommitsWhatIsDone() throws IOException {
    for (int i = 10; i < 30; i++) {
      write(i + ".txt", "text " + i);
    }
    FolderIngest ingest = ingest();
    List<IngestOutcome> outcomes = new ArrayList<>();
    summary =
        ingest.run(
            request(),
            outcome -> {
              outcomes.add(outcome);
              if (outcomes.size() == 5) {
                ingest.stop();
              }
            },
            Progress.NONE);
    assertEquals(5, outcomes.size());
    assertTrue(summary.stopped());
    assertEquals("commit", sink.calls.getLast());
    assertEquals(20, run().size());
    assertEquals(15, summary.indexed());
  }

  @Test
  void stoppingDoesNotWaitForAFileThatHangs() throws Exception {
    write("10.txt", "text");
    write("11.txt", "hang");
    write("12.txt", "hang");
    FolderIngest ingest = ingest();
    CountDownLatch taken = new CountDownLatch(1);
    Thread hook =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    taken.await();
                    parser.hanging.await();
                    ingest.stop();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    summary =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> ingest.run(request(), _ -> taken.countDown(), Progress.NONE));
    hook.join();
    assertTrue(summary.stopped());
    assertEquals(List.of("replace 10.txt", "commit"), sink.calls);
    assertEquals(0, parser.together.get());
    assertTrue(ingest.run(request(), _ -> {}, Progress.NONE).stopped());
  }

  /// The second of two equal files is parsed only in its turn, where the first gave no text.
  @Test
  void interruptingWhileATwinIsParsedCommitsWhatIsDone() throws IOException {
    write("0.txt", "new");
    write("1.txt", "fail CORRUPT");
    write("2.txt", "fail CORRUPT");
    // Two at a time, the second might be looked at before the first, and be parsed as an original.
    settings = settings.withParallel(1);
    Thread running = Thread.currentThread();
    parser.before =
        () -> {
          if (parser.parsed.get() == 3) {
            running.interrupt();
            try {
              Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertEquals(List.of("Indexed 0.txt 1", "Failed 1.txt CORRUPT 1 true"), run());
    assertTrue(Thread.interrupted());
    assertTrue(summary.stopped());
    assertEquals(List.of("replace 0.txt", "fail 1.txt", "commit"), sink.calls);
    parser.before = () -> {};
    assertEquals("Failed 2.txt CORRUPT 1 true", run().get(2));
  }

  @Test
  void interruptingCommitsWhatIsDone() throws IOException {
    for (int i = 10; i < 30; i++) {
      write(i + ".txt", "slow " + i);
    }
    summary =
        ingest()
            .run(
                request(),
                outcome -> {
                  if (outcome.file().value().equals("12.txt")) {
                    Thread.currentThread().interrupt();
                  }
                },
                Progress.NONE);
    assertTrue(Thread.interrupted());
    assertTrue(summary.stopped());
    assertEquals(3, summary.files());
    assertEquals("commit", sink.calls.getLast());
  }
}
