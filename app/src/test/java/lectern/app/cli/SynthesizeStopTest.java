package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lectern.synthesize.ledger.LedgerReading;
import lectern.synthesize.ledger.RecordedCall;
import lectern.synthesize.ledger.RecordedCall.State;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.QuotingReader;
import lectern.synthesize.standin.Reader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ends a real process by signal while it reads the third of four parts, and goes on with another.
@DisabledOnOs(OS.WINDOWS)
class SynthesizeStopTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({"KILL,137,UNKNOWN", "INT,130,CANCELLED"})
  void whatWasPaidIsNotPaidAgain(String signal, int exit, State third) throws Exception {
    MillsCorpus mills = MillsCorpus.in(temporary);
    assertEquals(0, Run.with("", mills.offline(), "ingest", mills.folder().toString()).exit());
    CountDownLatch arrived = new CountDownLatch(3);
    Reader honest = new QuotingReader();
    StandInSettings settings =
        StandInSettings.DEFAULTS
            .withFaults(FaultPlan.parse("ok*2,slow-headers,slow=5m"))
            .withReader(
                asked -> {
                  arrived.countDown();
                  return honest.read(asked);
                });
    try (StandIn standIn = StandIn.start(settings)) {
      Process process = start(mills, standIn);
      // Before that the fault would meet a call of the second run.
      assertTrue(arrived.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
      assertEquals(List.of(State.REPLIED, State.REPLIED, State.IN_FLIGHT), states(mills));
      String command = "kill -" + signal + " " + process.pid();
      assertEquals(0, new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor());
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
      assertEquals(exit, process.exitValue(), said);
      assertEquals(List.of(State.REPLIED, State.REPLIED, third), states(mills));

      Run run = mills.run(standIn, "synthesize", "--no-ingest", "--mode", "lexical");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("42,000") && run.out().contains("45,000"), run.out());
      // Of five prompts two were there: three are sent.
      assertEquals(3 + 3, calls(mills).size());
      assertEquals(0, mills.run(standIn, "synthesize", "--no-ingest").exit());
      assertEquals(3 + 3, calls(mills).size());
    }
  }

  private static List<RecordedCall> calls(MillsCorpus mills) {
    return LedgerReading.of(mills.ledger()).calls();
  }

  private static List<State> states(MillsCorpus mills) {
    return calls(mills).stream().map(RecordedCall::state).toList();
  }

  private static Process start(MillsCorpus mills, StandIn standIn) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx256m");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("-cp");
    words.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    words.add(Main.class.getName());
    words.addAll(
        List.of(
            mills.command("synthesize", "--no-ingest", "--mode", "lexical", "--parallel", "1")));
    ProcessBuilder process = new ProcessBuilder(words).redirectErrorStream(true);
    process.environment().putAll(mills.environment(standIn));
    return process.start();
  }
}
