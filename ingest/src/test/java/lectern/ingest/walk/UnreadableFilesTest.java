package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.ingest.FieldValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be opened for a while: links into a folder that goes away and comes back,
/// which works for every user.
final class UnreadableFilesTest extends WalkedFolder {
  @TempDir Path outside;

  private void link(String name, String text) throws IOException {
    Files.writeString(outside.resolve(name), text);
    Files.createSymbolicLink(root.resolve(name), outside.resolve(name));
  }

  private void hide(String name) throws IOException {
    Files.move(outside.resolve(name), outside.resolve(name + ".away"));
  }

  private void show(String name) throws IOException {
    Files.move(outside.resolve(name + ".away"), outside.resolve(name));
  }

  @Test
  void aCopyThatCannotBeOpenedInheritsTheDocuments() throws IOException {
    write("a.txt", "same");
    link("b.txt", "same");
    write("c.txt", "other");
    run();
    hide("b.txt");
    assertEquals(
        List.of("Unchanged a.txt", "Failed b.txt UNREADABLE 1 true", "Unchanged c.txt"), run());
    assertNotNull(sink.held().get(1).failure());
    Files.delete(root.resolve("a.txt"));
    assertEquals(List.of("Failed b.txt UNREADABLE 1 true", "Unchanged c.txt"), run());
    assertEquals(1, sink.family("b.txt").getFirst().number());
    show("b.txt");
    assertEquals(List.of("Unchanged b.txt", "Unchanged c.txt"), run());
    assertNull(sink.held().getFirst().failure());
    assertEquals(1, sink.family("b.txt").getFirst().number());
  }

  @Test
  void aRetryDoesNotPartACopyFromWhatItWillInherit() throws IOException {
    write("a.txt", "same");
    link("b.txt", "same");
    write("c.txt", "other");
    run();
    hide("b.txt");
    run();
    Files.delete(root.resolve("a.txt"));
    retry = true;
    assertEquals(List.of("Failed b.txt UNREADABLE 1 true"), run());
    retry = false;
    assertEquals(List.of("Failed b.txt UNREADABLE 1 true", "Unchanged c.txt"), run());
    assertEquals(1, sink.family("b.txt").getFirst().number());
  }

  @Test
  void aCopyThatCannotBeOpenedInheritsWhatItsOriginalWas() throws IOException {
    write("a.txt", "same");
    link("b.txt", "same");
    run();
    hide("b.txt");
    write("a.txt", "another text");
    assertEquals(List.of("Indexed a.txt 2", "Failed b.txt UNREADABLE 1 true"), run());
    assertEquals(1, sink.family("b.txt").getFirst().number());
    show("b.txt");
    assertEquals(List.of("Unchanged a.txt", "Unchanged b.txt"), run());
  }

  @Test
  void copiesOfWhatCannotBeOpenedStayCopies() throws IOException {
    link("a.txt", "same");
    write("b.txt", "same");
    run();
    hide("a.txt");
    write("c.txt", "same");
    assertEquals(
        List.of(
            "Failed a.txt UNREADABLE 1 true",
            "Duplicate b.txt of a.txt",
            "Duplicate c.txt of a.txt"),
        run());
    show("a.txt");
    assertEquals(
        List.of("Unchanged a.txt", "Duplicate b.txt of a.txt", "Duplicate c.txt of a.txt"), run());
    Files.delete(root.resolve("a.txt"));
    assertEquals(List.of("Moved a.txt b.txt", "Duplicate c.txt of b.txt"), run());
  }

  @Test
  void aCopyThatCanBeOpenedAgainIsNoFailure() throws IOException {
    write("a.txt", "same");
    link("b.txt", "same");
    run();
    hide("b.txt");
    run();
    assertEquals(List.of("Unchanged a.txt", "Failed b.txt UNREADABLE 1 true"), run());
    assertEquals(List.of(), sink.calls, "recorded once");
    show("b.txt");
    retry = true;
    assertEquals(List.of("Duplicate b.txt of a.txt"), run());
    assertNull(sink.held().get(1).failure());
  }

  @Test
  void whatTheManifestSaysOfACopyIsTold() throws IOException {
    write("a.txt", "same");
    write("b.txt", "same");
    run();
    manifest = Map.of("b.txt", Map.of("year", new FieldValue.Numeric(BigDecimal.TEN)));
    assertEquals(List.of("Unchanged a.txt", "Described b.txt"), run());
    assertEquals(List.of("Unchanged a.txt", "Duplicate b.txt of a.txt"), run());
  }
}
