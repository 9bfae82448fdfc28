package lectern.synthesize.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.Provider;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelNamesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @TempDir Path folder;

  private final ModelCatalogue shipped = ModelCatalogue.shipped();

  @ParameterizedTest
  @CsvSource({
    "kimi-k2-6, moonshot/kimi-k2.6",
    "moonshot/kimi-k2.6, moonshot/kimi-k2.6",
    "kimi-k3, moonshot/kimi-k3",
    "moonshotai/kimi-k3, openrouter/moonshotai/kimi-k3",
    "deepseek-v4-flash, deepseek/deepseek-flash",
    "deepseek-v4-pro-0813, deepseek/deepseek-v4-pro"
  })
  void theGuidesSpellingsAreUnderstood(String spelling, String meant) {
    assertEquals(meant, shipped.find(spelling, TODAY).name());
  }

  @Test
  void anAliasSaysWhatItBecame() {
    FoundModel found = shipped.find(null, "kimi-k2-6", TODAY, TODAY);
    assertEquals("kimi-k2-6 means moonshot/kimi-k2.6", found.notes().getFirst());
    assertTrue(found.notes().get(1).contains("refused from 2026-12-31"), found.notes().get(1));
    assertEquals(List.of(), shipped.find(null, "kimi-k3", TODAY, TODAY).notes());
  }

  /// With the provider before it a spelling means the provider's own row, and asks for thinking as
  /// it does without.
  @Test
  void everySpellingMayHaveItsProviderBeforeIt() {
    for (ModelEntry entry : shipped.models()) {
      ModelCard card = entry.unpriced();
      LocalDate day = card.retired() == null ? TODAY : card.retired().minusDays(1);
      Stream.of(List.of(card.id()), entry.aliases(), entry.thinkingAliases())
          .flatMap(List::stream)
          .forEach(
              spelling -> {
                String whole = card.provider() + "/" + spelling;
                FoundModel found = shipped.find(null, whole, day, day);
                assertEquals(card.name(), found.card().name(), whole);
                assertEquals(entry.thinkingAliases().contains(spelling), found.thinking(), whole);
                assertEquals(
                    !spelling.equals(card.id()),
                    found.notes().stream().anyMatch(note -> note.startsWith(whole + " means ")),
                    whole);
                assertTrue(shipped.named(whole).contains(entry), whole);
                assertTrue(shipped.isNamed(whole) && shipped.serves(card.provider(), whole), whole);
              });
    }
  }

  @Test
  void anotherProviderMayBeLeftByAWholeSpelling() {
    assertEquals(
        "moonshot/kimi-k2.6",
        shipped.find("deepseek", "moonshot/kimi-k2-6", TODAY, TODAY).card().name());
    assertEquals("tokenmix/kimi-k2-6", shipped.find("tokenmix/kimi-k2.6", TODAY).name());
    assertThrows(
        SynthesisException.BadCatalogue.class, () -> shipped.find("deepseek/kimi-k2-6", TODAY));
  }

  @Test
  void thinkingInTheNameTurnsItOn() {
    FoundModel found = shipped.find(null, "kimi-k2.6-thinking", TODAY, TODAY);
    assertEquals("kimi-k2.6", found.card().id());
    assertTrue(found.thinking());
    assertEquals(
        "kimi-k2.6-thinking means moonshot/kimi-k2.6 with thinking on", found.notes().getFirst());
  }

  @Test
  void aProvidersOwnRowGoesBeforeTheFirst() {
    assertEquals(
        "openrouter/moonshotai/kimi-k2.6",
        shipped.find("openrouter", "kimi-k2.6", TODAY, TODAY).card().name());
    assertEquals(
        "openrouter/moonshotai/kimi-k2.6",
        shipped.find("openrouter", "moonshot/kimi-k2.6", TODAY, TODAY).card().name());
    assertEquals(
        "together/moonshotai/Kimi-K3",
        shipped.find("openrouter", "together/moonshotai/Kimi-K3", TODAY, TODAY).card().name());
  }

  @Test
  void aServerOfOnesOwnNeedsNoRow() {
    FoundModel found = shipped.find("vllm", "moonshotai/Kimi-K3", TODAY, TODAY);
    assertEquals("vllm/moonshotai/Kimi-K3", found.card().name());
    assertEquals(1_048_576, found.card().windowTokens());
    assertNull(found.card().pricing());
    assertTrue(found.notes().getFirst().contains("price is unknown"), found.notes().getFirst());
    assertThrows(
        SynthesisException.BadCatalogue.class, () -> shipped.find("vllm", "llama", TODAY, TODAY));
  }

  @Test
  void anUnknownProviderNamesTheNearest() {
    var wrong =
        assertThrows(
            SynthesisException.BadCatalogue.class,
            () -> shipped.find("open-router", "kimi-k3", TODAY, TODAY));
    assertTrue(wrong.hint().startsWith("Nearest: openrouter."), wrong.hint());
  }

  @Test
  void aRetiredAliasSaysBoth() {
    var gone =
        assertThrows(
            SynthesisException.BadCatalogue.class, () -> shipped.find("kimi-k2-turbo", TODAY));
    assertEquals(
        "kimi-k2-turbo means moonshot/kimi-k2-turbo-preview, which was retired on 2026-05-25"
            + " (https://models.dev)",
        gone.getMessage());
    assertEquals("Ask for moonshot/kimi-k3.1-pro instead.", gone.hint());
  }

  @Test
  void rulesAreThoseOfTheFamily() {
    assertEquals(
        new ModelRules(ModelRules.Thinking.EFFORT, true, true, true, true, true),
        shipped.find("kimi-k3.1-pro", TODAY).rules());
    assertEquals(
        new ModelRules(ModelRules.Thinking.TOGGLE, true, true, true, true, false),
        shipped.find("kimi-k2.6", TODAY).rules());
    assertEquals(
        ModelRules.Thinking.ALWAYS, shipped.find("kimi-k2.7-code", TODAY).rules().thinking());
  }

  @Test
  void aRowOfOnesOwnKeepsTheRulesItDoesNotSpeakOf() throws IOException {
    String row =
        """
        [[model]]
        provider = "moonshot"
        id = "kimi-k2.6"
        window-tokens = 100_000
        max-completion-tokens = 10_000
        source = "https://example.org"
        as-of = 2026-11-20
        """;
    ModelCard mine = with(row).find("kimi-k2-6", TODAY);
    assertEquals(100_000, mine.windowTokens());
    assertEquals(shipped.find("kimi-k2.6", TODAY).rules(), mine.rules());
    ModelCard spoken = with(row + "thinking = \"none\"\n").find("kimi-k2.6", TODAY);
    assertEquals(ModelRules.PLAIN, spoken.rules());
  }

  @Test
  void everyModelsProviderIsKnown() {
    Set<String> providers =
        shipped.providers().stream().map(Provider::name).collect(Collectors.toSet());
    for (ModelCard card : shipped.cards(TODAY)) {
      assertTrue(providers.contains(card.provider()), card.name());
    }
  }

  @Test
  void noTwoRowsOfAProviderShareASpelling() {
    var seen = new HashSet<String>();
    for (ModelEntry entry : shipped.models()) {
      Stream.of(List.of(entry.unpriced().id()), entry.aliases(), entry.thinkingAliases())
          .flatMap(List::stream)
          .forEach(name -> assertTrue(seen.add(entry.unpriced().provider() + " " + name), name));
    }
  }

  @Test
  void tiersAreMoonshots() {
    assertEquals(6, shipped.tiers().size());
    assertEquals(1_500_000L, shipped.tiers().getFirst().tokensPerDay());
    assertNull(shipped.tiers().getLast().tokensPerDay());
    assertEquals(100, shipped.tiers().get(2).concurrency());
  }

  @Test
  void providersAndTiersOfOnesOwnReplaceAndAdd() throws IOException {
    String provider =
        """
        [[provider]]
        name = "vllm"
        base-url = "http://localhost:9000/v1"
        cached-tokens = "none"
        source = "https://example.org"
        as-of = 2026-11-20
        """;
    ModelCatalogue mine = with(provider + provider.replace("vllm", "mine"));
    assertEquals(9_000, mine.provider("vllm").baseUrl().getPort());
    assertNotNull(mine.provider("mine"));
    assertEquals(shipped.providers().size() + 1, mine.providers().size());
    for (String wrong :
        List.of(
            provider.replace("http:", "ftp:"),
            provider.replace("localhost", "u:secret@localhost"),
            provider.replace("/v1", "/v1?key=secret"),
            provider.replace("none", "somewhere"),
            provider + "key-variables = [\"HOME\"]\n",
            provider + "reasoning-field = \"thoughts\"\n")) {
      var bad = assertThrows(SynthesisException.BadCatalogue.class, () -> with(wrong));
      assertTrue(!bad.toString().contains("secret"), bad.toString());
    }
  }

  private ModelCatalogue with(String toml) throws IOException {
    return shipped.withOverrides(Files.writeString(folder.resolve("mine.toml"), toml));
  }
}
