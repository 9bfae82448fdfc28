package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.Provider;
import lectern.synthesize.catalogue.ModelCatalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderKeysTest {
  private static final Map<String, String> KIMI = Map.of("KIMI_API_KEY", "kimi");

  private static @Nullable String key(
      Map<String, String> environment, String provider, String url) {
    return new Keys(environment).key(ModelCatalogue.shipped().provider(provider), URI.create(url));
  }

  @Test
  void moonshotsKeyGoesToMoonshotsHostsAlone() {
    for (String name : List.of("KIMI_API_KEY", "MOONSHOT_API_KEY")) {
      Map<String, String> own = Map.of(name, " kimi\n");
      assertEquals("kimi", key(own, "moonshot", "https://api.moonshot.ai/v1"));
      assertEquals("kimi", key(own, "moonshot-cn", "https://api.moonshot.cn/v1"));
      assertEquals("kimi", key(own, "moonshot", "https://API.MOONSHOT.CN/v1"));
      for (String other :
          List.of(
              "http://api.moonshot.ai/v1",
              "https://api.moonshot.ai.example.org/v1",
              "https://example.org/api.moonshot.ai",
              "https://api.moonshot.ai@example.org/v1",
              "https://openrouter.ai/api/v1",
              "http://localhost:8080/v1")) {
        assertNull(key(own, "moonshot", other), other);
      }
    }
    assertNull(key(KIMI, "openrouter", "https://openrouter.ai/api/v1"));
    assertNull(key(KIMI, "openai", "https://api.openai.com/v1"));
    assertNull(key(KIMI, "vllm", "http://localhost:8000/v1"));
  }

  @Test
  void aKeyThatNoHeaderCanHoldIsRefusedAndNotShown() {
    for (String bad : List.of("sk-中geheim", "sk-geheim\nX: y", "sk geheim", "sk-geheim\u0000")) {
      var refused =
          assertThrows(
              AppException.BadSetting.class,
              () -> key(Map.of("KIMI_API_KEY", bad), "moonshot", "https://api.moonshot.ai/v1"));
      assertFalse(String.valueOf(refused.getMessage()).contains("geheim"), refused.getMessage());
      assertThrows(
          AppException.BadSetting.class,
          () ->
              new Keys(Map.of("EMBEDDER_API_KEY", bad))
                  .embedder(URI.create("https://example.org/v1"), true));
    }
  }

  @Test
  void theNewerNameGoesFirst() {
    Map<String, String> both = Map.of("KIMI_API_KEY", "kimi", "MOONSHOT_API_KEY", "moonshot");
    assertEquals("kimi", key(both, "moonshot", "https://api.moonshot.ai/v1"));
  }

  @Test
  void moonshotsKeyGoesWhereItsBaseUrlPoints() {
    Map<String, String> standIn =
        Map.of("KIMI_API_KEY", "kimi", "KIMI_BASE_URL", "http://localhost:9000/v1");
    assertEquals("kimi", key(standIn, "moonshot", "http://localhost:9000/v1"));
    assertNull(key(standIn, "moonshot", "http://localhost:9001/v1"));
    assertNull(key(standIn, "openrouter", "http://localhost:9000/v1"));
    Map<String, String> plain =
        Map.of("KIMI_API_KEY", "kimi", "KIMI_BASE_URL", "http://proxy.example.org/v1");
    assertNull(key(plain, "moonshot", "http://proxy.example.org/v1"));
    Map<String, String> broken = Map.of("KIMI_API_KEY", "kimi", "KIMI_BASE_URL", "::");
    assertNull(key(broken, "moonshot", "https://example.org/v1"));
    assertEquals("kimi", key(broken, "moonshot", "https://api.moonshot.ai/v1"));
  }

  @Test
  void openAisKeyGoesToOpenAiOrItsBaseUrl() {
    Map<String, String> own =
        Map.of("OPENAI_API_KEY", "shared", "OPENAI_BASE_URL", "https://proxy.example.org/v1");
    assertEquals("shared", key(own, "openai", "https://api.openai.com/v1"));
    assertEquals("shared", key(own, "openai", "https://proxy.example.org/v1"));
    assertNull(key(own, "moonshot", "https://api.moonshot.ai/v1"));
    assertNull(key(own, "moonshot", "https://proxy.example.org/v1"));
  }

  @Test
  void everyOtherKeyGoesToItsProvidersHostAlone() {
    Map<String, String> all = new HashMap<>();
    List<Provider> providers = ModelCatalogue.shipped().providers();
    providers.forEach(row -> row.keyVariables().forEach(name -> all.put(name, row.name())));
    for (Provider from : providers) {
      for (Provider to : providers) {
        boolean same =
            from.baseUrl().getHost().equals(to.baseUrl().getHost())
                || (from.name().startsWith("moonshot") && to.name().startsWith("moonshot"));
        String key = new Keys(all).key(from, to.baseUrl());
        if (same && !from.keyVariables().isEmpty()) {
          assertEquals(all.get(from.keyVariables().getFirst()), key, from.name());
        } else {
          assertNull(key, from.name() + " to " + to.name());
        }
      }
    }
  }

  @Test
  void aServerOnThisMachineMayHaveAnyPort() {
    Map<String, String> own = Map.of("VLLM_API_KEY", "mine");
    assertEquals("mine", key(own, "vllm", "http://127.0.0.1:9000/v1"));
    assertNull(key(own, "vllm", "https://gpu.example.org/v1"));
    Map<String, String> named =
        Map.of("VLLM_API_KEY", "mine", "VLLM_BASE_URL", "https://gpu.example.org/v1");
    assertEquals("mine", key(named, "vllm", "https://gpu.example.org/v1"));
  }

  @Test
  void noFileMakesAKeyGoElsewhere() {
    Map<String, String> keys =
        Map.of("KIMI_API_KEY", "kimi", "AWS_API_KEY", "aws", "MINE_API_KEY", "mine");
    URI evil = URI.create("https://evil.example.org/v1");
    assertNull(new Keys(keys).key(provider("moonshot", evil, "KIMI_API_KEY"), evil));
    assertNull(new Keys(keys).key(provider("evil", evil, "KIMI_API_KEY"), evil));
    assertNull(new Keys(keys).key(provider("aws", evil, "AWS_API_KEY"), evil));
    assertNull(new Keys(keys).key(provider("kimi", evil, "KIMI_API_KEY"), evil));
    Map<String, String> named = new HashMap<>(keys);
    named.put("MINE_BASE_URL", "https://mine.example.org/v1");
    URI mine = URI.create("https://mine.example.org/v1");
    assertEquals("mine", new Keys(named).key(provider("mine", mine, "MINE_API_KEY"), mine));
    assertNull(new Keys(named).key(provider("mine", mine, "AWS_API_KEY"), evil));
  }

  @Test
  void anAddressThatIsNoneIsNotShown() {
    Keys keys = new Keys(Map.of("KIMI_BASE_URL", "https://u:secret@example.org/v1"));
    var thrown = assertThrows(AppException.BadSetting.class, () -> keys.baseUrl("moonshot"));
    assertFalse((thrown.getMessage() + thrown.hint()).contains("secret"), thrown.getMessage());
    assertFalse(new Keys(KIMI).toString().contains("kimi"));
  }

  private static Provider provider(String name, URI url, String variable) {
    return new Provider(
        name,
        url,
        List.of(variable),
        new Provider.Quirks(
            "reasoning_content",
            Provider.CachedTokens.NONE,
            false,
            false,
            false,
            "max_completion_tokens",
            false,
            false),
        null,
        url,
        LocalDate.EPOCH);
  }
}
