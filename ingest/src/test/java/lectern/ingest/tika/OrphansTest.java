package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lectern.ingest.ParseResult;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever dies, what it started dies with it: seen from outside, by the system's list of
/// processes.
class OrphansTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration UP = Duration.ofSeconds(60);

  /// What the stand-in for Tesseract turns into; no other process sleeps as long.
  private final String sleeper = "600." + ThreadLocalRandom.current().nextInt(1 << 30);

  @TempDir Path folder;
  @TempDir Path bin;

  /// A parent of workers, to be killed.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) {
      try (TikaParser parser = parser(Programs.of(arguments[0]))) {
        parser.parse(Sources.of(Path.of(arguments[1])));
      }
    }
  }

  private static TikaParser parser(Programs programs) {
    return new TikaParser(
        TikaSettings.DEFAULTS.withWorkers(1), ParseWorker.class.getName(), programs);
  }

  private Programs programs(String... names) throws IOException {
    Programs programs = StandInPrograms.of(bin, List.of(names), "exec sleep " + sleeper);
    Fence fence = Fence.of(programs);
    assumeTrue(
        names.length == 0 || fence.bubblewrap() != null || fence.setpriv() != null,
        "neither of them is there: " + String.join(", ", names));
    return programs;
  }

  private Path scan() throws IOException {
    PDDocument pdf = new PDDocument();
    ScannedPages.scan(pdf, List.of("A page"));
    return Sources.of(folder, "scan.pdf", PdfTest.bytes(pdf)).path();
  }

  private boolean sleeps() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .anyMatch(process -> process.info().commandLine().orElse("").contains(sleeper));
  }

  private static boolean within(Duration limit, BooleanSupplier holds) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  private void killTheWorker(Programs programs) throws Exception {
    try (TikaParser parser = parser(programs)) {
      Path scan = scan();
      CompletableFuture<ParseResult> result =
          CompletableFuture.supplyAsync(() -> parser.parse(Sources.of(scan)));
      assertTrue(within(UP, this::sleeps), "Tesseract was not started");
      ProcessHandle.current()
          .descendants()
          .filter(process -> process.info().command().orElse("").endsWith("/java"))
          .forEach(ProcessHandle::destroyForcibly);
      assertTrue(within(SOON, () -> !sleeps()), "Tesseract outlived its worker");
      assertTrue(result.get(60, TimeUnit.SECONDS).toString().contains("1 of 1 pages have no text"));
    }
  }

  private void killTheParent(String... names) throws Exception {
    programs(names);
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                bin.toString(),
                scan().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(within(UP, this::sleeps), "Tesseract was not started");
      List<ProcessHandle> all = parent.descendants().toList();
      assertTrue(all.size() >= 2, "a worker and Tesseract: " + all);
      parent.destroyForcibly();
      assertTrue(
          within(SOON, () -> all.stream().noneMatch(WorkerProcess::runs) && !sleeps()),
          "something outlived the parent");
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  @Test
  void withinWallsTesseractDiesWithItsWorker() throws Exception {
    killTheWorker(programs("bwrap", "prlimit"));
  }

  @Test
  void withoutWallsTesseractDiesWithItsWorker() throws Exception {
    killTheWorker(programs("setpriv", "prlimit"));
  }

  @Test
  void withinWallsAllDiesWithTheParent() throws Exception {
    killTheParent("bwrap", "prlimit");
  }

  @Test
  void withoutWallsAllDiesWithTheParent() throws Exception {
    killTheParent("setpriv", "prlimit");
  }

  @Test
  void withoutAnyProgramAllDiesWithTheParentToo() throws Exception {
    killTheParent();
  }

  @Test
  void aWorkerOutlivesTheThreadThatAskedForIt() throws Exception {
    Programs programs = programs("setpriv", "bwrap");
    try (TikaParser parser = parser(programs)) {
      for (int i = 0; i < 2; i++) {
        int number = i;
        Thread asking =
            Thread.ofPlatform()
                .start(
                    () ->
                        assertEquals(
                            "text " + number,
                            Sources.document(
                                    parser, Sources.of(folder, number + ".txt", "text " + number))
                                .text()));
        asking.join();
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertEquals(1, ProcessHandle.current().children().filter(ProcessHandle::isAlive).count());
    }
  }
}
