package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lectern.ingest.IngestException;
import lectern.ingest.IngestOutcome;
import lectern.ingest.ParseResult;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tokens.O200kCounter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIngestTest {
  @TempDir Path root;
  private final MemorySink sink = new MemorySink();
  private LineParser parser = new LineParser("lines-1");
  private Summary summary = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, false);

  private FolderIngest ingest() {
    return new FolderIngest(
        parser,
        new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter()),
        sink,
        WalkSettings.DEFAULTS);
  }

  /// Outcomes in short: `Indexed a.txt 1`.
  private List<String> run() {
    List<String> outcomes = new ArrayList<>();
    parser.parsed.set(0);
    sink.calls.clear();
    summary = ingest().run(root, outcome -> outcomes.add(words(outcome)), Progress.NONE);
    return outcomes;
  }

  private static String words(IngestOutcome outcome) {
    return switch (outcome) {
      case IngestOutcome.Indexed it -> "Indexed " + it.file() + " " + it.number();
      case IngestOutcome.Unchanged it -> "Unchanged " + it.file();
      case IngestOutcome.Moved it -> "Moved " + it.from() + " " + it.file();
      case IngestOutcome.Removed it -> "Removed " + it.file();
      case IngestOutcome.Failed it ->
          "Failed "
              + it.file()
              + " "
              + it.cause().reason()
              + " "
              + it.attempts()
              + " "
              + it.tried();
    };
  }

  private void write(String name, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void numbersFilesInNameOrder() throws IOException {
    write("b/x.txt", "slow x");
    write("b.txt", "b");
    write("a.txt", "slow a");
    write("Z.txt", "z");
    write("b/.hidden/y.txt", "y");
    write(".lectern/index.txt", "i");
    write("~$lock.docx", "l");
    write("Thumbs.db", "t");
    assertEquals(
        List.of("Indexed Z.txt 1", "Indexed a.txt 2", "Indexed b.txt 3", "Indexed b/x.txt 4"),
        run());
    assertEquals("commit", sink.calls.getLast());
    assertEquals(4, summary.indexed());
    assertEquals(4, summary.files());
    assertFalse(summary.stopped());
  }

  @Test
  void whatIsHeldIsNotParsedAgain() throws IOException {
    write("a.txt", "a");
    run();
    assertEquals(List.of("Unchanged a.txt"), run());
    assertEquals(0, parser.parsed.get());
    assertEquals(List.of(), sink.calls);
  }

  @Test
  void aChangedFileIsParsedAgain() throws IOException {
    write("a.txt", "a");
    run();
    write("a.txt", "b");
    assertEquals(List.of("Indexed a.txt 2"), run());
  }

  @Test
  void anotherPipelineParsesEverythingAgain() throws IOException {
    write("a.txt", "a");
    run();
    parser = new LineParser("lines-2");
    assertEquals(List.of("Indexed a.txt 1"), run());
  }

  @Test
  void aRenamedFileMovesAndItsTwinIsParsed() throws IOException {
    write("old.txt", "same");
    run();
    Files.move(root.resolve("old.txt"), root.resolve("new.txt"));
    write("twin.txt", "same");
    assertEquals(List.of("Moved old.txt new.txt", "Indexed twin.txt 2"), run());
    assertEquals(1, summary.moved());
    assertEquals(List.of("Unchanged new.txt", "Unchanged twin.txt"), run());
  }

  @Test
  void aFileThatWentAwayIsRemoved() throws IOException {
    write("a.txt", "a");
    write("b.txt", "b");
    run();
    Files.delete(root.resolve("a.txt"));
    assertEquals(List.of("Unchanged b.txt", "Removed a.txt"), run());
    assertEquals(List.of("remove a.txt", "commit"), sink.calls);
    assertEquals(1, summary.files());
  }

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
    assertEquals(List.of("Failed a.txt TIMED_OUT 3 true"), run());
    assertEquals(List.of("Failed a.txt TIMED_OUT 3 false"), run());
    assertEquals(List.of(), sink.calls);
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
    assertEquals(List.of("Failed a.txt CRASHED 3 true"), run());
    assertEquals(0, sink.family("a.txt").size());
    assertEquals(List.of("Failed a.txt CRASHED 3 false"), run());
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
  void aFileThatTakesLongDoesNotHoldUpTheOthers() throws IOException {
    write("00.txt", "after 40");
    for (int i = 10; i < 50; i++) {
      write(i + ".txt", "text " + i);
    }
    List<String> outcomes = run();
    assertEquals("Indexed 00.txt 1", outcomes.getFirst());
    assertEquals("Indexed 49.txt 41", outcomes.getLast());
  }

  @Test
  void parsesSideBySideButNotMoreThanAllowed() throws IOException {
    for (int i = 10; i < 30; i++) {
      write(i + ".txt", "slow " + i);
    }
    assertEquals(20, run().size());
    assertEquals(2, parser.most.get());
  }

  @Test
  void linksAreFollowedWithoutLoops(@TempDir Path outside) throws IOException {
    write("a/real.txt", "real");
    Files.writeString(outside.resolve("far.txt"), "far");
    Files.createSymbolicLink(outside.resolve("back"), root);
    Files.createSymbolicLink(outside.resolve("self"), outside);
    Files.createSymbolicLink(root.resolve("a/up"), root);
    Files.createSymbolicLink(root.resolve("far"), outside);
    Files.createSymbolicLink(root.resolve("far2"), outside);
    Files.createSymbolicLink(root.resolve("link.txt"), outside.resolve("far.txt"));
    Files.createSymbolicLink(root.resolve("nothing"), root.resolve("no such file"));
    assertEquals(
        List.of(
            "Indexed a/real.txt 1",
            "Indexed far/far.txt 2",
            "Indexed link.txt 3",
            "Failed nothing UNREADABLE 1 true"),
        run());
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor() == 0);
    assertEquals(List.of("Failed pipe UNSUPPORTED_TYPE 1 true"), run());
    assertEquals(List.of("Failed pipe UNSUPPORTED_TYPE 1 false"), run());
    assertEquals(List.of(), sink.calls);
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

  @Test
  void anEmptyFolderDoesNotEmptyTheIndex() throws IOException {
    assertEquals(List.of(), run());
    write("a.txt", "a");
    run();
    Files.delete(root.resolve("a.txt"));
    IngestException.NoFolder e = assertThrows(IngestException.NoFolder.class, this::run);
    assertTrue(e.hint().contains("mounted"));
    assertEquals(List.of(), sink.calls);
    assertEquals(1, sink.family("a.txt").size());
    write("b.txt", "b");
    assertEquals(List.of("Indexed b.txt 2", "Removed a.txt"), run());
    write("b.txt", "fail CORRUPT");
    run();
    Files.delete(root.resolve("b.txt"));
    assertEquals(List.of("Removed b.txt"), run());
  }

  @Test
  void aFolderThatIsNoneStopsTheRun() throws IOException {
    write("file.txt", "x");
    for (String name : List.of("missing", "file.txt")) {
      IngestException.NoFolder e =
          assertThrows(
              IngestException.NoFolder.class,
              () -> ingest().run(root.resolve(name), _ -> {}, Progress.NONE));
      assertFalse(e.hint().isBlank());
    }
  }

  @Test
  void stoppingCommitsWhatIsDone() throws IOException {
    for (int i = 10; i < 30; i++) {
      write(i + ".txt", "text " + i);
    }
    FolderIngest ingest = ingest();
    List<IngestOutcome> outcomes = new ArrayList<>();
    summary =
        ingest.run(
            root,
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
            Duration.ofSeconds(20), () -> ingest.run(root, _ -> taken.countDown(), Progress.NONE));
    hook.join();
    assertTrue(summary.stopped());
    assertEquals(List.of("replace 10.txt", "commit"), sink.calls);
    assertEquals(0, parser.together.get());
    assertTrue(ingest.run(root, _ -> {}, Progress.NONE).stopped());
  }

  @Test
  void interruptingWhileATwinIsParsedCommitsWhatIsDone() throws IOException {
    write("old.txt", "slow same");
    run();
    Files.move(root.resolve("old.txt"), root.resolve("new.txt"));
    write("twin.txt", "slow same");
    Thread running = Thread.currentThread();
    parser.before = running::interrupt;
    assertEquals(List.of("Moved old.txt new.txt"), run());
    assertTrue(Thread.interrupted());
    assertTrue(summary.stopped());
    assertEquals(List.of("move old.txt new.txt", "commit"), sink.calls);
    parser.before = () -> {};
    assertEquals(List.of("Unchanged new.txt", "Indexed twin.txt 2"), run());
  }

  @Test
  void interruptingCommitsWhatIsDone() throws IOException {
    for (int i = 10; i < 30; i++) {
      write(i + ".txt", "slow " + i);
    }
    summary =
        ingest()
            .run(
                root,
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

  @Test
  void progressCountsUpToTheEnd() throws IOException {
    write("a.txt", "four");
    write("b.txt", "fail CORRUPT");
    List<Progress.Tally> tallies = new ArrayList<>();
    ingest().run(root, _ -> {}, tallies::add);
    assertEquals(3, tallies.size());
    assertEquals(new Progress.Tally(2, 0, 0, 16, 0, null), tallies.getFirst());
    assertEquals(2, tallies.getLast().done());
    assertEquals(1, tallies.getLast().failed());
    assertEquals(16, tallies.getLast().bytesDone());
  }

  @Test
  void commitsEverySoOften() throws IOException {
    for (int i = 100; i < 110; i++) {
      write(i + ".txt", "text " + i);
    }
    new FolderIngest(
            parser,
            new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter()),
            sink,
            new WalkSettings(2, 4, Duration.ofHours(1), 3))
        .run(root, _ -> {}, Progress.NONE);
    assertEquals(3, sink.calls.stream().filter("commit"::equals).count());
  }

  @Test
  void noFileIsTakenForAMemberOfAnother() throws IOException {
    write("mail.eml", "member x the same");
    write("mail.eml!x", "member x the same");
    write("mail.eml!x!y", "y");
    write("mail.eml%21x", "literal");
    write("Wow!.txt", "wow");
    assertEquals(
        List.of(
            "Indexed Wow!.txt 1",
            "Indexed mail.eml 2",
            "Indexed mail.eml%21x 4",
            "Indexed mail.eml%21x (2) 5",
            "Indexed mail.eml%21x%21y 7"),
        run());
    assertEquals("member x the same", sink.family("mail.eml%21x (2)").getFirst().source().text());
    assertEquals(5, run().stream().filter(it -> it.startsWith("Unchanged")).count());
  }

  @Test
  void aFileKeepsItsNumberWhenItsNameBecomesAMembers() throws IOException {
    write("mail.eml!x", "the same");
    assertEquals(List.of("Indexed mail.eml!x 1"), run());
    write("mail.eml", "member x the same");
    assertEquals(List.of("Indexed mail.eml 2", "Unchanged mail.eml%21x"), run());
    assertEquals(1, sink.family("mail.eml%21x").getFirst().number());
    Files.delete(root.resolve("mail.eml"));
    assertEquals(List.of("Moved mail.eml%21x mail.eml!x", "Removed mail.eml"), run());
  }

  @Test
  void aFileMakesRoomForTheMemberThatTakesItsName() throws IOException {
    write("mail.eml!x", "the same");
    run();
    Files.delete(root.resolve("mail.eml!x"));
    write("mail.eml", "member x the same");
    assertEquals(List.of("Indexed mail.eml 2", "Removed mail.eml!x"), run());
    assertEquals(List.of("remove mail.eml!x", "replace mail.eml"), sink.calls.subList(0, 2));
    write("mail.eml!x", "the same");
    Files.delete(root.resolve("mail.eml"));
    assertEquals(List.of("Indexed mail.eml!x 4", "Removed mail.eml"), run());
    assertEquals(List.of("remove mail.eml", "replace mail.eml!x"), sink.calls.subList(0, 2));
  }
}
