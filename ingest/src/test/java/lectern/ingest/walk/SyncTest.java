package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class SyncTest extends WalkedFolder {
  @Test
  void aFileOfTheSameSizeAndTimeIsNotRead() throws IOException {
    write("a.txt", "a");
    run();
    // Were it read now, its bytes would be others than its held time says.
    HeldFile held = sink.held().getFirst();
    assertTrue(held.modifiedMillis() > 0);
    assertEquals(1, held.sizeBytes());
    Path file = root.resolve("a.txt");
    Assumptions.assumeTrue(
        !file.getFileSystem().supportedFileAttributeViews().contains("unix")
            || changedMillis(file) == held.modifiedMillis());
    assertEquals(List.of("Unchanged a.txt"), run());
    assertEquals(List.of(), sink.calls);
  }

  @Test
  void anOlderTimePutBackHidesNoChange() throws IOException, InterruptedException {
    Assumptions.assumeTrue(root.getFileSystem().supportedFileAttributeViews().contains("unix"));
    write("a.txt", "a");
    FileTime before = Files.getLastModifiedTime(root.resolve("a.txt"));
    run();
    // Longer than the tick of any file system's clock.
    Thread.sleep(50);
    write("a.txt", "b");
    Files.setLastModifiedTime(root.resolve("a.txt"), before);
    assertEquals(List.of("Indexed a.txt 2"), run());
  }

  @Test
  void theTimeOfAFileJustWrittenIsNoProof() throws IOException {
    clock = InstantSource.system();
    write("a.txt", "a");
    run();
    assertEquals(0, sink.held().getFirst().modifiedMillis());
  }

  @Test
  void aTouchedFileIsReadOnceAndItsTimeKept() throws IOException {
    write("a.txt", "a");
    clock = InstantSource.system();
    run();
    clock = InstantSource.fixed(java.time.Instant.now().plusSeconds(86_400));
    assertEquals(List.of("Unchanged a.txt"), run());
    assertEquals(List.of("touch a.txt", "commit"), sink.calls);
    assertTrue(sink.held().getFirst().modifiedMillis() > 0);
    run();
    assertEquals(List.of(), sink.calls);
  }

  @Test
  void whatTheManifestSaysIsTakenWithoutParsing() throws IOException {
    write("a.txt", "a");
    write("b.txt", "b");
    run();
    Map<String, FieldValue> fields = Map.of("year", new FieldValue.Numeric(new BigDecimal("2020")));
    manifest = Map.of("a.txt", fields, "gone.txt", fields);
    assertEquals(List.of("Described a.txt", "Unchanged b.txt"), run());
    assertEquals(List.of("gone.txt"), summary.unmatched());
    assertEquals(List.of("describe a.txt", "commit"), sink.calls);
    assertEquals(fields, sink.held().getFirst().fields());
    manifest = null;
    assertEquals(List.of("Unchanged a.txt", "Unchanged b.txt"), run());
    assertEquals(fields, sink.held().getFirst().fields());
    manifest = Map.of();
    assertEquals(List.of("Described a.txt", "Unchanged b.txt"), run());
    assertEquals(Map.of(), sink.held().getFirst().fields());
    manifest = Map.of("a.txt", fields);
    write("a.txt", "changed");
    assertEquals(List.of("Indexed a.txt 3", "Unchanged b.txt"), run());
    assertEquals(fields, sink.held().getFirst().fields());
  }

  @Test
  void whatWasNotReadWholeIsReadAgainUnderOtherLimits() throws IOException {
    write("a.txt", "partly read");
    write("b.txt", "whole");
    run();
    assertEquals(List.of("Unchanged a.txt", "Unchanged b.txt"), run());
    parser.limits = "(another program is there)";
    assertEquals("a.txt STALE", differences().getFirst());
    assertEquals(List.of("Indexed a.txt 1", "Unchanged b.txt"), run());
    assertEquals(List.of("Unchanged a.txt", "Unchanged b.txt"), run());
  }

  @Test
  void aDryRunTellsWhatARunWouldDoAndDoesNothing() throws IOException {
    write("changed.txt", "c");
    write("gone.txt", "g");
    write("hangs.txt", "fail TIMED_OUT");
    write("locked.txt", "fail ENCRYPTED");
    write("old name.txt", "moves");
    write("same.txt", "s");
    run();
    write("changed.txt", "dd");
    Files.delete(root.resolve("gone.txt"));
    Files.move(root.resolve("old name.txt"), root.resolve("new name.txt"));
    write("new.txt", "n");
    write("twin.txt", "s");
    parser.parsed.set(0);
    sink.calls.clear();
    assertEquals(
        List.of(
            "changed.txt CHANGED",
            "hangs.txt RETRY",
            "locked.txt FAILED",
            "new name.txt MOVED old name.txt",
            "new.txt NEW",
            "same.txt UNCHANGED",
            "twin.txt DUPLICATE same.txt",
            "gone.txt REMOVED"),
        differences());
    assertEquals(0, parser.parsed.get());
    assertEquals(List.of(), sink.calls);
    parser = new LineParser("lines-2");
    assertEquals("same.txt STALE", differences().get(5));
    retry = true;
    assertEquals(List.of("hangs.txt RETRY", "locked.txt RETRY"), differences());
  }

  private static long changedMillis(Path file) throws IOException {
    return ((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis();
  }
}
