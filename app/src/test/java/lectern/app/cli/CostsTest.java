package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Reply;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.ledger.FileLedger;
import lectern.synthesize.ledger.LedgerAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lectern costs` over ledgers that are written here.
class CostsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant LATE = Instant.parse("2026-11-19T23:59:59Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");

  @TempDir private Path state;

  @Test
  void saysSoWhereThereIsNoLedger() {
    Run run = costs();
    assertEquals(0, run.exit());
    assertEquals("", run.out());
    assertEquals(
        "costs: no call has been written down in " + state.resolve("ledger") + "\n", run.err());
    assertFalse(Files.exists(state.resolve("ledger")));
    assertEquals(0, json("--json").getFirst().get("total").get("calls").intValue());
  }

  @Test
  void aFileInPlaceOfTheStateIsNoEmptyLedger() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "");
    Run run = Run.with("", Map.of("LECTERN_STATE", file.toString()), "costs");
    assertEquals(3, run.exit());
    assertTrue(run.err().contains("cannot read the ledger: it is no folder"), run.err());
  }

  @Test
  void sumsByDayOfUtcWithWhatIsUnknownAndInFlightApart() {
    try (FileLedger living = writer("a key")) {
      write();
      living.begin(call(MIDNIGHT, "kimi-k3", Tier.SHORT, "everything", "0.5"));
      assertEquals(
          """
          day (UTC)   calls  failed  prompt  cached  written  completion     USD  unknown  USD at most  in flight  USD at most
          2026-11-19      1       0   1,000     768     ~232          50  0.0125        0       0.0000          0       0.0000
          2026-11-20      5       3   2,000     768      232         100  0.0250        1       0.5000          1       0.5000
          total           6       3   3,000   1,536     ~464         150  0.0375        1       0.5000          1       0.5000
          ~ tokens written to the cache were worked out here; the provider tells none
          unknown: may have been billed, and what it cost was not told; counts at its worst price
          1 call of models without a price: in no sum of dollars
          """,
          costs().out());
    }
  }

  @Test
  void sumsByModelTierAndScope() {
    write();
    assertEquals(List.of("moonshot/kimi-k2.6", "moonshot/kimi-k3"), keys("model"));
    assertEquals(List.of("SHORT", "FULL_WINDOW"), keys("tier"));
    assertEquals(List.of("everything", "lease.pdf"), keys("scope"));
  }

  @Test
  void daysAreIncludedAtBothEnds() {
    write();
    assertEquals(List.of("2026-11-20"), keys("day", "--since", "2026-11-20"));
    assertEquals(List.of("2026-11-19"), keys("day", "--until", "2026-11-19"));
    assertEquals(
        List.of("2026-11-20"), keys("day", "--since", "2026-11-20", "--until", "2026-11-20"));
    Run none = costs("--since", "2027-01-01");
    assertTrue(none.err().startsWith("costs: no call on these days, of 5 calls in "), none.err());
  }

  @Test
  void daysThatMakeNoSenseAreRefused() {
    assertEquals(2, costs("--since", "2026-11-20", "--until", "2026-11-19").exit());
    assertEquals(2, costs("--since", "yesterday").exit());
    assertEquals(2, costs("--by", "weather").exit());
    assertEquals(2, costs("--calls", "--limit", "0").exit());
  }

  @Test
  void listsTheLatestCallsWithoutTheirWords() {
    write();
    List<String> lines = costs("--calls").lines();
    assertEquals(5, lines.size());
    assertEquals(
        "2026-11-19T23:59:59Z  moonshot/kimi-k3         SHORT        REPLIED    1,000 prompt"
            + " (768 cached, ~232 written) + 50 completion  $0.0125  trace t-1",
        lines.getFirst());
    assertEquals(
        "2026-11-20T00:00:00Z  moonshot/kimi-k3         SHORT        UNKNOWN    about 1,000 prompt"
            + " tokens  at most $0.5000",
        lines.getLast());
    assertTrue(
        lines.get(2).endsWith("FAILED     about 1,000 prompt tokens  $0.0000  429 overloaded"));
    assertEquals(lines.subList(3, 5), costs("--calls", "--limit", "2").lines());
    for (Run run : List.of(costs("--calls"), costs("--calls", "--json"), costs("--json"))) {
      assertFalse(run.out().contains("Six months"), run.out());
      assertFalse(run.out().contains("a key"), run.out());
    }
    JsonNode first = json("--calls", "--json").getFirst();
    assertEquals("t-1", first.get("trace_id").textValue());
    assertEquals(232, first.get("cache_write_tokens").intValue());
    assertEquals("2026-10-26", first.get("priced_as_of").textValue());
  }

  @Test
  void saysWhatIsDamagedAndHoldsItsCallAtTheWorstPrice() throws IOException {
    write();
    Path segment;
    try (Stream<Path> files = Files.walk(state)) {
      segment = files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
    String text = Files.readString(segment);
    Files.writeString(segment, text.replaceFirst("Six months", "Ten months"));
    Run run = costs("--json");
    assertEquals(0, run.exit());
    assertEquals(
        "costs: record 3 of "
            + segment
            + " is not as it was written; its call counts at its worst price, or, if all of it is"
            + " lost, not at all\n",
        run.err());
    JsonNode total = json("--json").getLast().get("total");
    assertEquals(2, total.get("unknown").intValue());
    assertEquals(new BigDecimal("1.0"), total.get("unknown_usd").decimalValue());
    assertEquals(3, total.get("damages").get(0).get("record").intValue());
  }

  private Run costs(String... arguments) {
    List<String> all = new ArrayList<>(List.of("costs"));
    all.addAll(List.of(arguments));
    return Run.with("", Map.of("LECTERN_STATE", state.toString()), all.toArray(new String[0]));
  }

  private List<JsonNode> json(String... arguments) {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : costs(arguments).lines()) {
      try {
        lines.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new AssertionError(line, e);
      }
    }
    return lines;
  }

  private List<String> keys(String by, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--json", "--by", by));
    all.addAll(List.of(arguments));
    return json(all.toArray(new String[0])).stream()
        .filter(line -> line.has("key"))
        .map(line -> line.get("key").textValue())
        .toList();
  }

  private FileLedger writer(String key) {
    return FileLedger.open(
        state.resolve("ledger"),
        LedgerAccount.of("moonshot", "api.moonshot.ai", key),
        InstantSource.fixed(MIDNIGHT),
        new SplittableRandom(key.length()),
        warning -> {
          throw new AssertionError(warning);
        });
  }

  /// A reply on the 19th; on the 20th one that is truncated, a failure, one cancelled without a
  /// price, and one without an end.
  private void write() {
    try (FileLedger ledger = writer("another key")) {
      ledger
          .begin(call(LATE, "kimi-k3", Tier.SHORT, "everything", "0.5"))
          .end(end(Outcome.REPLIED, "0.0125", true));
      ledger
          .begin(call(MIDNIGHT, "kimi-k2.6", Tier.FULL_WINDOW, "lease.pdf", "0.5"))
          .end(end(Outcome.TRUNCATED, "0.0250", false));
      ledger
          .begin(call(MIDNIGHT, "kimi-k3", Tier.SHORT, "everything", "0.5"))
          .end(
              new CallEnd(
                  Outcome.FAILED,
                  null,
                  null,
                  null,
                  Duration.ofMillis(3),
                  null,
                  false,
                  "429 overloaded"));
      ledger
          .begin(call(MIDNIGHT, "kimi-k3", Tier.SHORT, "everything", null))
          .end(end(Outcome.CANCELLED, null, false));
      ledger.begin(call(MIDNIGHT, "kimi-k3", Tier.SHORT, "everything", "0.5"));
    }
  }

  private static ModelCall call(
      Instant at, String model, Tier tier, String scope, @Nullable String most) {
    return new ModelCall(
        "moonshot",
        model,
        at,
        tier,
        scope,
        "0a1b",
        1_000,
        4_096,
        most == null ? null : new BigDecimal(most),
        1,
        LocalDate.of(2026, 10, 26),
        null);
  }

  private static CallEnd end(Outcome outcome, @Nullable String cost, boolean derived) {
    Usage usage = derived ? new Usage(1_000, 768, 232, 50) : new Usage(1_000, 384, 116, 50);
    return new CallEnd(
        outcome,
        new Reply("Six months", null, Finish.STOP, usage, "kimi-k3"),
        cost == null ? null : new BigDecimal(cost),
        Duration.ofMillis(40),
        Duration.ofMillis(90),
        "t-1",
        derived,
        null);
  }
}
