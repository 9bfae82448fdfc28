package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.embed.BgeEmbedder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No file sends texts away from this machine to be embedded, nor a key anywhere.
class EmbedderAccessTest {
  private static final String THERE = "https://vectors.example.org/v1";
  private static final Map<String, String> OWN = Map.of("EMBEDDER_API_KEY", "sk-own");

  @TempDir private Path folder;

  private LecternSettings settings(
      String url, Map<String, String> environment, Map<String, String> flags) throws IOException {
    Files.writeString(
        folder.resolve("lectern.toml"), "[embedder]\nurl = \"" + url + "\"\nmodel = \"m\"\n");
    return LecternSettings.of(SettingsSources.read(folder, null, environment, flags));
  }

  /// Key that the endpoint is asked with, `none` for none, `withheld` where it is not asked.
  private static String asked(LecternSettings settings, Map<String, String> environment) {
    AtomicReference<String> asked = new AtomicReference<>("withheld");
    access(settings, environment)
        .unlessWithheld(
            (endpoint, key) -> {
              asked.set(key == null ? "none" : key);
              return new BgeEmbedder();
            })
        .close();
    return asked.get();
  }

  private static EmbedderAccess access(LecternSettings settings, Map<String, String> environment) {
    return Objects.requireNonNull(EmbedderAccess.of(settings, new Keys(environment)));
  }

  private static IndexException.NoEmbedder why(
      LecternSettings settings, Map<String, String> environment) {
    try (Embedder withheld =
        access(settings, environment)
            .unlessWithheld(
                (endpoint, key) -> {
                  throw new AssertionError(endpoint + " is asked");
                })) {
      assertEquals("endpoint model=m", withheld.name());
      assertThrows(IndexException.NoEmbedder.class, () -> withheld.question("?"));
      return assertThrows(IndexException.NoEmbedder.class, () -> withheld.passage("x"));
    }
  }

  private static @Nullable String told(LecternSettings settings, Map<String, String> environment) {
    List<String> notes = new ArrayList<>();
    EmbedderAccess.tell(settings, new Keys(environment), notes::add);
    return notes.isEmpty() ? null : notes.getFirst();
  }

  @Test
  void aFileAloneSendsNothingToAnotherHost() throws IOException {
    for (Map<String, String> environment :
        List.of(OWN, Map.<String, String>of(), Map.of("OPENAI_API_KEY", "sk-openai"))) {
      LecternSettings settings = settings(THERE, environment, Map.of());
      IndexException.NoEmbedder none = why(settings, environment);
      String said = String.valueOf(none.getMessage());
      assertTrue(said.startsWith("only a file names vectors.example.org for embeddings"), said);
      assertEquals(environment.equals(OWN), said.contains("EMBEDDER_API_KEY"), said);
      assertEquals("To send documents there set LECTERN_EMBEDDER_URL=" + THERE + ".", none.hint());
      assertNull(told(settings, environment));
    }
  }

  @Test
  void whatTheUserNamesIsAskedWithItsKeyAndSaid() throws IOException {
    Map<String, String> named = Map.of("EMBEDDER_API_KEY", "sk-own", "LECTERN_EMBEDDER_URL", THERE);
    for (LecternSettings settings :
        List.of(
            settings("https://other.example.org/v1", named, Map.of()),
            settings("https://other.example.org/v1", OWN, Map.of("embedder.url", THERE)))) {
      assertEquals("sk-own", asked(settings, named));
      assertEquals(
          "text of your documents goes to vectors.example.org to be embedded",
          told(settings, named));
    }
    LecternSettings keyless = settings(THERE, Map.of(), Map.of("embedder.url", THERE));
    assertEquals("none", asked(keyless, Map.of()));
  }

  @Test
  void aKeyGoesInSecretAlone() throws IOException {
    LecternSettings plain =
        settings(THERE, OWN, Map.of("embedder.url", "http://vectors.example.org/v1"));
    IndexException.NoEmbedder none = why(plain, OWN);
    assertTrue(("" + none.getMessage()).contains("over https"), none.getMessage());
    assertTrue(none.hint().contains("unset EMBEDDER_API_KEY"), none.hint());
    assertEquals("none", asked(plain, Map.of()));
  }

  @Test
  void thisMachineIsAskedWithoutAKeyAndWithoutAWord() throws IOException {
    LecternSettings here = settings("http://127.0.0.1:8080/v1", Map.of(), Map.of());
    assertEquals("none", asked(here, Map.of()));
    assertNull(told(here, Map.of()));
    // Whose key it is, no file says.
    assertTrue(("" + why(here, OWN).getMessage()).contains("EMBEDDER_API_KEY"));
  }

  @Test
  void openAiIsAskedWithItsKey() throws IOException {
    Map<String, String> openAi = Map.of("OPENAI_API_KEY", "sk-openai");
    LecternSettings there = settings("https://api.openai.com/v1", openAi, Map.of());
    assertEquals("sk-openai", asked(there, openAi));
    assertNull(told(there, openAi));
    assertTrue(
        ("" + why(there, Map.of()).getMessage()).startsWith("only a file names"),
        "without a key it is a host like others");
  }
}
