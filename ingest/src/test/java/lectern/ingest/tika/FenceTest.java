package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lectern.ingest.ParseResult.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a worker can do to the machine, where the machine has what keeps it in.
class FenceTest {
  private static final TikaSettings SETTINGS =
      new TikaSettings(
          1, 48, Duration.ofSeconds(20), 1 << 20, 100_000, 20, 1 << 20, 3, 100, WithParser.NO_OCR);

  @TempDir Path folder;
  @TempDir Path bin;

  private TikaParser with(String... names) throws IOException {
    Programs programs = StandInPrograms.of(bin, List.of(names), StandInPrograms.READS);
    return new TikaParser(SETTINGS, FaultyWorker.class.getName(), programs);
  }

  private static void assumeWalls() {
    assumeTrue(
        Fence.of(Programs.ofEnvironment()).bubblewrap() != null,
        "bwrap is not installed, or may not work");
  }

  private String answer(TikaParser parser, String order) {
    return Sources.document(parser, Sources.of(folder, "order.txt", order)).text();
  }

  @Test
  void withinWallsAWorkerWritesToItsOwnFolderOnly() throws IOException {
    assumeWalls();
    Path outside = folder.resolve("outside");
    try (TikaParser parser = with("bwrap")) {
      assertEquals("refused", answer(parser, "write " + outside));
      assertFalse(Files.exists(outside));
      String own = answer(parser, "folder").split(" ", -1)[0];
      assertEquals("done", answer(parser, "write " + own + "/inside"));
    }
  }

  @Test
  void withinWallsAWorkerCallsNobody() throws IOException {
    assumeWalls();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TikaParser parser = with("bwrap");
        TikaParser open =
            new TikaParser(SETTINGS, FaultyWorker.class.getName(), new Programs(List.of()))) {
      String order = "call " + server.getLocalPort();
      assertEquals("refused", answer(parser, order));
      assertEquals("done", answer(open, order));
    }
  }

  @Test
  void withinWallsAWorkerSeesItselfAndWhoWatchesIt() throws IOException {
    assumeWalls();
    try (TikaParser parser = with("bwrap")) {
      assertEquals("2", answer(parser, "processes"));
    }
  }

  @Test
  void howAWorkerEndedIsToldThroughTheWalls() throws IOException {
    assumeWalls();
    try (TikaParser parser = with("bwrap", "prlimit")) {
      var order = Sources.of(folder, "order.txt", "memory");
      assertEquals(Reason.OUT_OF_MEMORY, Sources.rejected(parser, order).reason());
      order = Sources.of(folder, "order.txt", "halt");
      assertEquals(
          "the worker died, exit 139: something snapped", Sources.rejected(parser, order).detail());
    }
  }

  @Test
  void limitsHoldWhereTheyCanBeSet() throws IOException {
    try (TikaParser parser = with("prlimit", "setpriv")) {
      Programs programs = new Programs(List.of(bin));
      assumeTrue(Fence.of(programs).prlimit() != null, "prlimit is not installed");
      String limits = answer(parser, "limits").replaceAll(" +", " ");
      assertTrue(limits.contains("Max core file size 0 0"), limits);
      assertTrue(limits.contains("Max open files 4096 4096"), limits);
      assertTrue(limits.contains("Max file size " + (2 << 20)), limits);
    }
  }

  @Test
  void withoutAnyProgramWorkersWorkAllTheSame() throws IOException {
    try (TikaParser parser = with()) {
      assertEquals(Fence.NONE, Fence.of(new Programs(List.of(bin))));
      assertEquals("next", answer(parser, "next"));
    }
  }

  @Test
  void aProgramThatFailsIsAsGoodAsNone() throws IOException {
    for (String name : List.of("bwrap", "prlimit", "setpriv")) {
      Files.copy(Programs.ofEnvironment().find("false").orElseThrow(), bin.resolve(name));
    }
    assertEquals(Fence.NONE, Fence.of(new Programs(List.of(bin))));
  }

  @Test
  void programsAreTakenFromAbsoluteFoldersOnly() {
    assertEquals(List.of(Path.of("/usr/bin")), Programs.of(":.:bin:/usr/bin").folders());
  }
}
