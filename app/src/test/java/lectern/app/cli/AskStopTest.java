package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lectern.synthesize.ledger.LedgerReading;
import lectern.synthesize.ledger.RecordedCall;
import lectern.synthesize.ledger.RecordedCall.State;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ends a real process by signal while it waits for a model.
@DisabledOnOs(OS.WINDOWS)
class AskStopTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  @TempDir private Path state;

  @ParameterizedTest
  @CsvSource({"INT,130,slow-headers", "TERM,143,slow-first-token", "INT,130,stall"})
  void theCallIsEndedAndWrittenDownAsCancelled(String signal, int exit, String fault)
      throws Exception {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof. ".repeat(20));
    assertEquals(0, Run.of("ingest", folder.toString()).exit());
    FaultPlan faults = FaultPlan.parse(fault + ",slow=5m");
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withFaults(faults))) {
      Process ask = start(standIn);
      waitForCall();
      String command = "kill -" + signal + " " + ask.pid();
      assertEquals(0, new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor());
      String said = new String(ask.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(ask.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
      assertEquals(exit, ask.exitValue(), said);
      assertTrue(said.contains("stopped while moonshot/kimi-k3.1-pro was asked"), said);
      assertTrue(said.contains("hint: Run it again: what was written down is kept."), said);
    }
    RecordedCall call = calls().getFirst();
    assertEquals(State.CANCELLED, call.state());
    // It may be billed, and nobody has told how much.
    assertEquals(call.call().mostUsd(), call.heldUsd());
    try (Stream<Path> files = Files.walk(state)) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".lock")).toList());
    }
  }

  private List<RecordedCall> calls() {
    return LedgerReading.of(state.resolve("ledger")).calls();
  }

  private void waitForCall() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (calls().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(20));
    }
    assertEquals(List.of(State.IN_FLIGHT), calls().stream().map(RecordedCall::state).toList());
  }

  private Process start(StandIn standIn) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "ask",
                folder.toString(),
                "Who mends the roof?",
                "--no-ingest",
                "--mode",
                "lexical")
            .redirectErrorStream(true);
    process.environment().put("KIMI_BASE_URL", standIn.baseUrl().toString());
    process.environment().put("KIMI_API_KEY", "sk-of-the-test");
    process.environment().put("LECTERN_STATE", state.toString());
    return process.start();
  }
}
