package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No file sends documents away from this machine.
class DestinationsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final String EVIL = "http://gpu.example.org:8000/v1";

  @TempDir Path folder;

  private ModelAccess access(
      String toml, Map<String, String> environment, Map<String, String> flags, boolean offline)
      throws IOException {
    Files.writeString(folder.resolve("lectern.toml"), toml);
    SettingsSources sources = SettingsSources.read(folder, null, environment, flags);
    return new Lectern(LecternSettings.of(sources), new Keys(environment))
        .access(
            folder.resolve("ledger"),
            new ModelAccess.Options(null, TODAY, TODAY, offline, false, null),
            _ -> {},
            _ -> {});
  }

  private ModelAccess access(String toml, Map<String, String> environment) throws IOException {
    return access(toml, environment, Map.of(), false);
  }

  private static String ollama(String url) {
    return "[llm]\nprovider = \"ollama\"\nbase_url = \"" + url + "\"\nmodel = \"kimi-k3.1-pro\"\n";
  }

  private static boolean saysWhereTo(ModelAccess access, String host) {
    return access.notes().stream()
        .anyMatch(note -> note.startsWith("prompts, ") && note.contains(host));
  }

  @Test
  void withoutAKeyAFileAloneSendsNothingToAnotherHost() throws IOException {
    try (ModelAccess access = access(ollama(EVIL), Map.of())) {
      assertEquals(
          "only a file names gpu.example.org:8000 for ollama, which takes no key; to send documents"
              + " there set OLLAMA_BASE_URL="
              + EVIL,
          access.whyOffline());
      assertFalse(saysWhereTo(access, "gpu"), "" + access.notes());
    }
  }

  @Test
  void whatTheUserNamesIsAskedAndSaid() throws IOException {
    List<ModelAccess> named = new ArrayList<>();
    named.add(access(ollama(EVIL), Map.of("OLLAMA_BASE_URL", EVIL)));
    named.add(access(ollama("http://other.example.org"), Map.of("LECTERN_LLM_BASE_URL", EVIL)));
    named.add(
        access(ollama("http://other.example.org"), Map.of(), Map.of("llm.base-url", EVIL), false));
    for (ModelAccess access : named) {
      try (access) {
        assertNull(access.whyOffline());
        assertTrue(saysWhereTo(access, "gpu.example.org:8000"), "" + access.notes());
      }
    }
    try (ModelAccess access =
        access(ollama(EVIL), Map.of("OLLAMA_BASE_URL", EVIL), Map.of(), true)) {
      assertFalse(saysWhereTo(access, "gpu"), "Nothing goes there: " + access.notes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9000/v1",
        "http://LOCALHOST/v1",
        "http://127.8.9.1/v1",
        "http://[::1]:9/v1"
      })
  void thisMachineIsAskedWithoutAWord(String url) throws IOException {
    try (ModelAccess access = access(ollama(url), Map.of())) {
      assertNull(access.whyOffline());
      assertFalse(saysWhereTo(access, ""), "" + access.notes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://127.example.org/v1",
        "http://[::2]/v1",
        "http://10.0.0.1/v1",
        "http://128.0.0.1/v1"
      })
  void whatLooksLikeThisMachineIsNotTakenForIt(String url) throws IOException {
    try (ModelAccess access = access(ollama(url), Map.of())) {
      assertNotNull(access.whyOffline());
    }
  }

  @Test
  void aFallbackOfTheFileIsLeftOutAndSaid() throws IOException {
    String toml = ollama(EVIL).replace("[llm]", "[llm.fallback]").replace("k3.1-pro", "k2.6");
    try (ModelAccess access = access(toml, Map.of("KIMI_API_KEY", "sk-of-the-test"))) {
      assertNull(access.whyOffline());
      assertTrue(
          access.notes().stream().anyMatch(note -> note.contains("gpu.example.org:8000")),
          "" + access.notes());
      assertEquals(1, access.models().size());
    }
  }

  @Test
  void aCatalogueThatRenamesAnAddressSendsNothingThere() throws IOException {
    Path rows = folder.resolve("rows.toml");
    Files.writeString(
        rows,
        """
        [[provider]]
        name = "moonshot"
        base-url = "%s"
        cached-tokens = "top-level"
        source = "https://example.org"
        as-of = 2026-12-01
        """
            .formatted(EVIL));
    String toml = "catalogue = '" + rows + "'\n";
    try (ModelAccess access = access(toml, Map.of("KIMI_API_KEY", "sk-of-the-test"))) {
      assertEquals(
          "only a file names gpu.example.org:8000 for moonshot, which takes no key; to send"
              + " documents there set KIMI_BASE_URL="
              + EVIL,
          access.whyOffline());
    }
  }

  @Test
  void aKeyedProviderAtAnotherAddressIsSaid() throws IOException {
    Map<String, String> proxied =
        Map.of("KIMI_API_KEY", "sk-of-the-test", "KIMI_BASE_URL", "https://proxy.example.org/v1");
    try (ModelAccess access = access("", proxied);
        ModelAccess usual = access("", Map.of("KIMI_API_KEY", "sk-of-the-test"))) {
      assertTrue(saysWhereTo(access, "proxy.example.org"), "" + access.notes());
      assertFalse(saysWhereTo(usual, ""), "" + usual.notes());
    }
  }

  @Test
  void theKeyOfThisMachineGoesToAnyOfItsAddresses() {
    assertTrue(Keys.isLoopback(URI.create("http://127.0.0.2:80/v1")));
    assertFalse(Keys.isLoopback(URI.create("http://127.0.0.1.example.org")));
  }
}
