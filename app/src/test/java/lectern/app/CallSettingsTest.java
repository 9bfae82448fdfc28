package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.Prompt;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.kimi.KimiSettings;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.LimitRules;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is set of calls is what the client does: told by the other side of the wire.
class CallSettingsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final String EVIDENCE = "[d1#0] The landlord mends the roof. ".repeat(400);

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();

  private static ChatRequest request(ModelAccess access, String question, int completionTokens) {
    return new ChatRequest(
        new Prompt("Be exact.", EVIDENCE, question),
        access.models().getFirst(),
        completionTokens,
        Tier.SHORT,
        "everything",
        5_000);
  }

  private ModelAccess access(StandIn standIn, String... settings) {
    Map<String, String> environment =
        Map.of("KIMI_BASE_URL", standIn.baseUrl().toString(), "KIMI_API_KEY", "sk-of-the-test");
    Map<String, String> flags = new HashMap<>();
    for (String setting : settings) {
      flags.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    SettingsSources sources = SettingsSources.read(folder, null, environment, flags);
    return new Lectern(LecternSettings.of(sources), new Keys(environment))
        .access(
            folder.resolve("ledger"),
            new ModelAccess.Options(null, TODAY, TODAY, false, false, null),
            told::add,
            told::add);
  }

  private static BigDecimal cost(Completion completion) {
    BigDecimal cost = completion.costUsd();
    return cost == null ? BigDecimal.TEN : cost;
  }

  @Test
  void anHourOfTheCacheIsAskedForAndBilled() {
    List<BigDecimal> costs = new ArrayList<>();
    for (String ttl : List.of("5m", "1h")) {
      try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
          ModelAccess access = access(standIn, "llm.cache-ttl=" + ttl)) {
        costs.add(
            cost(access.complete(request(access, "Who mends the roof, by " + ttl + "?", 2_000))));
        assertEquals(0, costs.getLast().compareTo(standIn.bill().total().usd()), ttl);
        assertTrue(standIn.bill().total().writtenTokens() > 3_000, ttl);
      }
    }
    // More than 3,000 tokens written at $4.00 a million in place of $2.00.
    assertTrue(
        costs.get(1).subtract(costs.get(0)).compareTo(new BigDecimal("0.006")) > 0, "" + costs);
  }

  @Test
  void aPlanCountsTheHour() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
        ModelAccess five = access(standIn);
        ModelAccess hour = access(standIn, "llm.cache-ttl=1h")) {
      assertEquals(CacheTtl.FIVE_MINUTES, five.outlook(five.models().getFirst()).ttl());
      assertEquals(CacheTtl.ONE_HOUR, hour.outlook(hour.models().getFirst()).ttl());
    }
    // Nor does it need a key for that.
    SettingsSources sources =
        SettingsSources.read(folder, null, Map.of(), Map.of("llm.cache-ttl", "1h"));
    try (ModelAccess keyless =
        new Lectern(LecternSettings.of(sources), Keys.NONE)
            .access(
                folder.resolve("ledger"),
                new ModelAccess.Options(null, TODAY, TODAY, false, false, null),
                told::add,
                told::add)) {
      assertEquals(CacheTtl.ONE_HOUR, keyless.outlook(keyless.models().getFirst()).ttl());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kimi-k2.6", "openrouter/moonshotai/kimi-k3.1-pro"})
  void anHourWithoutAPriceIsRefused(String model) {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      var refused =
          assertThrows(
              AppException.BadSetting.class,
              () -> access(standIn, "llm.cache-ttl=1h", "llm.model=" + model));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("llm.cache-ttl is 1h"),
          refused.getMessage());
      assertTrue(refused.hint().contains("moonshot/kimi-k3.1-pro, "), refused.hint());
    }
  }

  @Test
  void whoStepsInWithoutAPriceForTheHourKeepsFiveMinutes() {
    StandInSettings empty = StandInSettings.DEFAULTS.withFaults(FaultPlan.parse("quota"));
    try (StandIn standIn = StandIn.start(empty);
        ModelAccess access = access(standIn, "llm.cache-ttl=1h", "llm.fallback.model=kimi-k2.6")) {
      assertTrue(access.notes().toString().contains("kimi-k2.6 keeps prompts for 5 minutes"));
      Completion completion = access.complete(request(access, "Who mends the roof?", 2_000));
      assertEquals("kimi-k2.6", completion.model());
      assertEquals(0, cost(completion).compareTo(standIn.bill().total().usd()));
    }
  }

  /// Two budgets of 300,000 pass the 500,000 tokens a minute of tier 0, what is used of them does
  /// not.
  @ParameterizedTest
  @CsvSource({"budget, BUDGET", "actual, ACTUAL"})
  void completionsAreChargedAsIsSet(String set, LimitRules.Charge charge) {
    StandInSettings tier0 =
        StandInSettings.DEFAULTS.withTier(0).withLimits(LimitRules.DEFAULTS.withCharge(charge));
    try (StandIn standIn = StandIn.start(tier0);
        ModelAccess access =
            access(
                standIn,
                "llm.rate-tier=0",
                "llm.output-charge=" + set,
                "llm.deadline-seconds=30")) {
      access.complete(request(access, "Who mends the roof?", 300_000));
      ChatRequest second = request(access, "Who keeps a dog?", 300_000);
      if (charge == LimitRules.Charge.ACTUAL) {
        access.complete(second);
        assertEquals(2, standIn.bill().total().requests());
      } else {
        // A minute is more than the half that an answer may take: told at once.
        var e = assertThrows(SynthesisException.NoCompletion.class, () -> access.complete(second));
        assertTrue(
            String.valueOf(e.getMessage()).contains("no room for the call within 30 s"),
            e.getMessage());
        assertEquals(1, standIn.bill().total().requests());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "llm.first-token-seconds, slow-first-token, no first token within 1.0 s",
    "llm.idle-seconds, stall, nothing more for 1.0 s",
    "llm.deadline-seconds, slow-headers, no whole answer within 1.0 s"
  })
  void aLimitOfTimeEndsACall(String setting, String fault, String said) {
    StandInSettings slow =
        StandInSettings.DEFAULTS.withFaults(FaultPlan.parse(fault + ",slow=60s"));
    try (StandIn standIn = StandIn.start(slow);
        ModelAccess access = access(standIn, setting + "=1")) {
      try {
        assertTrue(
            access
                .complete(request(access, "Who mends the roof?", 2_000))
                .notes()
                .toString()
                .contains(said));
      } catch (SynthesisException.NoCompletion e) {
        assertEquals("llm.deadline-seconds", setting);
        assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
      }
    }
  }

  @Test
  void timesAreTheClientsAndTheirDefaultsTheSame() {
    assertEquals(KimiSettings.DEFAULTS, ModelAccess.limits(CallTimes.DEFAULTS));
    KimiSettings set =
        ModelAccess.limits(
            new CallTimes(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4)));
    assertEquals(
        List.of(1L, 2L, 3L, 4L),
        List.of(
            set.headers().toSeconds(),
            set.firstToken().toSeconds(),
            set.idle().toSeconds(),
            set.deadline().toSeconds()));
  }

  @Test
  void whatCannotBeIsRefusedByName() throws IOException {
    Files.writeString(
        folder.resolve("lectern.toml"),
        "[llm]\ncache_ttl = \"1h\"\noutput_charge = \"actual\"\nidle_seconds = 7\n");
    ModelSettings file =
        LecternSettings.of(SettingsSources.read(folder, null, Map.of(), Map.of())).llm();
    assertEquals(
        "ONE_HOUR ACTUAL PT7S",
        file.cacheTtl() + " " + file.outputCharge() + " " + file.times().idle());
    for (String wrong :
        List.of(
            "llm.cache-ttl=2h",
            "llm.output-charge=none",
            "llm.headers-seconds=0",
            "llm.first-token-seconds=3601",
            "llm.idle-seconds=soon",
            "llm.deadline-seconds=86401")) {
      String key = wrong.split("=", 2)[0];
      SettingsSources sources =
          SettingsSources.read(folder, null, Map.of(), Map.of(key, wrong.split("=", 2)[1]));
      var refused = assertThrows(AppException.BadSetting.class, () -> LecternSettings.of(sources));
      assertTrue(
          String.valueOf(refused.getMessage()).startsWith("setting " + key + " (flag) "),
          refused.getMessage());
      assertTrue(refused.hint().startsWith("Give "), refused.hint());
    }
  }
}
