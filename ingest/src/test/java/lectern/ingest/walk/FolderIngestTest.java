package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.IngestException;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tokens.O200kCounter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIngestTest extends WalkedFolder {
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
    write("a.txt", "another b");
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
  void aRenamedFileMovesAndItsTwinIsADuplicate() throws IOException {
    write("old.txt", "same");
    run();
    Files.move(root.resolve("old.txt"), root.resolve("new.txt"));
    write("twin.txt", "same");
    assertEquals(List.of("Moved old.txt new.txt", "Duplicate twin.txt of new.txt"), run());
    assertEquals(1, summary.moved());
    assertEquals(List.of("Unchanged new.txt", "Duplicate twin.txt of new.txt"), run());
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
            "Duplicate link.txt of far/far.txt",
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
  void anotherFolderDoesNotTakeThePlaceOfAllThatIsHeld() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("mine/" + i + ".txt", "text " + i);
    }
    run();
    Path collection = root;
    write("other/0.txt", "text x");
    root = collection.resolve("other");
    IngestException.NoFolder e = assertThrows(IngestException.NoFolder.class, this::run);
    assertEquals("none of the 10 files of the index is in " + root, e.getMessage());
    assertEquals(List.of(), sink.calls);
    root = collection;
    Files.move(root.resolve("mine"), root.resolve("moved"));
    assertEquals("Moved mine/0.txt moved/0.txt", run().getFirst());
    assertEquals(11, sink.held().size());
  }

  @Test
  void aFolderThatIsNoneStopsTheRun() throws IOException {
    write("file.txt", "x");
    for (String name : List.of("missing", "file.txt")) {
      IngestException.NoFolder e =
          assertThrows(
              IngestException.NoFolder.class,
              () -> ingest().run(IngestRequest.of(root.resolve(name)), _ -> {}, Progress.NONE));
      assertFalse(e.hint().isBlank());
    }
  }

  @Test
  void progressCountsUpToTheEnd() throws IOException {
    write("a.txt", "four");
    write("b.txt", "fail CORRUPT");
    List<Progress.Tally> tallies = new ArrayList<>();
    ingest().run(IngestRequest.of(root), _ -> {}, tallies::add);
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
            new WalkSettings(2, 4, Duration.ofHours(1), 3),
            InstantSource.system())
        .run(IngestRequest.of(root), _ -> {}, Progress.NONE);
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
