package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import lectern.ingest.ParseResult;
import org.junit.jupiter.api.Test;

final class DuplicateFilesTest extends WalkedFolder {
  @Test
  void equalFilesAreIndexedOnce() throws IOException {
    write("a.txt", "same");
    write("b/a copy.txt", "same");
    write("c.txt", "other");
    write("z.txt", "same");
    assertEquals(
        List.of(
            "Indexed a.txt 1",
            "Duplicate b/a copy.txt of a.txt",
            "Indexed c.txt 2",
            "Duplicate z.txt of a.txt"),
        run());
    assertEquals(2, summary.duplicates());
    assertEquals(
        List.of(
            "Unchanged a.txt",
            "Duplicate b/a copy.txt of a.txt",
            "Unchanged c.txt",
            "Duplicate z.txt of a.txt"),
        run());
    assertEquals(List.of(), sink.calls);
    assertEquals(0, parser.parsed.get());
  }

  @Test
  void manyEqualFilesReadSideBySideAreIndexedOnce() throws IOException {
    for (int i = 10; i < 40; i++) {
      write(i + ".txt", "slow and the same");
    }
    List<String> outcomes = run();
    assertEquals("Indexed 10.txt 1", outcomes.getFirst());
    assertEquals(29, summary.duplicates());
    assertEquals(1, sink.calls.stream().filter(call -> call.startsWith("replace")).count());
  }

  @Test
  void anEndingThatTellsParsersAnotherStoryMakesAnotherDocument() throws IOException {
    write("a.md", "same");
    write("a.TXT", "same");
    write("b.txt", "same");
    assertEquals(List.of("Indexed a.TXT 1", "Indexed a.md 2", "Duplicate b.txt of a.TXT"), run());
  }

  @Test
  void theDocumentLivesOnUnderTheNameThatIsLeft() throws IOException {
    write("a.txt", "same");
    write("b.txt", "same");
    write("c.txt", "same");
    run();
    Files.delete(root.resolve("a.txt"));
    assertEquals(List.of("Moved a.txt b.txt", "Duplicate c.txt of b.txt"), run());
    assertEquals(1, sink.family("b.txt").getFirst().number());
    assertEquals(List.of("Unchanged b.txt", "Duplicate c.txt of b.txt"), run());
    assertEquals(List.of(), sink.calls);
  }

  @Test
  void aDuplicateThatChangesBecomesADocumentOfItsOwn() throws IOException {
    write("a.txt", "same");
    write("b.txt", "same");
    run();
    write("b.txt", "changed");
    assertEquals(List.of("Unchanged a.txt", "Indexed b.txt 2"), run());
    write("b.txt", "same");
    assertEquals(List.of("Unchanged a.txt", "Duplicate b.txt of a.txt"), run());
    assertEquals(0, sink.family("b.txt").size());
  }

  @Test
  void aDuplicateTakesOverTheDocumentsWhenTheOriginalChanges() throws IOException {
    write("a.txt", "same");
    write("b.txt", "same");
    run();
    write("a.txt", "changed");
    assertEquals(List.of("Indexed a.txt 2", "Moved a.txt b.txt"), run());
    assertEquals(1, sink.family("b.txt").getFirst().number());
    assertEquals(List.of("Unchanged a.txt", "Unchanged b.txt"), run());
    assertEquals(List.of(), sink.calls);
  }

  @Test
  void namesThatAreSwappedKeepTheirNumbers() throws IOException {
    write("a.txt", "alpha text");
    write("b.txt", "the beta one");
    run();
    write("a.txt", "the beta one");
    write("b.txt", "alpha text");
    assertEquals(List.of("Moved b.txt a.txt", "Moved a.txt b.txt"), run());
    assertEquals(2, sink.family("a.txt").getFirst().number());
    assertEquals(1, sink.family("b.txt").getFirst().number());
    assertEquals(List.of("Unchanged a.txt", "Unchanged b.txt"), run());
  }

  @Test
  void aChainOfRenamesKeepsAllNumbers() throws IOException {
    write("a.txt", "one");
    write("b.txt", "two!");
    write("c.txt", "three");
    run();
    Files.move(root.resolve("c.txt"), root.resolve("d.txt"));
    Files.move(root.resolve("b.txt"), root.resolve("c.txt"));
    Files.move(root.resolve("a.txt"), root.resolve("b.txt"));
    run();
    assertEquals(1, sink.family("b.txt").getFirst().number());
    assertEquals(2, sink.family("c.txt").getFirst().number());
    assertEquals(3, sink.family("d.txt").getFirst().number());
    assertEquals(0, parser.parsed.get());
    assertEquals(List.of("Unchanged b.txt", "Unchanged c.txt", "Unchanged d.txt"), run());
  }

  @Test
  void aNewFileBeforeTheOriginalInNameOrderIsTheDuplicate() throws IOException {
    write("m.txt", "same");
    run();
    write("a.txt", "same");
    assertEquals(List.of("Duplicate a.txt of m.txt", "Unchanged m.txt"), run());
    write("m.txt", "changed");
    assertEquals(List.of("Moved m.txt a.txt", "Indexed m.txt 2"), run());
  }

  @Test
  void anotherPipelineParsesTheOriginalOnlyAndKeepsItsNumber() throws IOException {
    write("a.txt", "same");
    run();
    write("0.txt", "same");
    run();
    parser = new LineParser("lines-2");
    assertEquals(List.of("Duplicate 0.txt of a.txt", "Indexed a.txt 1"), run());
    assertEquals(1, parser.parsed.get());
  }

  @Test
  void aTwinOfAFileThatGaveNoTextIsTriedItself() throws IOException {
    write("a.txt", "fail CORRUPT");
    write("b.txt", "fail CORRUPT");
    assertEquals(List.of("Failed a.txt CORRUPT 1 true", "Failed b.txt CORRUPT 1 true"), run());
  }

  @Test
  void aDuplicateOfAFileThatNowFailsIsTriedItself() throws IOException {
    write("a.txt", "same");
    write("b.txt", "same");
    run();
    parser = new LineParser("lines-2");
    parser.trouble = ParseResult.Reason.CORRUPT;
    run();
    parser.trouble = null;
    parser.limits = "(other limits)";
    assertEquals(List.of("Indexed a.txt 1", "Duplicate b.txt of a.txt"), run());
  }
}
