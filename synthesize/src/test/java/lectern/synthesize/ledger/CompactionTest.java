package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.ACCOUNT;
import static lectern.synthesize.ledger.Calls.NOON;
import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.make;
import static lectern.synthesize.ledger.Calls.open;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.synthesize.CallLedger;
import lectern.synthesize.ledger.RecordedCall.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private static final int MANY = 101;

  @TempDir private Path folder;

  private void runs(int from, int to) {
    for (int i = from; i < to; i++) {
      try (FileLedger ledger = open(folder)) {
        make(ledger, "call " + i, replied("answer " + i));
      }
    }
  }

  private Path account() {
    return folder.resolve(ACCOUNT.name());
  }

  private List<Path> segments() throws IOException {
    return Segments.of(account());
  }

  private List<RecordedCall> calls() {
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(List.of(), reading.damages());
    return reading.calls();
  }

  private void merge() throws IOException {
    Compaction.run(account(), "20991231T000000000Z-0", _ -> {});
  }

  @Test
  void manySmallSegmentsBecomeOneWhenTheLedgerIsOpened() throws IOException {
    runs(0, MANY);
    List<RecordedCall> before = calls();
    assertEquals(MANY, segments().size());
    try (FileLedger ledger = open(folder)) {
      assertEquals(1, segments().size());
      for (int i = 0; i < MANY; i++) {
        assertEquals(Optional.of(reply("answer " + i)), ledger.reply("call " + i));
      }
    }
    assertEquals(before, calls());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theNewSegmentIsItsOwnersAlone() throws IOException {
    runs(0, 3);
    merge();
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(segments().getFirst())));
  }

  @Test
  void aWriterThatLivesIsLeftAlone() throws IOException {
    runs(0, 3);
    try (FileLedger living = open(folder)) {
      CallLedger.Entry entry = living.begin(call("living"));
      List<Path> before = segments();
      merge();
      assertEquals(2, segments().size());
      assertTrue(before.contains(segments().getFirst()));
      entry.end(replied("still there"));
    }
    assertEquals(4, calls().size());
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.of(reply("still there")), later.reply("living"));
    }
  }

  @Test
  void aLedgerThatIsOpenFindsWhatWasMergedMeanwhile() throws IOException {
    runs(0, 3);
    try (FileLedger open = open(folder)) {
      merge();
      assertEquals(Optional.of(reply("answer 1")), open.reply("call 1"));
    }
  }

  @Test
  void callsWithoutAnEndStayUnknownAndTheLockOfTheirProcessGoes() throws IOException {
    runs(0, 2);
    Path segment = segments().getFirst();
    List<String> lines = Files.readAllLines(segment);
    // As a process leaves it that is killed: a lock that nobody holds, a call without an end, a
    // torn line.
    Path killed = account().resolve("20261120T120000001Z-f.jsonl");
    Files.writeString(
        killed, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 100));
    Files.createFile(Segments.lock(account(), Segments.writer(killed)));
    Files.delete(segment);
    List<RecordedCall> before = calls();
    assertEquals(List.of(State.UNKNOWN, State.REPLIED), states(before));
    merge();
    assertEquals(1, segments().size());
    assertEquals(before, calls());
    assertFalse(Files.exists(Segments.lock(account(), Segments.writer(killed))));
  }

  private static List<State> states(List<RecordedCall> calls) {
    return calls.stream().map(RecordedCall::state).sorted().toList().reversed();
  }

  @Test
  void aLineThatLacksOnlyItsFeedIsKept() throws IOException {
    runs(0, 2);
    Path segment = segments().getFirst();
    String text = Files.readString(segment);
    Files.writeString(segment, text.stripTrailing());
    List<RecordedCall> before = calls();
    merge();
    assertEquals(before, calls());
  }

  @Test
  void aSegmentWithDamageIsLeftToBeToldOf() throws IOException {
    runs(0, 3);
    Path damaged = segments().get(1);
    Files.writeString(damaged, "what is this\n", StandardOpenOption.APPEND);
    merge();
    assertEquals(2, segments().size());
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(3, reading.calls().size());
    assertEquals(
        List.of(damaged), reading.damages().stream().map(LedgerReading.Damage::segment).toList());
  }

  @Test
  void whatIsThereTwiceIsKeptOnce() throws IOException {
    runs(0, 2);
    Path first = segments().getFirst();
    Files.copy(first, account().resolve("20261120T120000009Z-0.jsonl"));
    List<RecordedCall> before = calls();
    assertEquals(2, before.size());
    merge();
    assertEquals(before, calls());
    assertEquals(5, Files.readAllLines(segments().getFirst()).size());
  }

  @Test
  void nobodyMergesBesideAnother() throws IOException {
    runs(0, 3);
    try (ProcessLock other = ProcessLock.takeStanding(account().resolve("merge.lock"))) {
      assertTrue(other != null);
      merge();
      assertEquals(3, segments().size());
    }
    merge();
    assertEquals(1, segments().size());
  }

  @Test
  void whoeverReadsMeanwhileSeesEachCallOnce() throws Exception {
    int rounds = 20;
    try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < rounds; round++) {
        int from = 20 * round;
        int to = from + 20;
        runs(from, to);
        Future<List<Integer>> seen =
            reader.submit(
                () -> {
                  List<Integer> counts = new ArrayList<>();
                  for (int i = 0; i < 10; i++) {
                    counts.add(calls().size());
                  }
                  return counts;
                });
        Compaction.run(account(), "20991231T000000000Z-" + round, _ -> {});
        assertEquals(java.util.Collections.nCopies(10, to), seen.get());
      }
    }
  }

  @Test
  void repliesOfTheFormerFolderCountAndItsCallsAreTold() throws IOException {
    runs(0, 1);
    Files.move(account(), folder.resolve(ACCOUNT.formerName()));
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.of(reply("answer 0")), later.reply("call 0"));
      later.begin(call("new", NOON.plusSeconds(1))).end(replied("x"));
    }
    assertEquals(
        List.of(LedgerAccount.words(ACCOUNT.formerName()), LedgerAccount.words(ACCOUNT.name())),
        calls().stream().map(call -> LedgerAccount.words(call.account())).toList());
    assertTrue(
        LedgerAccount.words(ACCOUNT.formerName())
            .startsWith("moonshot (address not written down), key "));
    assertTrue(LedgerAccount.words(ACCOUNT.name()).startsWith("moonshot at api.moonshot.ai, key "));
  }
}
