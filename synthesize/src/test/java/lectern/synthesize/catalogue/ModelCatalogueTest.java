package lectern.synthesize.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Pricing;
import lectern.synthesize.Provider;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelCatalogueTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final String ROW =
      """
      [[model]]
      provider = "moonshot"
      id = "kimi-k3"
      window-tokens = 500_000
      max-completion-tokens = 100_000
      input-usd-per-mtok = 1.50
      cached-input-usd-per-mtok = 0.15
      output-usd-per-mtok = 7
      source = "https://example.org"
      as-of = 2026-11-20
      """;

  @TempDir Path folder;

  private final ModelCatalogue shipped = ModelCatalogue.shipped();

  @Test
  void shipsADefaultThatCanBeAsked() {
    ModelCard card = shipped.find(shipped.defaultModel(), TODAY);
    assertEquals("kimi-k3.1-pro", card.id());
    assertEquals(1_048_576, card.windowTokens());
    Pricing pricing = Objects.requireNonNull(card.pricing());
    assertEquals(0, new BigDecimal("2.00").compareTo(pricing.inputUsdPerMTok()));
    assertEquals(0, new BigDecimal("0.20").compareTo(pricing.cachedInputUsdPerMTok()));
    assertEquals(0, new BigDecimal("10.00").compareTo(pricing.outputUsdPerMTok()));
  }

  @Test
  void findsByIdAndByProviderAndId() {
    assertEquals("moonshot", shipped.find("kimi-k2.6", TODAY).provider());
    assertEquals("openrouter", shipped.find("openrouter/moonshotai/kimi-k2.6", TODAY).provider());
  }

  @Test
  void onlyMoonshotItselfHoldsSchemasToItsFlavour() {
    assertEquals(
        List.of("moonshot", "moonshot-cn"),
        shipped.providers().stream()
            .filter(provider -> provider.quirks().moonshotTools())
            .map(Provider::name)
            .toList());
  }

  @Test
  void onlyMoonshotItselfCountsTokensOnRequest() {
    assertEquals(
        List.of("moonshot", "moonshot-cn"),
        shipped.providers().stream()
            .filter(provider -> provider.quirks().tokenEstimates())
            .map(Provider::name)
            .toList());
  }

  @Test
  void namesTheNearestForAnUnknownModel() {
    var wrong = assertThrows(SynthesisException.class, () -> shipped.find("kimi-k3.1", TODAY));
    assertTrue(wrong.toString().contains("kimi-k3.1"), wrong.toString());
    assertTrue(wrong.hint().startsWith("Nearest: kimi-k"), wrong.hint());
  }

  @Test
  void refusesARetiredModelFromItsDayOn() {
    var gone = assertThrows(SynthesisException.class, () -> shipped.find("kimi-k2.5", TODAY));
    assertTrue(gone.toString().contains("2026-08-31"), gone.toString());
    assertTrue(gone.hint().contains("moonshot/kimi-k3.1-pro"), gone.hint());
    LocalDate lastDay = LocalDate.of(2026, 8, 30);
    assertEquals("kimi-k2.5", shipped.find("kimi-k2.5", lastDay).id());
    assertThrows(SynthesisException.class, () -> shipped.find("kimi-k2.5", lastDay.plusDays(1)));
  }

  @Test
  void everyReplacementCanBeAsked() {
    shipped.cards(TODAY).stream()
        .map(ModelCard::replacement)
        .filter(Objects::nonNull)
        .forEach(name -> shipped.find(name, TODAY));
  }

  @Test
  void replacesAndAddsRows() throws IOException {
    String added = ROW.replace("kimi-k3", "my-model");
    ModelCatalogue mine = with(ROW + added);
    assertEquals(500_000, mine.find("kimi-k3", TODAY).windowTokens());
    assertEquals("my-model", mine.find("my-model", TODAY).id());
    assertEquals(shipped.defaultModel(), mine.defaultModel());
    assertEquals(shipped.models().size() + 1, mine.models().size());
  }

  @Test
  void aRowWithoutAPriceKeepsThoseKnown() throws IOException {
    ModelCatalogue mine = with(ROW.replaceAll("[a-z-]+-usd-per-mtok = .*\n", ""));
    assertEquals(500_000, mine.find("kimi-k3", TODAY).windowTokens());
    assertEquals(
        shipped.named("moonshot/kimi-k3").getFirst().prices(),
        mine.named("moonshot/kimi-k3").getFirst().prices());
    assertEquals(shipped.find("kimi-k3", TODAY).pricing(), mine.find("kimi-k3", TODAY).pricing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          window-tokens = 500_000       | windw-tokens = 500_000      | window-tokens
          window-tokens = 500_000       | window-tokens = 0           | window-tokens
          max-completion-tokens = 100_000 | max-completion-tokens = 600_000 | max-completion-tokens
          input-usd-per-mtok = 1.50     | input-usd-per-mtok = -1     | input-usd-per-mtok
          input-usd-per-mtok = 1.50     | input-usd-per-mtok = inf    | input-usd-per-mtok
          output-usd-per-mtok = 7       | output-usd-per-mtok = nan   | output-usd-per-mtok
          output-usd-per-mtok = 7       | #                           | output-usd-per-mtok
          as-of = 2026-11-20            | as-of = "soon"              | as-of
          provider = "moonshot"         | #                           | provider
          output-usd-per-mtok = 7       | output-usd-per-mtok = "7"   | output-usd-per-mtok
          as-of = 2026-11-20            | as-of = 2026-11-20\\nthinking = "hard" | thinking
          as-of = 2026-11-20            | as-of = 2026-11-20\\nimages = "yes"    | images
          as-of = 2026-11-20            | as-of = 2026-11-20\\naliases = "k"     | aliases
          source = "https://example.org" | source = "no address"      | source
          """)
  void namesFileRowAndKey(String right, String wrong, String key) {
    var bad =
        assertThrows(
            SynthesisException.BadCatalogue.class,
            () -> with(ROW.replace(right, wrong.replace("\\n", "\n"))));
    assertTrue(bad.toString().contains("mine.toml, model 1"), bad.toString());
    assertTrue(bad.toString().contains(key), bad.toString());
  }

  @Test
  void refusesWhatIsNotToml() {
    var torn = assertThrows(SynthesisException.BadCatalogue.class, () -> with("\n\n[[model\n"));
    assertEquals("Mend line 3.", torn.hint());
    assertThrows(SynthesisException.BadCatalogue.class, () -> with("modle = 1"));
    assertThrows(SynthesisException.BadCatalogue.class, () -> with(ROW + ROW));
    var absent =
        assertThrows(
            SynthesisException.BadCatalogue.class,
            () -> shipped.withOverrides(folder.resolve("none.toml")));
    assertTrue(absent.toString().contains("none.toml: there is none"), absent.toString());
  }

  @Test
  void refusesADefaultThatWouldHaveNoEffect() {
    var bad =
        assertThrows(
            SynthesisException.BadCatalogue.class, () -> with("default = \"kimi-k3\"\n" + ROW));
    assertTrue(bad.toString().contains("\"default\""), bad.toString());
    assertTrue(bad.hint().contains("setting \"llm.model\""), bad.hint());
  }

  @Test
  void listsWhatCanBeAskedInPlaceOfARetiredModel() throws IOException {
    ModelCatalogue mine = with(ROW.replace("as-of", "retired = 2026-01-01\nas-of"));
    var gone = assertThrows(SynthesisException.class, () -> mine.find("moonshot/kimi-k3", TODAY));
    assertTrue(gone.hint().contains("moonshot/kimi-k3.1-pro"), gone.hint());
    assertFalse(gone.hint().contains("moonshot/kimi-k2.5"), gone.hint());
  }

  private ModelCatalogue with(String toml) throws IOException {
    return shipped.withOverrides(Files.writeString(folder.resolve("mine.toml"), toml));
  }
}
