package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import lectern.ingest.ParseResult;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that gave no text, or give none any more.
class FailedFilesTest extends WalkedFolder {
  @Test
  void aFailureStandsAsLongAsTheBytesDo() throws IOException {
    write("a.txt", "fail ENCRYPTED");
    assertEquals(List.of("Failed a.txt ENCRYPTED 1 true"), run());
    assertEquals(List.of("Failed a.txt ENCRYPTED 1 false"), run());
    assertEquals(0, parser.parsed.get());
    write("a.txt", "fine");
    assertEquals(List.of("Indexed a.txt 1"), run());
  }

  @Test
  void aFailureThatMayPassIsTriedThreeTimes() throws IOException {
    write("a.txt", "fail TIMED_OUT");
    assertEquals(List.of("Failed a.txt TIMED_OUT 1 true"), run());
    assertEquals(List.of("Failed a.txt TIMED_OUT 2 true"), run());
    assertEquals(List.of("Failed a.txt QUARANTINED 3 true"), run());
    assertEquals(List.of("Failed a.txt QUARANTINED 3 false"), run());
    assertEquals(List.of(), sink.calls);
    assertEquals(
        "tried 3 times, at last TIMED_OUT: as told",
        Objects.requireNonNull(sink.held().getFirst().failure()).detail());
  }

  @Test
  void whatOnlyCouldNotBeReadIsNotQuarantined() throws IOException {
    write("a.txt", "fail UNREADABLE");
    for (int i = 0; i < 4; i++) {
      run();
    }
    assertEquals(List.of("Failed a.txt UNREADABLE 1 true"), run());
  }

  @Test
  void aRetryTakesTheFailedFilesOnlyAndThoseInQuarantineToo() throws IOException {
    write("a.txt", "fail CRASHED");
    write("b.txt", "fail CORRUPT");
    write("c.txt", "fine");
    write("gone.txt", "gone");
    for (int i = 0; i < 4; i++) {
      run();
    }
    Files.delete(root.resolve("gone.txt"));
    write("c.txt", "changed");
    write("new.txt", "new");
    retry = true;
    assertEquals(List.of("Failed a.txt QUARANTINED 4 true", "Failed b.txt CORRUPT 2 true"), run());
    assertEquals(2, parser.parsed.get());
    write("a.txt", "fine");
    assertEquals(List.of("Indexed a.txt 3", "Failed b.txt CORRUPT 3 true"), run());
    retry = false;
    assertEquals(
        List.of(
            "Unchanged a.txt",
            "Failed b.txt CORRUPT 3 false",
            "Indexed c.txt 4",
            "Indexed new.txt 5",
            "Removed gone.txt"),
        run());
  }

  @Test
  void aFailedFileIsTriedAgainUnderOtherLimits() throws IOException {
    write("a.txt", "fail TOO_LARGE");
    write("b.txt", "fine");
    run();
    assertEquals(List.of("Failed a.txt TOO_LARGE 1 false", "Unchanged b.txt"), run());
    parser.limits = "(a higher limit)";
    assertEquals(List.of("Failed a.txt TOO_LARGE 1 true", "Unchanged b.txt"), run());
    assertEquals(List.of("Failed a.txt TOO_LARGE 1 false", "Unchanged b.txt"), run());
  }

  @Test
  void aTextIsKeptWhileABetterParserFailsForNow() throws IOException {
    write("a.txt", "a");
    run();
    parser = new LineParser("lines-2");
    parser.trouble = ParseResult.Reason.TIMED_OUT;
    assertEquals(List.of("Failed a.txt TIMED_OUT 1 true"), run());
    assertEquals(1, sink.family("a.txt").getFirst().number());
    assertEquals(List.of("Failed a.txt TIMED_OUT 2 true"), run());
    assertEquals(1, sink.family("a.txt").size());
    parser.trouble = null;
    assertEquals(List.of("Indexed a.txt 1"), run());
    assertEquals(List.of("Unchanged a.txt"), run());

    parser = new LineParser("lines-3");
    parser.trouble = ParseResult.Reason.CRASHED;
    run();
    parser.limits = "(a higher limit)";
    assertEquals(List.of("Failed a.txt CRASHED 1 true"), run());
    run();
    assertEquals(1, sink.family("a.txt").size());
    assertEquals(List.of("Failed a.txt QUARANTINED 3 true"), run());
    assertEquals(0, sink.family("a.txt").size());
    assertEquals(List.of("Failed a.txt QUARANTINED 3 false"), run());
  }

