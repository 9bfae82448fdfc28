package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Properties;
import lectern.synthesize.Prompt;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// The live tests at the stand-in, so that they work on the day somebody has a key; and that nobody
/// runs them by accident or past the cap.
class LiveContractTest implements LiveContract {
  private static final Map<String, String> KEY = Map.of("KIMI_API_KEY", "sk-real");

  private static final StandIn STAND_IN = StandIn.start(StandInSettings.DEFAULTS);
  private static final CappedLedger LEDGER = capped("0.50");

  private static final LiveSession SESSION =
      new LiveSession(target(STAND_IN.baseUrl().toString()), LEDGER);

  /// With what [LiveContract] says of it.
  @AfterAll
  static void allOfThemTogetherStayFarBelowTheCap() {
    SESSION.close();
    STAND_IN.close();
    assertTrue(LEDGER.worstUsd().compareTo(new BigDecimal("0.17")) <= 0, LEDGER.toString());
    assertTrue(STAND_IN.bill().total().usd().compareTo(LEDGER.worstUsd()) < 0);
  }

  @Override
  public LiveSession session() {
    return SESSION;
  }

  private static CappedLedger capped(String usd) {
    return new CappedLedger(new BigDecimal(usd));
  }

  private static LiveTarget target(String baseUrl) {
    return LiveTarget.of(KEY, properties("lectern.live", "true", "lectern.live.base-url", baseUrl));
  }

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  @Test
  void aCallThatMayPassTheCapIsNotSent() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    ScriptedServer.content("Yes."), ScriptedServer.finish("stop"), "[DONE]"));
        // Each costs $0.02 and some for the prompt at worst.
        LiveSession poor = new LiveSession(target(server.baseUrl().toString()), capped("0.05"))) {
      Prompt prompt = new Prompt("Be brief.", "It is so.", "Is it so?");
      poor.ask(prompt, 2_000);
      poor.ask(prompt, 2_000);
      var stopped = assertThrows(SynthesisException.NoLedger.class, () -> poor.ask(prompt, 2_000));
      assertTrue(String.valueOf(stopped.getMessage()).contains("of $0.05 are spoken for"));
      assertEquals(2, server.requests.size());
      assertFalse(server.heads.toString().contains("sk-real"), "no key to another server");
    }
  }

  @Test
  void nobodyIsAskedWithoutTheFlagOrTheKeyOrElsewhere() {
    Properties wanted = properties("lectern.live", "true");
    assertEquals(
        "kimi-k3.1-pro at https://api.moonshot.ai/v1", LiveTarget.of(KEY, wanted).toString());
    assertEquals("sk-real", LiveTarget.of(KEY, wanted).key());
    assertThrows(TestAbortedException.class, () -> LiveTarget.of(KEY, properties()));
    assertThrows(
        TestAbortedException.class,
        () -> LiveTarget.of(KEY, properties("lectern.live.base-url", "http://127.0.0.1:1/v1")));
    assertThrows(TestAbortedException.class, () -> LiveTarget.of(Map.of(), wanted));
    assertThrows(
        TestAbortedException.class,
        () ->
            LiveTarget.of(
                Map.of("KIMI_API_KEY", "sk-real", "KIMI_BASE_URL", "http://127.0.0.1:1/v1"),
                wanted));
    assertThrows(TestAbortedException.class, () -> target("https://proxy.example.org/v1"));
    assertFalse(LiveTarget.of(KEY, wanted).toString().contains("sk-real"));
  }
}
