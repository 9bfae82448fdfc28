package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.make;
import static lectern.synthesize.ledger.Calls.open;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import lectern.synthesize.CallLedger;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.ledger.RecordedCall.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Kills real processes and limits file sizes through a POSIX shell, which Windows does not have.
@DisabledOnOs(OS.WINDOWS)
class LedgerCrashTest {
  private static final int KILLS = 3;
  private static final int THREADS = 8;
  private static final String BEGUN = "begun ";
  private static final String ENDED = "ended ";
  private static final String WARNED = "warned ";
  private static final String REFUSED = "refused";

  /// Longer than the file may grow, shorter than any buffer.
  private static final String LONG = "A long answer. ".repeat(20_000);

  @TempDir private Path folder;

  @Test
  void whatWasSaidToBeWrittenIsThereWhenItsProcessIsKilled() throws Exception {
    Set<String> begun = new HashSet<>();
    Set<String> ended = new HashSet<>();
    for (int round = 0; round < KILLS; round++) {
      Process child = start("exec", "without end", round);
      try (BufferedReader out = lines(child)) {
        for (int i = 0; i < 100 + 37 * round; i++) {
          take(Objects.requireNonNull(out.readLine()), begun, ended);
        }
        String mine = "call " + round + ".";
        assertTrue(
            LedgerReading.of(folder).calls().stream()
                .filter(call -> call.call().digest().startsWith(mine))
                .noneMatch(call -> call.state() == State.UNKNOWN));
        // Not through the process, which closes its streams then.
        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
        child.waitFor();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          take(line, begun, ended);
        }
      }
      LedgerReading reading = LedgerReading.of(folder);
      assertEquals(List.of(), reading.damages());
      Set<String> recorded =
          reading.calls().stream().map(call -> call.call().digest()).collect(Collectors.toSet());
      assertTrue(recorded.containsAll(begun));
      assertEquals(reading.calls().size(), recorded.size());
      for (RecordedCall call : reading.calls()) {
        assertTrue(
            call.state() == State.REPLIED
                || (call.state() == State.UNKNOWN && !ended.contains(call.call().digest())),
            call.toString());
      }
      try (FileLedger later = open(folder)) {
        for (String digest : ended) {
          assertEquals(Optional.of(reply("answer to " + digest)), later.reply(digest));
        }
      }
    }
    assertTrue(states().contains(State.REPLIED));
  }

  @Test
  void noCallIsSentOnceTheDiskIsFull() throws Exception {
    // A file that may not grow fails as a full disk does. The unit is 512 or 1,024 bytes.
    Process child = start("ulimit -f 64; exec", "until full", 0);
    List<String> said = child.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, child.waitFor());
    assertEquals(REFUSED, said.getLast());
    Set<String> begun = new HashSet<>();
    Set<String> ended = new HashSet<>();
    said.forEach(line -> take(line, begun, ended));
    assertTrue(ended.size() > 10, said.toString());
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(List.of(), reading.damages());
    assertEquals(
        begun,
        reading.calls().stream().map(call -> call.call().digest()).collect(Collectors.toSet()));
    // With room again, the next run goes on from there.
    try (FileLedger later = open(folder)) {
      make(later, "new", replied("x"));
      assertEquals(Optional.of(reply("x")), later.reply("new"));
      assertEquals(Optional.of(reply("answer to call 0.0")), later.reply("call 0.0"));
    }
  }

  @Test
  void anEndThatTheDiskDoesNotTakeWarnsAndTheNextCallGoesOn() throws Exception {
    Process child = start("ulimit -f 64; exec", "long reply", 0);
    List<String> said = child.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, child.waitFor());
    assertEquals(List.of("begun long", "warned 1", "begun short", "ended short"), said);
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(List.of(), reading.damages());
    assertEquals(
        List.of(State.UNKNOWN, State.REPLIED),
        reading.calls().stream().map(RecordedCall::state).toList());
    assertEquals(Calls.WORST, reading.calls().getFirst().heldUsd());
  }

  private List<State> states() {
    return LedgerReading.of(folder).calls().stream().map(RecordedCall::state).toList();
  }

  private static void take(String line, Set<String> begun, Set<String> ended) {
    if (line.startsWith(BEGUN)) {
      begun.add(line.substring(BEGUN.length()));
    } else if (line.startsWith(ENDED)) {
      ended.add(line.substring(ENDED.length()));
    }
  }

  private static BufferedReader lines(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }

  private Process start(String how, String what, int round) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String command =
        how
            + " '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -Xmx128m -XX:+UseSerialGC -XX:-UsePerfData -cp '"
            + classPath
            + "' "
            + LedgerCrashTest.class.getName()
            + " '"
            + folder
            + "' '"
            + what
            + "' "
            + round;
    return new ProcessBuilder("sh", "-c", command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// The process to be killed or limited: says what is written down as soon as the ledger says so.
  public static void main(String[] arguments) throws InterruptedException {
    int round = Integer.parseInt(arguments[2]);
    List<String> warnings = new ArrayList<>();
    FileLedger ledger =
        FileLedger.open(
            Path.of(arguments[0]),
            Calls.ACCOUNT,
            InstantSource.system(),
            new SplittableRandom(1_000 + round),
            warnings::add);
    switch (arguments[1]) {
      case "without end" -> {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          String name = "call " + round + "." + i + ".";
          threads.add(Thread.ofVirtual().start(() -> write(ledger, name)));
        }
        for (Thread thread : threads) {
          thread.join();
        }
      }
      case "until full" -> write(ledger, "call 0.");
      case "long reply" -> {
        CallLedger.Entry entry = ledger.begin(call("long"));
        System.out.println(BEGUN + "long");
        entry.end(replied(LONG));
        System.out.println(WARNED + warnings.size());
        write(ledger, "short", "x");
      }
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void write(FileLedger ledger, String name) {
    try {
      for (int i = 0; i < 100_000; i++) {
        write(ledger, name + i, "answer to " + name + i);
      }
    } catch (SynthesisException.NoLedger _) {
      System.out.println(REFUSED);
    }
  }

  private static void write(FileLedger ledger, String digest, String text) {
    CallLedger.Entry entry = ledger.begin(call(digest));
    System.out.println(BEGUN + digest);
    entry.end(replied(text));
    System.out.println(ENDED + digest);
  }
}
