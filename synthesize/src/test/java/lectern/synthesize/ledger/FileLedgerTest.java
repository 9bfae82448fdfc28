package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.ACCOUNT;
import static lectern.synthesize.ledger.Calls.NOON;
import static lectern.synthesize.ledger.Calls.USAGE;
import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.end;
import static lectern.synthesize.ledger.Calls.failed;
import static lectern.synthesize.ledger.Calls.make;
import static lectern.synthesize.ledger.Calls.open;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallLedger;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.Reply;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileLedgerTest {
  @TempDir private Path folder;

  @Test
  void givesAReplyBackAtOnceAndInLaterRuns() {
    Reply reply = new Reply("Six \"months\"\n年 \ud83d\ude00", null, Finish.STOP, USAGE, "kimi-k3");
    try (FileLedger ledger = open(folder)) {
      assertEquals(Optional.empty(), ledger.reply("a"));
      make(ledger, "a", end(Outcome.REPLIED, reply));
      assertEquals(Optional.of(reply), ledger.reply("a"));
      assertEquals(Optional.empty(), ledger.reply("b"));
    }
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.of(reply), later.reply("a"));
    }
  }

  @Test
  void findsWhatAnotherLedgerWroteAfterThisOneWasOpenedAfterASecond() {
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    try (FileLedger one = open(folder, now::get, new ArrayList<>());
        FileLedger other = open(folder)) {
      make(other, "a", replied("first"));
      assertEquals(Optional.empty(), one.reply("a"));
      now.set(NOON.plusSeconds(1));
      assertEquals(Optional.of(reply("first")), one.reply("a"));
      make(other, "b", replied("second"));
      now.set(NOON.plusSeconds(2));
      assertEquals(Optional.of(reply("second")), one.reply("b"));
    }
  }

  @Test
  void givesTheNewestOfSeveralReplies() {
    try (FileLedger ledger = open(folder)) {
      ledger.begin(call("a", NOON.plusSeconds(60))).end(replied("new"));
      ledger.begin(call("a", NOON)).end(replied("old"));
      assertEquals(Optional.of(reply("new")), ledger.reply("a"));
    }
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.of(reply("new")), later.reply("a"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"TRUNCATED", "FAILED", "CANCELLED", "UNKNOWN"})
  void neverGivesBackWhatIsNoWholeReply(Outcome outcome) {
    try (FileLedger ledger = open(folder)) {
      make(ledger, "a", end(outcome, reply("part of")));
      make(ledger, "b", failed(outcome));
      assertEquals(Optional.empty(), ledger.reply("a"));
      assertEquals(Optional.empty(), ledger.reply("b"));
    }
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.empty(), later.reply("a"));
    }
  }

  @Test
  void aReplyThatItsOwnLimitCutIsGivenBackThoughNoWordIsLeft() {
    Reply cut = new Reply("Six mon", null, Finish.LENGTH, USAGE, "kimi-k3");
    Reply empty = new Reply("", "thinking took it all", Finish.LENGTH, USAGE, "kimi-k3");
    Reply filtered = new Reply("Six", null, Finish.CONTENT_FILTER, USAGE, "kimi-k3");
    try (FileLedger ledger = open(folder)) {
      make(ledger, "cut", end(Outcome.REPLIED, cut));
      make(ledger, "empty", end(Outcome.REPLIED, empty));
      make(ledger, "filtered", end(Outcome.REPLIED, filtered));
      assertEquals(Optional.of(cut), ledger.reply("cut"));
      assertEquals(Optional.of(empty), ledger.reply("empty"));
      assertEquals(Optional.empty(), ledger.reply("filtered"));
    }
  }

  @Test
  void toolCallsAreAReplyThatIsGivenBack() {
    Reply calls =
        new Reply(
            "",
            "Hm.",
            Finish.TOOL_CALLS,
            USAGE,
            "kimi-k3",
            List.of(new ToolCall("today:0", "today", "{}")));
    try (FileLedger ledger = open(folder)) {
      make(ledger, "calls", end(Outcome.REPLIED, calls));
      assertEquals(Optional.of(calls), ledger.reply("calls"));
    }
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.of(calls), later.reply("calls"));
    }
  }

  @Test
  void aReplyThatWasDamagedSinceIsNotGivenBack() throws IOException {
    try (FileLedger ledger = open(folder)) {
      make(ledger, "a", replied("Six months"));
      Path segment = segments().getFirst();
      byte[] bytes = Files.readAllBytes(segment);
      String text = new String(bytes, StandardCharsets.US_ASCII);
      bytes[text.indexOf("Six months")] ^= 1;
      Files.write(segment, bytes);
      assertEquals(Optional.empty(), ledger.reply("a"));
    }
  }

  @Test
  void aSegmentThatCannotBeReadDoesNotHideTheOthers() throws IOException {
    try (FileLedger ledger = open(folder)) {
      make(ledger, "a", replied("x"));
    }
    Files.createDirectory(folder.resolve(ACCOUNT.name()).resolve("0.jsonl"));
    try (FileLedger later = open(folder)) {
      assertEquals(Optional.of(reply("x")), later.reply("a"));
    }
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(1, reading.calls().size());
    assertEquals(1, reading.damages().size());
    assertEquals(0, reading.damages().getFirst().record());
  }

  @Test
  void aCallEndsOnce() {
    try (FileLedger ledger = open(folder)) {
      CallLedger.Entry entry = ledger.begin(call("a"));
      entry.end(replied("x"));
      assertThrows(IllegalStateException.class, () -> entry.end(failed(Outcome.FAILED)));
      assertEquals(1, LedgerReading.of(folder).calls().size());
    }
  }

  @Test
  void makesNothingOnDiskBeforeTheFirstCallAndLeavesNoLock() throws IOException {
    Path ledger = folder.resolve("state").resolve("ledger");
    try (FileLedger idle = open(ledger)) {
      assertEquals(Optional.empty(), idle.reply("a"));
    }
    assertFalse(Files.exists(folder.resolve("state")));
    try (FileLedger used = open(ledger)) {
      make(used, "a", replied("x"));
    }
    try (Stream<Path> files = Files.list(ledger.resolve(ACCOUNT.name()))) {
      assertTrue(files.allMatch(file -> file.toString().endsWith(".jsonl")));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerReadsIt() throws IOException {
    Path wide = Files.createDirectory(folder.resolve("ledger"));
    Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (FileLedger ledger = open(wide)) {
      make(ledger, "a", replied("x"));
      Path account = wide.resolve(ACCOUNT.name());
      assertEquals("rwx------", permissions(wide));
      assertEquals("rwx------", permissions(account));
      try (Stream<Path> files = Files.list(account)) {
        assertEquals(
            List.of("rw-------", "rw-------"), files.map(FileLedgerTest::permissions).toList());
      }
    }
  }

  @Test
  void theKeyIsNowhere() throws IOException {
    assertTrue(ACCOUNT.name().matches("moonshot@api.moonshot.ai-[0-9a-f]{12}"), ACCOUNT.name());
    assertFalse(ACCOUNT.name().contains("secret"));
    assertTrue(
        LedgerAccount.of("../up", "[::1]:80", "k").name().matches("___up@___1__80-[0-9a-f]{12}"));
    assertEquals(
        4,
        Stream.of(
                LedgerAccount.of("moonshot", "api.moonshot.ai", "a"),
                LedgerAccount.of("moonshot", "api.moonshot.ai", "b"),
                LedgerAccount.of("moonshot", "127.0.0.1:8089", "a"),
                LedgerAccount.of("openrouter", "api.moonshot.ai", "a"))
            .distinct()
            .count());
    try (FileLedger ledger = open(folder)) {
      make(ledger, "a", replied("x"));
    }
    assertFalse(Files.readString(segments().getFirst()).contains("sk-secret"));
  }

  @Test
  void aCallThatCannotBeWrittenDownIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (FileLedger ledger = open(file.resolve("ledger"))) {
      SynthesisException.NoLedger thrown =
          assertThrows(SynthesisException.NoLedger.class, () -> ledger.begin(call("a")));
      assertTrue(thrown.toString().contains("cannot write down the call to moonshot/kimi-k3"));
      assertTrue(thrown.hint().startsWith("Nothing was sent."), thrown.hint());
      Files.delete(file);
      make(ledger, "a", replied("x"));
      assertEquals(Optional.of(reply("x")), ledger.reply("a"));
    }
  }

  @Test
  void anEndAfterTheLedgerWasClosedWarnsAndThrowsNothing() {
    List<String> warnings = new ArrayList<>();
    FileLedger ledger = open(folder, () -> NOON, warnings);
    CallLedger.Entry entry = ledger.begin(call("a"));
    ledger.close();
    entry.end(replied("x"));
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().contains("it counts at its worst price"), warnings.getFirst());
    assertThrows(SynthesisException.NoLedger.class, () -> ledger.begin(call("b")));
    assertEquals(RecordedCall.State.UNKNOWN, LedgerReading.of(folder).calls().getFirst().state());
  }

  @Test
  void callersThatAreInterruptedLeaveItWhole() {
    try (FileLedger ledger = open(folder)) {
      Thread.currentThread().interrupt();
      make(ledger, "a", replied("x"));
      assertEquals(Optional.of(reply("x")), ledger.reply("a"));
      assertTrue(Thread.interrupted());
      make(ledger, "b", replied("y"));
      assertEquals(Optional.of(reply("y")), ledger.reply("b"));
    }
  }

  @Test
  void manyThreadsWriteAtOnce() throws Exception {
    int callers = 400;
    try (FileLedger ledger = open(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        String digest = "call " + i;
        done.add(
            threads.submit(
                () -> {
                  make(ledger, digest, replied("answer to " + digest));
                  assertEquals(Optional.of(reply("answer to " + digest)), ledger.reply(digest));
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(List.of(), reading.damages());
    assertEquals(callers, reading.calls().size());
    assertTrue(
        reading.calls().stream().allMatch(call -> call.state() == RecordedCall.State.REPLIED));
    assertEquals(1, segments().size());
  }

  @Test
  void keepsAllOfTheCallButTheFractionsOfMilliseconds() {
    try (FileLedger ledger = open(folder)) {
      make(ledger, "a", replied("x"));
    }
    RecordedCall recorded = LedgerReading.of(folder).calls().getFirst();
    assertEquals(call("a"), recorded.call());
    assertEquals(RecordedEnd.of(replied("x")), recorded.end());
    assertEquals(ACCOUNT.name(), recorded.account());
  }

  private List<Path> segments() throws IOException {
    return Segments.of(folder.resolve(ACCOUNT.name()));
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
