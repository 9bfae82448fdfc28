package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Prompt;
import lectern.synthesize.Tier;
import lectern.synthesize.ledger.FileLedger;
import lectern.synthesize.ledger.LedgerAccount;
import lectern.synthesize.ledger.LedgerReading;
import lectern.synthesize.ledger.RecordedCall;
import lectern.synthesize.ledger.RecordedEnd;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prompts and replies as large as they come, and clocks that jump, through client and ledger.
class LargeAndLateTest {
  private static final int TOKENS = 400_000;
  private static final String WORD = "rent";
  private static final int PROMPT_BYTES = 4_000_000;

  @TempDir private Path folder;

  private static FileLedger ledger(Path folder) {
    return FileLedger.open(
        folder,
        LedgerAccount.of("moonshot", "127.0.0.1", Wire.KEY),
        InstantSource.system(),
        new SplittableRandom(1),
        warning -> {
          throw new AssertionError(warning);
        });
  }

  /// In a process of its own, whose heap bounds what a reply may take while it comes.
  @Test
  void aReplyOfManyTokensIsKeptWholeAndFoundAgainWithinASmallHeap() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LargeAndLateTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
    RecordedCall recorded = LedgerReading.of(folder).calls().getFirst();
    RecordedEnd end = recorded.end();
    assertEquals(TOKENS * WORD.length(), end == null ? 0 : end.replyChars());
    // 1,000 tokens in, written to the cache, at $2, and 400,000 out at $10 a million.
    assertEquals(0, new BigDecimal("4.002").compareTo(recorded.paidUsd()));
  }

  /// Asks twice for a long reply, and is paid for once.
  public static void main(String[] arguments) throws IOException {
    byte[] event =
        ("data: " + ScriptedServer.content(WORD) + "\n\n").getBytes(StandardCharsets.UTF_8);
    try (ScriptedServer server =
        new ScriptedServer(
            out -> {
              OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
              ScriptedServer.open(buffered);
              for (int i = 0; i < TOKENS; i++) {
                buffered.write(event);
              }
              ScriptedServer.event(
                  buffered,
                  ScriptedServer.finishWithUsage(
                      "stop", "{\"prompt_tokens\":1000,\"completion_tokens\":" + TOKENS + "}"));
              ScriptedServer.event(buffered, "[DONE]");
            })) {
      for (int run = 0; run < 2; run++) {
        try (FileLedger ledger = ledger(Path.of(arguments[0]));
            KimiClient client = Clients.of(server.baseUrl(), ledger)) {
          ChatRequest small = Wire.request(Wire.k3());
          ChatRequest request =
              new ChatRequest(
                  small.prompt(), small.model(), TOKENS, Tier.SHORT, "everything", 1_000);
          Completion completion = client.complete(request);
          assertEquals(WORD.repeat(TOKENS), completion.text());
          assertEquals(run == 0 ? TOKENS : 0, completion.usage().completionTokens());
        }
      }
      assertEquals(1, server.requests.size());
    }
    System.exit(0);
  }

  @Test
  void aPromptOfFourMegabytesIsSentBilledAndFoundAgain() {
    String evidence =
        "[d1#0] The tenant pays the landlord the yearly rent agreed between both of them.\n";
    ChatRequest request =
        new ChatRequest(
            new Prompt(
                "Be exact.",
                evidence.repeat(PROMPT_BYTES / evidence.length()),
                "What is the rent?"),
            Wire.k3(),
            2_000,
            Tier.FULL_WINDOW,
            "everything",
            1_000_000);
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      for (int run = 0; run < 2; run++) {
        try (FileLedger ledger = ledger(folder);
            KimiClient client = Clients.of(standIn.baseUrl(), ledger)) {
          Completion completion = client.complete(request);
          assertTrue(completion.text().contains("yearly rent"), completion.text());
        }
      }
      assertEquals(1, standIn.bill().total().requests());
      assertTrue(standIn.bill().total().promptTokens() > 500_000);
      RecordedCall recorded = LedgerReading.of(folder).calls().getFirst();
      assertEquals(0, standIn.bill().total().usd().compareTo(recorded.paidUsd()));
    }
  }

  /// The clock on the wall is set by a day at each look, on and back; what passes does not.
  @Test
  void aClockThatJumpsMovesNoWaitNoDeadlineAndNoPrice() throws IOException {
    Instant noon = Instant.parse("2026-11-20T12:00:00Z");
    for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-400))) {
      Deque<Instant> looks = new ArrayDeque<>();
      for (int i = 0; i < 20; i++) {
        looks.add(noon.plus(jump.multipliedBy(i)));
      }
      RecordingLedger ledger = new RecordingLedger();
      try (ScriptedServer server =
              new ScriptedServer(
                  ScriptedServer.refusal(
                      429,
                      "rate_limit_reached_error",
                      "request reached organization max RPM: 3, please try again after 21 seconds"),
                  ScriptedServer.stream(ScriptedServer.content("It is £42")),
                  ScriptedServer.stream(
                      ScriptedServer.content(",000"),
                      ScriptedServer.finishWithUsage(
                          "stop", "{\"prompt_tokens\":1000,\"completion_tokens\":3}"),
                      "[DONE]"));
          KimiClient client =
              Clients.of(
                  server.baseUrl(), ledger, Map.of(), looks::removeFirst, CallProgress.NONE)) {
        Completion completion = client.complete(Wire.request(Wire.k3()));
        assertEquals("It is £42,000", completion.text());
        assertEquals(
            List.of(Outcome.FAILED, Outcome.TRUNCATED, Outcome.REPLIED), ledger.outcomes());
        assertTrue(!completion.latency().isNegative(), "" + completion.latency());
        assertTrue(completion.latency().compareTo(Duration.ofMinutes(10)) < 0);
        for (int i = 0; i < 3; i++) {
          ModelCall call = ledger.calls.get(i);
          // When it was sent by the clock of that moment, priced by the row that it was asked with.
          assertEquals(noon.plus(jump.multipliedBy(i)), call.at());
          assertEquals(LocalDate.EPOCH, call.pricedAsOf());
          assertTrue(!ledger.ends.get(i).elapsed().isNegative());
        }
      }
    }
  }
}
