package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.ACCOUNT;
import static lectern.synthesize.ledger.Calls.WORST;
import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.failed;
import static lectern.synthesize.ledger.Calls.make;
import static lectern.synthesize.ledger.Calls.open;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.PastCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;
import lectern.synthesize.ledger.RecordedCall.State;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LedgerReadingTest {
  private static final int CALLS = 4;

  /// A segment with [#CALLS] whole calls: a header, then a line that begins and one that ends each.
  private static final byte[] SEGMENT = segment();

  @TempDir private Path folder;

  @Test
  void aCallWithoutAnEndIsInFlightWhileItsWriterLivesAndUnknownAfterwards() {
    try (FileLedger ledger = open(folder)) {
      ledger.begin(call("a"));
      make(ledger, "b", replied("x"));
      assertEquals(List.of(State.IN_FLIGHT, State.REPLIED), states(folder));
    }
    assertEquals(List.of(State.UNKNOWN, State.REPLIED), states(folder));
    RecordedCall unknown = LedgerReading.of(folder).calls().getFirst();
    assertEquals(WORST, unknown.heldUsd());
    assertEquals(BigDecimal.ZERO, unknown.paidUsd());
  }

  @Test
  void readingAndProbingDoNotLetGoTheLockOfALivingWriter() {
    try (FileLedger ledger = open(folder)) {
      ledger.begin(call("a"));
      for (int i = 0; i < 3; i++) {
        assertEquals(List.of(State.IN_FLIGHT), states(folder));
      }
      try (FileLedger other = open(folder)) {
        assertEquals(Optional.empty(), other.reply("a"));
      }
      assertEquals(List.of(State.IN_FLIGHT), states(folder));
    }
  }

  @Test
  void thereIsNothingWhereThereIsNoLedger() {
    assertEquals(new LedgerReading(List.of(), List.of()), LedgerReading.of(folder.resolve("none")));
  }

  @Test
  void accountsAreReadTogetherByTime() throws IOException {
    place(folder, SEGMENT, "one");
    place(folder, SEGMENT, "two");
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(2 * CALLS, reading.calls().size());
    assertEquals(
        List.of("one", "two"),
        reading.calls().stream().map(RecordedCall::account).distinct().toList());
  }

  @Property(tries = 300)
  void cuttingItAnywhereLosesAtMostTheRecordThatIsCut(@ForAll @IntRange(max = 100_000) int at)
      throws IOException {
    int length = at % (SEGMENT.length + 1);
    Path ledger = Files.createTempDirectory("ledger");
    try {
      place(ledger, Arrays.copyOf(SEGMENT, length), ACCOUNT.name());
      LedgerReading reading = LedgerReading.of(ledger);
      assertEquals(List.of(), reading.damages());
      long lines = new String(SEGMENT, 0, length, StandardCharsets.US_ASCII).lines().count();
      boolean whole = length == SEGMENT.length || isLineEnd(length);
      long records = Math.max(0, (whole ? lines : lines - 1) - 1);
      assertEquals((records + 1) / 2, reading.calls().size());
      assertEquals(records / 2, count(reading, State.REPLIED));
      try (FileLedger reopened = open(ledger)) {
        for (int i = 0; i < CALLS; i++) {
          Optional<?> expected =
              i < records / 2 ? Optional.of(reply("answer " + i)) : Optional.empty();
          assertEquals(expected, reopened.reply("call " + i));
        }
      }
    } finally {
      delete(ledger);
    }
  }

  /// Whether a cut there leaves a whole record, with its line feed or without.
  private static boolean isLineEnd(int length) {
    return length > 0 && (SEGMENT[length - 1] == '\n' || SEGMENT[length] == '\n');
  }

  @Property(tries = 300)
  void aFlippedBitIsToldAndCostsNoOtherCall(
      @ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(max = 7) int bit)
      throws IOException {
    byte[] bytes = SEGMENT.clone();
    int place = at % bytes.length;
    bytes[place] ^= (byte) (1 << bit);
    Path ledger = Files.createTempDirectory("ledger");
    try {
      place(ledger, bytes, ACCOUNT.name());
      LedgerReading reading = LedgerReading.of(ledger);
      // Of a line feed that is gone, the line behind it is lost too, and nothing else.
      boolean joined = SEGMENT[place] == '\n';
      boolean lastFeed = place == SEGMENT.length - 1;
      assertTrue(reading.calls().size() >= CALLS - (joined ? 1 : 0), reading.toString());
      assertTrue(count(reading, State.REPLIED) >= CALLS - 1, reading.toString());
      assertEquals(lastFeed, reading.damages().isEmpty());
      for (RecordedCall call : reading.calls()) {
        assertTrue(call.state() == State.REPLIED || call.heldUsd().compareTo(WORST) == 0);
      }
    } finally {
      delete(ledger);
    }
  }

  @Test
  void damageNamesSegmentAndRecord() throws IOException {
    byte[] bytes = SEGMENT.clone();
    String text = new String(bytes, StandardCharsets.US_ASCII);
    bytes[text.indexOf("answer 1")] ^= 4;
    Path segment = place(folder, bytes, ACCOUNT.name());
    LedgerReading reading = LedgerReading.of(folder);
    // The header, call 0 twice, call 1 begun, call 1 ended.
    assertEquals(
        List.of(new LedgerReading.Damage(segment, 5, "is not as it was written")),
        reading.damages());
    assertEquals(
        List.of(State.REPLIED, State.UNKNOWN, State.REPLIED, State.REPLIED), states(folder));
  }

  @Test
  void aCallWhoseBeginningIsDamagedIsKnownFromItsEnd() throws IOException {
    byte[] bytes = SEGMENT.clone();
    bytes[new String(bytes, StandardCharsets.US_ASCII).indexOf("call 2")] ^= 4;
    place(folder, bytes, ACCOUNT.name());
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(1, reading.damages().size());
    assertEquals(CALLS, count(reading, State.REPLIED));
  }

  @Test
  void aSegmentOfALaterFormatIsToldAndLeftOut() throws IOException {
    String header = new String(RecordCodec.header(), StandardCharsets.US_ASCII);
    assertTrue(header.contains("\"format\":2}"), header);
    // The sum of this header was worked out by another program.
    byte[] later =
        "{\"crc32c\":\"13c1c984\",\"record\":{\"kind\":\"ledger\",\"format\":3}}\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] rest = Arrays.copyOfRange(SEGMENT, header.length(), SEGMENT.length);
    byte[] bytes = Arrays.copyOf(later, later.length + rest.length);
    System.arraycopy(rest, 0, bytes, later.length, rest.length);
    Path segment = place(folder, bytes, ACCOUNT.name());
    assertEquals(
        new LedgerReading(
            List.of(),
            List.of(
                new LedgerReading.Damage(
                    segment, 1, "is in format 3, and so is the rest: a later version wrote it"))),
        LedgerReading.of(folder));
  }

  @Test
  void aSegmentOfTheFormatBeforeIsRead() throws IOException {
    byte[] header = RecordCodec.header();
    byte[] before =
        "{\"crc32c\":\"3484f96a\",\"record\":{\"kind\":\"ledger\",\"format\":1}}\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = SEGMENT.clone();
    assertEquals(header.length, before.length);
    System.arraycopy(before, 0, bytes, 0, before.length);
    place(folder, bytes, ACCOUNT.name());
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(List.of(), reading.damages());
    assertEquals(CALLS, count(reading, State.REPLIED));
  }

  @Test
  void failuresAndUnknownEndsKeepTheirStates() {
    try (FileLedger ledger = open(folder)) {
      for (Outcome outcome : Outcome.values()) {
        make(ledger, "a", outcome == Outcome.REPLIED ? replied("x") : failed(outcome));
      }
    }
    List<RecordedCall> calls = LedgerReading.of(folder).calls();
    assertEquals(
        Stream.of(Outcome.values()).map(Outcome::name).toList(),
        calls.stream().map(call -> call.state().name()).toList());
    assertEquals(
        List.of("0", WORST.toString(), "0", WORST.toString(), WORST.toString()),
        calls.stream().map(call -> call.heldUsd().toString()).toList());
  }

  @Test
  void ofThousandBoundariesOfAPromptTheLastIsHeld() {
    List<PrefixPoint> points = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      points.add(new PrefixPoint("d" + i, i));
    }
    TextCount text = new TextCount(999, 1, 2, 3);
    Prediction prediction =
        new Prediction(1_000, 768, "low", CacheTtl.ONE_HOUR, new PromptTrace(points, text, text));
    try (FileLedger ledger = open(folder)) {
      ledger.begin(Calls.call("a", prediction)).end(replied("x"));
      ledger.begin(Calls.call("b", prediction));
    }
    PromptTrace last = new PromptTrace(List.of(points.getLast()), text, text);
    Prediction lean = new Prediction(1_000, 768, "low", CacheTtl.ONE_HOUR, last);
    assertEquals(
        List.of(Calls.call("a", lean), Calls.call("b", lean)),
        LedgerReading.of(folder).calls().stream().map(RecordedCall::call).toList());
    try (FileLedger later = open(folder)) {
      assertEquals(
          List.of(prediction.trace()),
          later.past("moonshot/kimi-k3").stream().map(PastCall::trace).toList());
    }
  }

  /// Reading one would not end.
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDeviceAmongTheSegmentsIsPassedOver() throws IOException {
    try (FileLedger writer = open(folder)) {
      make(writer, "call", replied("answer"));
    }
    Path account = folder.resolve(ACCOUNT.name());
    Files.createSymbolicLink(account.resolve("zero.jsonl"), Path.of("/dev/zero"));
    assertEquals(1, Segments.of(account).size());
    LedgerReading reading = LedgerReading.of(folder);
    assertEquals(1, reading.calls().size());
    assertEquals(List.of(), reading.damages());
  }

  @Test
  void aFileInPlaceOfTheLedgerIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "");
    for (Path ledger : List.of(file, file.resolve("ledger"))) {
      var thrown = assertThrows(UncheckedIOException.class, () -> LedgerReading.of(ledger));
      assertTrue(("" + thrown.getMessage()).contains("it is no folder"), thrown.getMessage());
    }
  }

  private static byte[] segment() {
    try {
      Path ledger = Files.createTempDirectory("ledger");
      try (FileLedger writer = open(ledger)) {
        for (int i = 0; i < CALLS; i++) {
          make(writer, "call " + i, replied("answer " + i));
        }
      }
      byte[] bytes = Files.readAllBytes(Segments.of(ledger.resolve(ACCOUNT.name())).getFirst());
      delete(ledger);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path place(Path ledger, byte[] bytes, String account) throws IOException {
    Path folder = Files.createDirectories(ledger.resolve(account));
    return Files.write(folder.resolve("20261120T120000000Z-0123456789abcdef.jsonl"), bytes);
  }

  private static void delete(Path ledger) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(ledger)) {
      all = new ArrayList<>(files.toList());
    }
    for (Path file : all.reversed()) {
      Files.delete(file);
    }
  }

  private static List<State> states(Path ledger) {
    return LedgerReading.of(ledger).calls().stream().map(RecordedCall::state).toList();
  }

  private static long count(LedgerReading reading, State state) {
    return reading.calls().stream().filter(call -> call.state() == state).count();
  }
}
