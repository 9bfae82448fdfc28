package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSettingsTest {
  private static final String GUIDES =
      """
      [llm]
      provider = "moonshot"
      base_url = "https://api.moonshot.ai/v1/"
      model = "kimi-k2.6"
      [llm.fallback]
      provider = "openrouter"
      base_url = "https://openrouter.ai/api/v1"
      model = "moonshotai/kimi-k2.6"
      """;

  private static final ModelChoice FALLBACK =
      choice("openrouter", "https://openrouter.ai/api/v1", "moonshotai/kimi-k2.6");

  @TempDir Path folder;

  @Test
  void theGuidesFileNamesAModelAndItsFallback() throws IOException {
    assertEquals(
        List.of(choice("moonshot", "https://api.moonshot.ai/v1", "kimi-k2.6"), FALLBACK),
        models(GUIDES, Map.of(), Map.of()));
  }

  @Test
  void withoutAFileItIsTheShippedModel() {
    assertEquals(
        List.of(choice(null, null, "kimi-k3.1-pro")),
        LecternSettings.of(read(Map.of(), Map.of())).models());
  }

  @Test
  void theOlderSpellingGoesOnWorking() throws IOException {
    List<ModelChoice> k3 = List.of(choice(null, null, "kimi-k3"));
    assertEquals(k3, models("model = \"kimi-k3\"\n", Map.of(), Map.of()));
    assertEquals(k3, models("", Map.of("LECTERN_MODEL", "kimi-k3"), Map.of()));
    assertEquals(k3, models("", Map.of("LECTERN_LLM_MODEL", "kimi-k3"), Map.of()));
    assertEquals(k3, models("", Map.of(), Map.of("model", "kimi-k3")));
    assertThrows(
        AppException.BadSetting.class,
        () -> models("model = \"a\"\n[llm]\nmodel = \"b\"\n", Map.of(), Map.of()));
  }

  @Test
  void oneLineOrOneVariableSwitchesTheModel() throws IOException {
    assertEquals(
        List.of(choice("moonshot", "https://api.moonshot.ai/v1", "kimi-k3"), FALLBACK),
        models(GUIDES, Map.of("PRIMARY_MODEL", "kimi-k3"), Map.of()));
    assertEquals(
        choice("openrouter", "https://openrouter.ai/api/v1", "moonshotai/kimi-k3"),
        models(GUIDES, Map.of("FALLBACK_MODEL", "moonshotai/kimi-k3"), Map.of()).getLast());
    assertEquals(
        "kimi-k3.1-pro",
        models(
                GUIDES,
                Map.of("PRIMARY_MODEL", "kimi-k3", "LECTERN_MODEL", "kimi-k3.1-pro"),
                Map.of())
            .getFirst()
            .model());
  }

  @Test
  void aListGoesBeforeModelAndFallback() throws IOException {
    URI moonshot = URI.create("https://api.moonshot.ai/v1");
    assertEquals(
        List.of(
            new ModelChoice("moonshot", moonshot, "kimi-k3.1-pro"),
            FALLBACK,
            new ModelChoice("moonshot", moonshot, "kimi-k2.6")),
        models(
            GUIDES,
            Map.of(
                "KIMI_MODEL_PREFERENCE",
                "kimi-k3.1-pro, moonshotai/kimi-k2.6,kimi-k2.6,kimi-k3.1-pro"),
            Map.of()));
    assertEquals(
        List.of("a", "b"),
        models("[llm]\npreference = [\"a\", \"b\"]\n", Map.of(), Map.of()).stream()
            .map(ModelChoice::model)
            .toList());
    assertThrows(
        AppException.BadSetting.class,
        () -> models("", Map.of("KIMI_MODEL_PREFERENCE", "kimi-k3,,kimi-k2.6"), Map.of()));
  }

  @Test
  void aLaterModelGoesBeforeAnEarlierList() throws IOException {
    assertEquals(
        "kimi-k3",
        models("", Map.of("KIMI_MODEL_PREFERENCE", "a,b"), Map.of("llm.model", "kimi-k3"))
            .getFirst()
            .model());
    assertEquals(
        "kimi-k3",
        models("[llm]\npreference = \"a,b\"\n", Map.of("PRIMARY_MODEL", "kimi-k3"), Map.of())
            .getFirst()
            .model());
  }

  @Test
  void anAddressBelongsToTheProviderItWasGivenFor() throws IOException {
    assertEquals(
        choice("deepseek", null, "kimi-k2.6"),
        models(GUIDES, Map.of(), Map.of("llm.provider", "deepseek")).getFirst());
    assertEquals(
        choice("vllm", "http://localhost:9000/v1", "kimi-k2.6"),
        models(
                GUIDES,
                Map.of(
                    "LECTERN_LLM_PROVIDER", "vllm",
                    "LECTERN_LLM_BASE_URL", "http://localhost:9000/v1"),
                Map.of())
            .getFirst());
  }

  @Test
  void anAddressOfTheEnvironmentReplacesTheFiles() throws IOException {
    Map<String, String> standIn = Map.of("KIMI_BASE_URL", "http://localhost:9000/v1");
    assertEquals(
        List.of(choice("moonshot", null, "kimi-k2.6"), FALLBACK),
        models(GUIDES, standIn, Map.of()));
    assertEquals(
        choice("moonshot", "https://proxy.example.org/v1", "kimi-k2.6"),
        models(GUIDES, standIn, Map.of("llm.base-url", "https://proxy.example.org/v1")).getFirst());
  }

  @Test
  void keysAreNoSettings() throws IOException {
    for (String key :
        List.of("api_key", "apiKey", "api-key", "key", "token", "auth_token", "authorization")) {
      for (String table : List.of("llm", "llm.fallback")) {
        var thrown =
            assertThrows(
                AppException.BadSetting.class,
                () -> models("[" + table + "]\n" + key + " = \"sk-secret\"\n", Map.of(), Map.of()));
        assertTrue(thrown.hint().contains("KIMI_API_KEY"), thrown.hint());
        assertFalse((thrown.getMessage() + thrown.hint()).contains("secret"), thrown.getMessage());
      }
    }
    assertThrows(
        AppException.BadSetting.class,
        () -> models("KIMI_API_KEY = \"sk-secret\"\n", Map.of(), Map.of()));
  }

  @Test
  void whatIsHalfOrWrongIsRefusedUnshown() {
    for (String wrong :
        List.of(
            "[llm]\nbase_url = \"api.moonshot.ai/v1\"\n",
            "[llm]\nbase_url = \"https://u:secret@api.moonshot.ai/v1\"\n",
            "[llm]\nbase_url = \"https://api.moonshot.ai/v1?key=secret\"\n",
            "[llm]\nbase_url = \"http://127.0.0.1:99999/v1\"\n",
            "[llm]\nmodel = \"\"\n",
            "[llm.fallback]\nprovider = \"openrouter\"\n",
            "[llm]\nbaseurl = \"https://api.moonshot.ai/v1\"\n",
            "[llm.fallbak]\nmodel = \"a\"\n")) {
      var thrown =
          assertThrows(AppException.BadSetting.class, () -> models(wrong, Map.of(), Map.of()));
      assertFalse((thrown.getMessage() + thrown.hint()).contains("secret"), thrown.getMessage());
    }
  }

  private static ModelChoice choice(
      @Nullable String provider, @Nullable String baseUrl, String model) {
    return new ModelChoice(provider, baseUrl == null ? null : URI.create(baseUrl), model);
  }

  private List<ModelChoice> models(
      String toml, Map<String, String> environment, Map<String, String> flags) throws IOException {
    Files.writeString(folder.resolve("lectern.toml"), toml);
    return LecternSettings.of(read(environment, flags)).models();
  }

  private SettingsSources read(Map<String, String> environment, Map<String, String> flags) {
    return SettingsSources.read(folder, null, environment, flags);
  }
}
