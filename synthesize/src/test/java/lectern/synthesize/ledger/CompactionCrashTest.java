package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.ACCOUNT;
import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.make;
import static lectern.synthesize.ledger.Calls.open;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends a real process at each step of a merge.
class CompactionCrashTest {
  private static final int RUNS = 4;
  private static final int HALTED = 9;

  @TempDir private Path folder;

  @Test
  void noRecordIsLostWhereverTheProcessEnds() throws Exception {
    List<String> steps = new ArrayList<>();
    boolean whole = false;
    for (int step = 1; !whole; step++) {
      Path ledger = folder.resolve("ledger " + step);
      for (int i = 0; i < RUNS; i++) {
        try (FileLedger run = open(ledger)) {
          make(run, "call " + i, replied("answer " + i));
          run.begin(call("lost " + i));
        }
      }
      List<RecordedCall> before = LedgerReading.of(ledger).calls();
      assertEquals(2 * RUNS, before.size());
      Process child = start(ledger, step);
      String last = child.inputReader(StandardCharsets.UTF_8).lines().reduce("", (_, line) -> line);
      int exit = child.waitFor();
      whole = exit == 0;
      assertTrue(whole || exit == HALTED, "" + exit);
      steps.add(last);
      same(ledger, before, last);
      // The next one goes on from whatever is there.
      Compaction.run(ledger.resolve(ACCOUNT.name()), "20991231T000000001Z-0", _ -> {});
      same(ledger, before, "after " + last);
      try (Stream<Path> files = Files.list(ledger.resolve(ACCOUNT.name()))) {
        assertEquals(
            List.of("jsonl", "lock"),
            files.map(file -> file.toString().replaceFirst(".*\\.", "")).sorted().toList(),
            last);
      }
    }
    assertEquals("made", steps.getFirst());
    assertEquals("locks removed", steps.get(steps.size() - 2));
    assertEquals(steps.size(), 6 + RUNS + 2, steps.toString());
  }

  private static void same(Path ledger, List<RecordedCall> before, String step) {
    LedgerReading reading = LedgerReading.of(ledger);
    assertEquals(List.of(), reading.damages(), step);
    assertEquals(sorted(before), sorted(reading.calls()), step);
    try (FileLedger later = open(ledger)) {
      for (int i = 0; i < RUNS; i++) {
        assertEquals(Optional.of(reply("answer " + i)), later.reply("call " + i), step);
      }
    }
  }

  private static List<String> sorted(List<RecordedCall> calls) {
    return calls.stream().map(RecordedCall::toString).sorted().toList();
  }

  private static Process start(Path ledger, int step) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CompactionCrashTest.class.getName(),
            ledger.resolve(ACCOUNT.name()).toString(),
            "" + step)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// The process that ends: as it is killed, without a word to anybody.
  public static void main(String[] arguments) throws IOException {
    int[] left = {Integer.parseInt(arguments[1])};
    Compaction.run(
        Path.of(arguments[0]),
        "20991231T000000000Z-0",
        what -> {
          System.out.println(what);
          if (--left[0] == 0) {
            System.out.flush();
            Runtime.getRuntime().halt(HALTED);
          }
        });
    System.out.println("whole");
  }
}