  @Test
  void aTextOfOtherBytesIsNotKept() throws IOException {
    write("a.txt", "a");
    write("b.txt", "b");
    run();
    write("a.txt", "fail TIMED_OUT");
    parser = new LineParser("lines-2");
    parser.trouble = ParseResult.Reason.TIMED_OUT;
    run();
    assertEquals(0, sink.family("a.txt").size());
    assertEquals(1, sink.family("b.txt").size());
    parser.trouble = ParseResult.Reason.ENCRYPTED;
    run();
    assertEquals(0, sink.family("b.txt").size());
  }

  @Test
  void aFileBeyondTheLimitIsNotRead() throws IOException {
    write("a.txt", "seven b");
    parser.maxFileBytes = 6;
    assertEquals(List.of("Failed a.txt TOO_LARGE 1 true"), run());
    assertFalse(sink.held().getFirst().revision().matches("[0-9a-f]{64}"));
    assertEquals(List.of("Failed a.txt TOO_LARGE 1 false"), run());
    assertEquals(0, parser.parsed.get());
    write("a.txt", "eight by");
    assertEquals(List.of("Failed a.txt TOO_LARGE 1 true"), run());
    parser.maxFileBytes = 8;
    assertEquals(List.of("Indexed a.txt 1"), run());
    parser.maxFileBytes = 6;
    assertEquals(List.of("Unchanged a.txt"), run());
  }

  @Test
  void whatCannotBeReadIsKept() throws IOException {
    write("d/a.txt", "a");
    write("b.txt", "b");
    run();
    Files.setPosixFilePermissions(root.resolve("d"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        root.resolve("b.txt"), PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(root.resolve("b.txt")), "running as root");
    try {
      assertEquals(List.of("Failed b.txt UNREADABLE 1 true", "Failed d UNREADABLE 1 true"), run());
      assertEquals(1, sink.family("d/a.txt").size());
      assertEquals(1, sink.family("b.txt").size());
    } finally {
      Files.setPosixFilePermissions(
          root.resolve("d"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void whatCannotBeOpenedIsRecordedUntilItCan(@TempDir Path outside) throws IOException {
    Path far = outside.resolve("far.txt");
    Files.writeString(far, "far");
    Files.createSymbolicLink(root.resolve("a.txt"), far);
    run();
    Files.move(far, outside.resolve("away.txt"));
    assertEquals(List.of("Failed a.txt UNREADABLE 1 true"), run());
    assertEquals(List.of("keep a.txt", "commit"), sink.calls);
    assertEquals(List.of("Failed a.txt UNREADABLE 1 true"), run());
    assertEquals(List.of(), sink.calls);
    assertEquals(1, sink.family("a.txt").size());
    assertTrue(
        Objects.requireNonNull(sink.held().getFirst().failure())
            .detail()
            .endsWith("; the text read before stays"));
    Files.move(outside.resolve("away.txt"), far);
    retry = true;
    assertEquals(List.of("Unchanged a.txt"), run());
    assertEquals(0, parser.parsed.get());
    assertNull(sink.held().getFirst().failure());
    assertEquals(List.of(), run());
  }

  @Test
  void whatALinkLedToIsKeptWhileItLeadsNowhere(@TempDir Path outside) throws IOException {
    Path disk = Files.createDirectory(outside.resolve("disk"));
    Files.writeString(disk.resolve("far.txt"), "far");
    Files.createSymbolicLink(root.resolve("far!"), disk);
    write("far", "near");
    assertEquals(List.of("Indexed far 1", "Indexed far%21/far.txt 2"), run());
    Files.move(disk, outside.resolve("away"));
    assertEquals(List.of("Unchanged far", "Failed far%21 UNREADABLE 1 true"), run());
    assertEquals(1, sink.family("far%21/far.txt").size());
    Files.move(outside.resolve("away"), disk);
    assertEquals(List.of("Unchanged far", "Unchanged far%21/far.txt", "Removed far%21"), run());
  }
}
