package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.tika.TikaSettings;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.OutputCharge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourcesTest {
  @TempDir Path folder;

  @Test
  void defaultsArePinned() {
    assertEquals(settings("kimi-k3.1-pro", 2, "eng"), LecternSettings.DEFAULTS);
    assertEquals(LecternSettings.DEFAULTS, LecternSettings.of(read(Map.of(), Map.of())));
  }

  @Test
  void theParsersDefaultsAreTheSame() {
    TikaSettings parser = TikaSettings.DEFAULTS;
    assertEquals(
        List.of(
            LecternSettings.DEFAULTS.parseWorkers(),
            LecternSettings.DEFAULTS.parseTimeout(),
            (long) LecternSettings.DEFAULTS.parseMaxFileMib() << 20,
            LecternSettings.DEFAULTS.parseWorkerHeapMib(),
            LecternSettings.DEFAULTS.parseOcr(),
            LecternSettings.DEFAULTS.parseOcrLanguages(),
            LecternSettings.DEFAULTS.parseOcrTimeout()),
        List.of(
            parser.workers(),
            parser.timePerFile(),
            parser.maxFileBytes(),
            parser.workerHeapMegabytes(),
            parser.ocr().on(),
            parser.ocr().languages(),
            parser.ocr().timePerFile()));
  }

  @Test
  void nobodyMakesSettingsThatAreOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> settings("m", 0, "eng"));
    assertThrows(IllegalArgumentException.class, () -> settings(" ", 2, "eng"));
    assertThrows(IllegalArgumentException.class, () -> settings("m", 2, "eng+"));
  }

  @Test
  void scansAreReadOrNotInLanguagesThatCanBeNamed() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("parse.ocr", "yes"),
            Map.of("parse.ocr-languages", "-c evil"),
            Map.of("parse.ocr-languages", "eng deu"))) {
      SettingsSources sources = read(Map.of(), wrong);
      assertThrows(AppException.BadSetting.class, () -> LecternSettings.of(sources));
    }
    assertFalse(LecternSettings.of(read(Map.of(), Map.of("parse.ocr", "off"))).parseOcr());
    assertEquals(
        "eng+deu",
        LecternSettings.of(read(Map.of(), Map.of("parse.ocr-languages", "eng+deu")))
            .parseOcrLanguages());
  }

  private static LecternSettings settings(String model, int workers, String languages) {
    return new LecternSettings(
        new ModelSettings(
            List.of(new ModelChoice(null, null, model)),
            Set.of(),
            "low",
            null,
            CacheTtl.FIVE_MINUTES,
            OutputCharge.BUDGET,
            CallTimes.DEFAULTS,
            null),
        null,
        null,
        null,
        null,
        true,
        workers,
        Duration.ofSeconds(60),
        256,
        512,
        true,
        languages,
        Duration.ofMinutes(10),
        null,
        false);
  }

  @Test
  void anEndpointIsAnAddressAndAModel() {
    EmbeddingEndpoint endpoint =
        LecternSettings.of(
                read(
                    Map.of("LECTERN_EMBEDDER_URL", " https://example.org/v1 "),
                    Map.of("embedder.model", "m", "embedder.question-prefix", "query: ")))
            .embedder();
    assertEquals(
        new EmbeddingEndpoint(
            URI.create("https://example.org/v1"),
            "m",
            0,
            "",
            "query: ",
            32,
            Duration.ofSeconds(60)),
        endpoint);
    for (Map<String, String> wrong :
        List.of(
            Map.of("embedder.model", "m"),
            Map.of("embedder.url", "https://example.org/v1"),
            Map.of("embedder.url", "example.org/v1", "embedder.model", "m"),
            Map.of("embedder.url", "https://exa mple.org", "embedder.model", "m"),
            Map.of("embedder.url", "https://example.org/v1?key=secret", "embedder.model", "m"),
            Map.of("embedder.url", "https://u:secret@example.org/v1", "embedder.model", "m"),
            Map.of("embedder.dimensions", "5000"))) {
      SettingsSources sources = read(Map.of(), wrong);
      var thrown = assertThrows(AppException.BadSetting.class, () -> LecternSettings.of(sources));
      assertFalse((thrown.getMessage() + thrown.hint()).contains("secret"), thrown.getMessage());
    }
  }

  @Test
  void keysAreNoSettings() throws IOException {
    Path file = folder.resolve("lectern.toml");
    for (String key : List.of("key", "api-key", "api_key", "apiKey", "token")) {
      Files.writeString(file, "[embedder]\n" + key + " = \"sk-secret\"\n");
      var thrown = assertThrows(AppException.BadSetting.class, () -> read(Map.of(), Map.of()));
      assertEquals(
          "setting embedder." + key + " in " + file + " is a key, which no setting holds",
          thrown.getMessage());
      assertTrue(thrown.hint().contains("EMBEDDER_API_KEY"), thrown.hint());
    }
    Files.delete(file);
    var thrown =
        assertThrows(
            AppException.BadSetting.class,
            () -> read(Map.of("LECTERN_EMBEDDER_API_KEY", "sk-secret"), Map.of()));
    assertFalse((thrown.getMessage() + thrown.hint()).contains("secret"), thrown.getMessage());
  }

  @Test
  void listsAndImpossiblePathsAreRefused() throws IOException {
    Files.writeString(folder.resolve("lectern.toml"), "catalogue = [\"a.toml\"]\n");
    var list = assertThrows(AppException.BadSetting.class, () -> read(Map.of(), Map.of()));
    assertEquals(
        "setting catalogue in " + folder.resolve("lectern.toml") + " is a list", list.getMessage());
    Files.writeString(folder.resolve("lectern.toml"), "tokenizer = \"a\\u0000b\"\n");
    SettingsSources sources = read(Map.of(), Map.of());
    assertThrows(AppException.BadSetting.class, () -> LecternSettings.of(sources));
  }

  @Test
  void theEnvironmentNamesAFileBelowTheFlag() throws IOException {
    Path named = Files.writeString(folder.resolve("named.toml"), "model = \"named\"\n");
    Path asked = Files.writeString(folder.resolve("asked.toml"), "model = \"asked\"\n");
    Files.writeString(folder.resolve("lectern.toml"), "model = \"usual\"\n");
    Map<String, String> environment = Map.of("LECTERN_SETTINGS", named.toString());
    assertEquals(
        new SettingsSources.Value("named", "named.toml"),
        read(environment, Map.of()).value(SettingKey.MODEL));
    assertEquals(
        "asked",
        SettingsSources.read(folder, asked, environment, Map.of()).value(SettingKey.MODEL).text());
    assertEquals(
        "usual", read(Map.of("LECTERN_SETTINGS", ""), Map.of()).value(SettingKey.MODEL).text());
    Map<String, String> absent = Map.of("LECTERN_SETTINGS", folder.resolve("none").toString());
    assertThrows(AppException.BadSetting.class, () -> read(absent, Map.of()));
  }

  @Test
  void laterSourcesWin() throws IOException {
    Files.writeString(
        folder.resolve("lectern.toml"),
        "model = \"from-file\"\n[parse]\nworkers = 3\ntimeout-seconds = 30\n");
    SettingsSources sources =
        read(
            Map.of("LECTERN_PARSE_WORKERS", "4", "LECTERN_PARSE_TIMEOUT_SECONDS", "40"),
            Map.of("parse.timeout-seconds", "50"));
    assertEquals(
        new SettingsSources.Value("from-file", "lectern.toml"), sources.value(SettingKey.MODEL));
    assertEquals(
        new SettingsSources.Value("4", "environment"), sources.value(SettingKey.PARSE_WORKERS));
    assertEquals(
        new SettingsSources.Value("50", "flag"), sources.value(SettingKey.PARSE_TIMEOUT_SECONDS));
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() throws IOException {
    Files.writeString(folder.resolve("lectern.toml"), "[parse]\nworker = 3\n");
    var thrown = assertThrows(AppException.BadSetting.class, () -> read(Map.of(), Map.of()));
    assertEquals(
        "unknown setting parse.worker in " + folder.resolve("lectern.toml"), thrown.getMessage());
    assertTrue(thrown.hint().startsWith("Did you mean parse.workers?"), thrown.hint());
  }

  @Test
  void anUnknownVariableNamesTheNearestKnownOne() {
    var thrown =
        assertThrows(
            AppException.BadSetting.class, () -> read(Map.of("LECTERN_MODLE", "x"), Map.of()));
    assertTrue(thrown.hint().contains("LECTERN_MODEL"), thrown.hint());
  }

  @Test
  void valuesOutOfRangeSayTheRange() {
    SettingsSources sources = read(Map.of(), Map.of("parse.workers", "0"));
    var thrown = assertThrows(AppException.BadSetting.class, () -> LecternSettings.of(sources));
    assertEquals("setting parse.workers (flag) is out of range: 0", thrown.getMessage());
    assertEquals("Give a whole number from 1 to 64.", thrown.hint());
  }

  @Test
  void aBrokenFileNamesTheLine() throws IOException {
    Files.writeString(folder.resolve("lectern.toml"), "model = \"a\"\nparse = [\n");
    var thrown = assertThrows(AppException.BadSetting.class, () -> read(Map.of(), Map.of()));
    assertTrue(thrown.hint().matches("Mend line [23], .*"), thrown.hint());
  }

  @Test
  void aFileThatWasAskedForMustBeThere() {
    Path absent = folder.resolve("other.toml");
    assertThrows(
        AppException.BadSetting.class,
        () -> SettingsSources.read(folder, absent, Map.of(), Map.of()));
  }

  private SettingsSources read(Map<String, String> environment, Map<String, String> flags) {
    return SettingsSources.read(folder, null, environment, flags);
  }
}
