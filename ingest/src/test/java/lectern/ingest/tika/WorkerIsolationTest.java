package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lectern.ingest.IngestException;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a file does to its worker, the parent lives and the next file is read.
class WorkerIsolationTest {
  private static final TikaSettings SETTINGS =
      new TikaSettings(
          1, 48, Duration.ofSeconds(4), 1 << 20, 100_000, 20, 1 << 20, 3, 100, WithParser.NO_OCR);

  private static final Programs PROGRAMS = Programs.ofEnvironment();

  @TempDir Path folder;
  private final TikaParser parser =
      new TikaParser(SETTINGS, FaultyWorker.class.getName(), PROGRAMS);

  @AfterEach
  void close() {
    parser.close();
  }

  private Rejected rejected(String order) {
    return Sources.rejected(parser, Sources.of(folder, "order.txt", order));
  }

  private String answer(String order) {
    return Sources.document(parser, Sources.of(folder, "order.txt", order)).text();
  }

  private long workersAlive() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  private long processesLeft() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count();
  }

  @Test
  void aWorkerIsUsedAgain() {
    assertEquals(answer("who"), answer("who"));
  }

  @Test
  void aHangingWorkerIsReplaced() {
    String before = answer("who");
    assertEquals(new Rejected(Reason.TIMED_OUT, "parsing took longer than 4 s"), rejected("hang"));
    assertNotEquals(before, answer("who"));
    assertEquals(1, workersAlive());
  }

  @Test
  void whatAHangingWorkerStartedDiesWithIt() {
    assertEquals(Reason.TIMED_OUT, rejected("child").reason());
    assertEquals(0, processesLeft());
    assertEquals("next", answer("next"));
  }

  @Test
  void aWorkerWithoutMemoryIsReplaced() {
    assertEquals(Reason.OUT_OF_MEMORY, rejected("memory").reason());
    assertEquals("next", answer("next"));
  }

  @Test
  void aDyingWorkerIsReplacedAndItsLastWordsAreKept() {
    assertEquals(
        new Rejected(Reason.CRASHED, "the worker died, exit 139: something snapped"),
        rejected("halt"));
    assertEquals("next", answer("next"));
  }

  @Test
  void aWorkerThatThrowsIsReplaced() {
    assertEquals(Reason.CRASHED, rejected("throw").reason());
    assertEquals("next", answer("next"));
  }

  @Test
  void aFileIsTriedAgainWhereAnEarlierOneMayBeToBlame() {
    assertEquals("first", answer("first"));
    assertEquals("halt unless fresh", answer("halt unless fresh"));
    assertEquals("next", answer("next"));
    assertEquals(1, workersAlive());
  }

  @Test
  void filesThatEndTheirWorkerTogetherAreTriedApart() throws Exception {
    List<String> orders = List.of("halt in company", "hang in company");
    try (TikaParser two =
        new TikaParser(SETTINGS.withWorkers(2), FaultyWorker.class.getName(), PROGRAMS)) {
      assertEquals(orders, together(two, orders));
      assertEquals("next", Sources.document(two, Sources.of(folder, "n", "next")).text());
      assertTrue(workersAlive() <= 1);
    }
  }

  @Test
  void aFileLosesNothingByTheCompanyOfABadOne() throws Exception {
    for (String bad : List.of("halt", "memory", "lie", "throw")) {
      try (TikaParser two =
          new TikaParser(SETTINGS.withWorkers(2), FaultyWorker.class.getName(), PROGRAMS)) {
        List<String> said = together(two, List.of(bad, "slow"));
        assertEquals("slow", said.getLast());
        assertTrue(said.getFirst().startsWith("Rejected"), said.getFirst());
      }
    }
  }

  private List<String> together(TikaParser two, List<String> orders) throws Exception {
    List<CompletableFuture<String>> all =
        orders.stream()
            .map(
                order ->
                    CompletableFuture.supplyAsync(
                        () ->
                            switch (two.parse(Sources.of(folder, order, order))) {
                              case ParseResult.Parsed(var documents) -> documents.getFirst().text();
                              case Rejected rejected -> rejected.toString();
                            }))
            .toList();
    List<String> said = new ArrayList<>();
    for (CompletableFuture<String> one : all) {
      said.add(one.get(30, TimeUnit.SECONDS));
    }
    return said;
  }

  @Test
  void aWorkerIsNotBelievedAboutAnotherFile() {
    assertTrue(rejected("another").detail().contains("reply is of another file: x"));
  }

  @Test
  void whatParsersLeaveBehindGoesWithTheirFile() {
    assertEquals("leave files", answer("leave files"));
    assertEquals("1", answer("what is left"));
  }

  @Test
  void aWorkerThatLiesAboutLengthsIsReplaced() {
    Rejected lie = rejected("lie");
    assertEquals(Reason.CRASHED, lie.reason());
    assertTrue(lie.detail().contains("2147483647 bytes"), lie.detail());
    assertEquals(Reason.CRASHED, rejected("nonsense").reason());
    assertEquals("next", answer("next"));
  }

  @Test
  void aChattyWorkerDisturbsNothing() {
    assertEquals("chat", answer("chat"));
    assertEquals("next", answer("next"));
  }

  @Test
  void aWorkerGetsNothingOfTheEnvironment() {
    // What fences it in says where it stands.
    String place = ", PWD=" + answer("folder").split(" ", -1)[0];
    assertEquals("{LC_ALL=C.UTF-8}", answer("environment").replace(place, ""));
  }

  @Test
  void nothingIsLeftAfterClosing() {
    String[] folders = answer("folder").split(" ", -1);
    assertEquals(folders[0], folders[1]);
    assertTrue(Files.isDirectory(Path.of(folders[0])));
    parser.close();
    assertFalse(Files.exists(Path.of(folders[0])));
    assertEquals(0, processesLeft());
    assertThrows(IllegalStateException.class, () -> answer("next"));
  }

  @Test
  void closingEndsAWorkerInTheMiddle() throws Exception {
    assertEquals("first", answer("first"));
    CompletableFuture<Rejected> hanging = CompletableFuture.supplyAsync(() -> rejected("hang"));
    TimeUnit.MILLISECONDS.sleep(300);
    parser.close();
    assertTrue(hanging.handle((_, _) -> true).get(10, TimeUnit.SECONDS));
    assertEquals(0, processesLeft());
  }

  @Test
  void interruptingEndsAWorkerInTheMiddle() throws Exception {
    assertEquals("first", answer("first"));
    AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing thrown"));
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    rejected("hang");
                  } catch (CancellationException e) {
                    thrown.set(e);
                  }
                });
    TimeUnit.MILLISECONDS.sleep(300);
    thread.interrupt();
    thread.join(Duration.ofSeconds(10));
    assertEquals(CancellationException.class, thrown.get().getClass());
    assertEquals("next", answer("next"));
  }

  @Test
  void manyThreadsShareFewWorkers() {
    try (TikaParser two =
        new TikaParser(SETTINGS.withWorkers(2), FaultyWorker.class.getName(), PROGRAMS)) {
      List<String> answers =
          IntStream.range(0, 40)
              .parallel()
              .mapToObj(
                  i -> Sources.document(two, Sources.of(folder, i + ".txt", "text " + i)).text())
              .toList();
      assertEquals(IntStream.range(0, 40).mapToObj(i -> "text " + i).toList(), answers);
      assertTrue(workersAlive() <= 2);
    }
  }

  @Test
  void aWorkerIsReplacedAfterItsShareOfFiles() {
    TikaSettings one =
        new TikaSettings(
            1, 48, Duration.ofSeconds(4), 1 << 20, 100_000, 20, 1 << 20, 3, 1, WithParser.NO_OCR);
    try (TikaParser fresh = new TikaParser(one, FaultyWorker.class.getName(), PROGRAMS)) {
      Supplier<String> who = () -> Sources.document(fresh, Sources.of(folder, "p", "who")).text();
      assertNotEquals(who.get(), who.get());
    }
  }

  @Test
  void aWorkerThatCannotStartStopsTheWork() {
    try (TikaParser none = new TikaParser(SETTINGS, "lectern.NoSuchClass", PROGRAMS)) {
      IngestException.NoWorker e =
          assertThrows(
              IngestException.NoWorker.class,
              () -> none.parse(Sources.of(folder, "order.txt", "next")));
      assertTrue(String.valueOf(e.getMessage()).contains("NoSuchClass"), e.getMessage());
    }
  }

  @Test
  void aFileThatChangedSinceItWasHashedIsNotTakenForTheOldOne() {
    var before = Sources.of(folder, "order.txt", "one");
    Sources.of(folder, "order.txt", "two");
    assertEquals(
        new Rejected(Reason.UNREADABLE, "it changed while it was read"), parser.parse(before));
    assertEquals("next", answer("next"));
  }

  @Test
  void aFileThatWentAwayIsUnreadable() throws Exception {
    var before = Sources.of(folder, "order.txt", "one");
    Files.delete(folder.resolve("order.txt"));
    assertEquals(Reason.UNREADABLE, ((Rejected) parser.parse(before)).reason());
    assertEquals("next", answer("next"));
  }

  @Test
  void aWorkerLeavesWhenItsParentIsGone() throws Exception {
    // Standard input ends at once, as it does when the parent is killed.
    Path own = Files.createDirectory(folder.resolve("worker"));
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + ParseWorker.FOLDER_PROPERTY + "=" + own,
                "-cp",
                System.getProperty("java.class.path"),
                FaultyWorker.class.getName())
            .redirectErrorStream(true)
            .start();
    worker.getOutputStream().close();
    assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
    assertFalse(Files.exists(own));
  }
}
