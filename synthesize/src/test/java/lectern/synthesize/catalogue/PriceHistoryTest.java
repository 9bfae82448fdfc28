package lectern.synthesize.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.Pricing;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceHistoryTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate GUIDES = LocalDate.of(2026, 4, 24);
  private static final String ROW =
      """
      [[model]]
      provider = "mine"
      id = "m"
      window-tokens = 500_000
      max-completion-tokens = 100_000
      source = "https://example.org"
      as-of = 2026-11-20
      [[model.price]]
      from = 2026-03-01
      input-usd-per-mtok = 1
      cached-input-usd-per-mtok = 1
      output-usd-per-mtok = 1
      [[model.price]]
      from = 2026-05-01
      input-usd-per-mtok = 2
      cached-input-usd-per-mtok = 2
      output-usd-per-mtok = 2
      """;

  @TempDir Path folder;

  private final ModelCatalogue shipped = ModelCatalogue.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kimi-k3.1-pro    | 2026-11-20 | 2.00  | 0.20     | 10.00 | false
          kimi-k3          | 2026-11-20 | 3.00  | 0.30     | 15.00 | false
          kimi-k3          | 2026-07-16 | 3.00  | 0.30     | 15.00 | false
          kimi-k3          | 2026-07-15 | 1.20  | 1.20     | 4.50  | true
          kimi-k3          | 2026-04-24 | 1.20  | 1.20     | 4.50  | true
          kimi-k2.6        | 2026-11-20 | 0.95  | 0.16     | 4.00  | false
          kimi-k2.6        | 2026-04-24 | 0.60  | 0.16     | 2.50  | true
          kimi-k2.6        | 2026-04-20 | 0.95  | 0.16     | 4.00  | false
          kimi-k2.6        | 2026-05-01 | 0.95  | 0.16     | 4.00  | false
          deepseek-v4-pro  | 2026-04-24 | 1.74  | 0.145    | 3.48  | false
          deepseek-v4-pro  | 2026-08-16 | 0.435 | 0.003625 | 0.87  | false
          deepseek-v4-pro  | 2026-08-17 | 1.32  | 0.044    | 3.96  | false
          deepseek-flash   | 2026-11-20 | 0.30  | 0.006    | 1.20  | false
          """)
  void aCallIsPricedByItsOwnDay(
      String model, LocalDate day, String input, String cached, String output, boolean projected) {
    Pricing pricing =
        Objects.requireNonNull(shipped.find(null, model, TODAY, day).card().pricing());
    assertEquals(0, new BigDecimal(input).compareTo(pricing.inputUsdPerMTok()));
    assertEquals(0, new BigDecimal(cached).compareTo(pricing.cachedInputUsdPerMTok()));
    assertEquals(0, new BigDecimal(output).compareTo(pricing.outputUsdPerMTok()));
    assertEquals(projected, pricing.projected());
  }

  @Test
  void thePriceOfTodayIsNeverAGuess() {
    assertTrue(
        shipped.cards(TODAY).stream()
            .map(card -> card.pricing())
            .filter(Objects::nonNull)
            .noneMatch(Pricing::projected));
  }

  @Test
  void aGuessSaysItsRangeAndWhoseItIs() {
    String note = String.join("\n", shipped.find(null, "kimi-k3", TODAY, GUIDES).notes());
    assertTrue(note.contains("projected"), note);
    assertTrue(note.contains("$0.80 to 1.20 in, $3.00 to 4.50 out"), note);
    assertTrue(note.contains("tokenmix.ai"), note);
    assertFalse(
        String.join("\n", shipped.find(null, "kimi-k3", TODAY, TODAY).notes())
            .contains("projected"));
  }

  @Test
  void cacheWritesHaveTheirOwnPriceSinceSeptember() {
    Usage written = new Usage(1_000_000, 0, 1_000_000, 0);
    Pricing today = Objects.requireNonNull(shipped.find("kimi-k3", TODAY).pricing());
    assertEquals(0, new BigDecimal("3").compareTo(written.costUsd(today)));
    assertEquals(0, new BigDecimal("6").compareTo(written.costUsd(today, CacheTtl.ONE_HOUR)));
    Pricing august =
        Objects.requireNonNull(shipped.find("kimi-k3", LocalDate.of(2026, 8, 31)).pricing());
    assertNull(august.write1hUsdPerMTok());
  }

  @Test
  void aDayBeforeAllPricesHasNone() throws IOException {
    ModelCatalogue mine = with(ROW);
    assertNull(mine.find("m", LocalDate.of(2026, 2, 28)).pricing());
    assertEquals(
        "no price of mine/m on 2026-02-28 is known",
        mine.find(null, "m", TODAY, LocalDate.of(2026, 2, 28)).notes().getFirst());
    assertEquals(
        BigDecimal.ONE,
        Objects.requireNonNull(mine.find("m", LocalDate.of(2026, 4, 30)).pricing())
            .inputUsdPerMTok());
  }

  @Test
  void aRowsOnlyPriceHoldsOnEveryDay() throws IOException {
    String undated = ROW.substring(0, ROW.indexOf("[[model.price]]"));
    ModelCatalogue mine =
        with(
            undated
                + "input-usd-per-mtok = 1\ncached-input-usd-per-mtok = 1\noutput-usd-per-mtok = 1\n");
    assertEquals(
        BigDecimal.ONE,
        Objects.requireNonNull(mine.find("m", LocalDate.of(2020, 1, 1)).pricing())
            .outputUsdPerMTok());
  }

  @Test
  void aLongPromptsSurchargeIsRead() throws IOException {
    ModelCatalogue mine =
        with(
            ROW
                + "[model.price.long-context]\nabove-tokens = 200_000\ninput-factor = 2\noutput-factor = 1.5\n");
    Pricing pricing = Objects.requireNonNull(mine.find("m", TODAY).pricing());
    assertEquals(
        0,
        new BigDecimal("0.8")
            .compareTo(
                new Usage(200_001, 0, 0, 0).costUsd(pricing).setScale(2, RoundingMode.HALF_UP)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from = 2026-05-01 | from = 2026-03-01                     | from
          from = 2026-05-01 | #                                     | from
          from = 2026-05-01 | from = 2026-05-01\\nuntil = 2026-05-01 | until
          from = 2026-05-01 | from = 2026-05-01\\nprojectd = true    | projectd
          from = 2026-05-01 | from = 2026-05-01\\nleast-input-usd-per-mtok = 2.01 | least-input-usd-per-mtok
          from = 2026-05-01 | from = 2026-05-01\\nleast-output-usd-per-mtok = 3  | least-output-usd-per-mtok
          """)
  void namesThePriceAndTheKey(String right, String wrong, String key) {
    var bad =
        assertThrows(
            SynthesisException.BadCatalogue.class,
            () -> with(ROW.replace(right, wrong.replace("\\n", "\n"))));
    assertTrue(
        Objects.requireNonNull(bad.getMessage())
            .contains("mine.toml, model 1 (m), price 2: \"" + key),
        bad.getMessage());
  }

  @Test
  void theLowerEndOfARangeMayBeItsUpperEnd() throws IOException {
    ModelCatalogue mine =
        with(ROW + "least-input-usd-per-mtok = 2\nleast-output-usd-per-mtok = 1.5\n");
    assertEquals(
        "$2.00 to 2.00 in, $1.50 to 2.00 out per million tokens",
        PriceWords.range(mine.named("m").getFirst().price(TODAY).orElseThrow()));
  }

  @Test
  void pricesAreWrittenWithTheDecimalsTheyNeed() {
    assertEquals("3.00", PriceWords.dollars(new BigDecimal("3")));
    assertEquals("100.00", PriceWords.dollars(new BigDecimal("1E+2")));
    assertEquals("0.003625", PriceWords.dollars(new BigDecimal("0.0036250")));
  }

  private ModelCatalogue with(String toml) throws IOException {
    return shipped.withOverrides(Files.writeString(folder.resolve("mine.toml"), toml));
  }
}
