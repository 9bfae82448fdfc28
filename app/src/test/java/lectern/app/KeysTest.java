package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final Map<String, String> SHARED = Map.of("OPENAI_API_KEY", "shared");

  private static @org.jspecify.annotations.Nullable String key(
      Map<String, String> environment, String url) {
    return new Keys(environment).embedder(URI.create(url), true);
  }

  @Test
  void theEndpointsOwnKeyGoesWhereItsAddressWasNamedByHandAlone() {
    Map<String, String> both = Map.of("EMBEDDER_API_KEY", " own\n", "OPENAI_API_KEY", "shared");
    assertEquals("own", key(both, "https://example.org/v1"));
    assertEquals("own", key(both, "https://api.openai.com/v1"));
    assertNull(key(Map.of("EMBEDDER_API_KEY", " "), "https://example.org/v1"));
    Keys keys = new Keys(both);
    assertNull(keys.embedder(URI.create("https://example.org/v1"), false));
    assertNull(keys.embedder(URI.create("http://127.0.0.1:9/v1"), false));
    assertEquals("shared", keys.embedder(URI.create("https://api.openai.com/v1"), false));
  }

  @Test
  void theEndpointsOwnKeyGoesInSecretAlone() {
    Map<String, String> own = Map.of("EMBEDDER_API_KEY", "own");
    assertNull(key(own, "http://example.org/v1"));
    assertEquals("own", key(own, "http://127.0.0.1:8080/v1"));
  }

  @Test
  void openAisKeyGoesToOpenAiAlone() {
    assertEquals("shared", key(SHARED, "https://api.openai.com/v1"));
    for (String other :
        List.of(
            "https://example.org/v1",
            "http://api.openai.com/v1",
            "https://api.openai.com.example.org/v1",
            "https://example.org/api.openai.com",
            "http://localhost:8080/v1")) {
      assertNull(key(SHARED, other), other);
    }
  }

  @Test
  void openAisKeyGoesWhereItsBaseUrlPoints() {
    Map<String, String> proxied =
        Map.of("OPENAI_API_KEY", "shared", "OPENAI_BASE_URL", "https://proxy.example.org:8443/v1");
    assertEquals("shared", key(proxied, "https://proxy.example.org:8443/other"));
    assertNull(key(proxied, "https://proxy.example.org/v1"));
    assertNull(key(proxied, "http://proxy.example.org:8443/v1"));
    Map<String, String> here =
        Map.of("OPENAI_API_KEY", "shared", "OPENAI_BASE_URL", "http://localhost:8080/v1");
    assertEquals("shared", key(here, "http://localhost:8080/v1"));
    Map<String, String> broken = Map.of("OPENAI_API_KEY", "shared", "OPENAI_BASE_URL", "::");
    assertNull(key(broken, "https://example.org/v1"));
  }

  @Test
  void areNotPrinted() {
    assertFalse(new Keys(SHARED).toString().contains("shared"));
  }
}
