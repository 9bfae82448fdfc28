package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @TempDir Path folder;

  @Test
  void aProvidersOwnAddressIsTheUsualOne() {
    assertEquals("https://api.moonshot.ai/v1", url(Map.of(), Map.of(), null));
    assertEquals("https://api.deepseek.com", url(Map.of(), Map.of(), "deepseek-flash"));
  }

  @Test
  void anAddressOfTheEnvironmentIsItsProvidersAlone() {
    Map<String, String> standIn = Map.of("KIMI_BASE_URL", "http://localhost:9000/v1/");
    assertEquals("http://localhost:9000/v1", url(standIn, Map.of(), null));
    assertEquals("http://localhost:9000/v1", url(standIn, Map.of(), "kimi-k2.6"));
    assertEquals("https://api.deepseek.com", url(standIn, Map.of(), "deepseek-flash"));
    Map<String, String> shared = Map.of("OPENAI_BASE_URL", "http://localhost:9000/v1");
    assertEquals("https://api.moonshot.ai/v1", url(shared, Map.of(), null));
    assertEquals("http://localhost:9000/v1", url(shared, Map.of("llm.provider", "openai"), null));
  }

  @Test
  void aSettingGoesBeforeBoth() {
    assertEquals(
        "http://localhost:9001/v1",
        url(
            Map.of("KIMI_BASE_URL", "http://localhost:9000/v1"),
            Map.of("llm.base-url", "http://localhost:9001/v1"),
            null));
  }

  @Test
  void aModelOfAnotherProviderLeavesTheAddressBehind() {
    Map<String, String> vllm =
        Map.of("llm.provider", "vllm", "llm.base-url", "http://localhost:9001/v1");
    assertEquals("http://localhost:9001/v1", url(Map.of(), vllm, null));
    assertEquals(
        "https://openrouter.ai/api/v1", url(Map.of(), vllm, "openrouter/moonshotai/kimi-k3"));
  }

  @Test
  void anAccountsAddressNeedsTheAccount() {
    Map<String, String> cloudflare = Map.of("llm.provider", "cloudflare", "llm.model", "kimi-k2.6");
    assertEquals(
        "https://api.cloudflare.com/client/v4/accounts/a1b2/ai/v1",
        url(Map.of("CLOUDFLARE_ACCOUNT_ID", "a1b2"), cloudflare, null));
    for (Map<String, String> wrong :
        List.of(Map.<String, String>of(), Map.of("CLOUDFLARE_ACCOUNT_ID", "../x"))) {
      var thrown = assertThrows(AppException.BadSetting.class, () -> url(wrong, cloudflare, null));
      assertTrue(thrown.toString().contains("CLOUDFLARE_ACCOUNT_ID"), thrown.toString());
    }
  }

  @Test
  void theListIsTriedInItsOrderEachModelOnce() {
    Models models =
        models(Map.of("KIMI_MODEL_PREFERENCE", "kimi-k2-6,kimi-k3.1-pro,kimi-k2.6"), Map.of());
    assertEquals(
        List.of("moonshot/kimi-k2.6", "moonshot/kimi-k3.1-pro"),
        names(models.all(null, TODAY, _ -> {})));
    assertEquals(
        List.of("moonshot/kimi-k3", "moonshot/kimi-k3.1-pro", "moonshot/kimi-k2.6"),
        names(models.all("kimi-k3", TODAY, _ -> {})));
  }

  private static List<String> names(List<ModelRoute> routes) {
    return routes.stream().map(route -> route.card().name()).toList();
  }

  private String url(
      Map<String, String> environment, Map<String, String> flags, @Nullable String asked) {
    Models models = models(environment, flags);
    return models.baseUrl(models.primary(asked, TODAY, TODAY)).toString();
  }

  private Models models(Map<String, String> environment, Map<String, String> flags) {
    SettingsSources sources = SettingsSources.read(folder, null, environment, flags);
    return new Lectern(LecternSettings.of(sources), new Keys(environment)).models();
  }
}
