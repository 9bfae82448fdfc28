package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
  /// Some 9,000 tokens.
  private static final String CORPUS =
      IntStream.range(0, 600)
          .mapToObj(i -> "[d1#" + i + "] The tenant of unit " + i + " pays its rent quarterly.")
          .collect(Collectors.joining("\n"));

  private final HandClock clock = new HandClock();
  private Client client = Client.of(StandInSettings.DEFAULTS.withClock(clock));

  @AfterEach
  void close() {
    client.close();
  }

  private void start(StandInSettings settings) {
    client.close();
    client = Client.of(settings.withClock(clock));
  }

  private long cached(String more, String... contents) throws Exception {
    Client.Got got = client.chat(Client.asking("kimi-k3.1-pro", more, contents));
    assertEquals(200, got.status(), got.response().body());
    return got.used("cached_tokens");
  }

  private Bill.Line total() {
    return client.standIn().bill().total();
  }

  @Test
  void findsWholeChunksOfASharedPrefix() throws Exception {
    assertEquals(0, cached("", CORPUS, "Who pays quarterly?"));
    long found = cached("", CORPUS, "Who pays for unit 7?");
    assertTrue(found > 5_000);
    assertEquals(0, found % 256);
    long corpusAlone = total().promptTokens() / 2;
    assertTrue(corpusAlone - found < 256 + 100, corpusAlone + " " + found);
  }

  @Test
  void findsAllOfAPromptSentAgain() throws Exception {
    cached("", CORPUS, "Who pays?");
    long found = cached("", CORPUS, "Who pays?");
    assertEquals(total().promptTokens(), 2 * found);
  }

  @Test
  void shortPromptsAreNotCached() throws Exception {
    cached("", "[d1#0] Short.", "What?");
    assertEquals(0, cached("", "[d1#0] Short.", "What?"));
    assertEquals(0, total().writtenTokens());
  }

  @Test
  void otherToolsOrEffortFindNothing() throws Exception {
    cached("", CORPUS, "Who pays?");
    assertEquals(0, cached(",'reasoning_effort':'low'", CORPUS, "Who pays?"));
    assertEquals(
        0,
        cached(
            ",'tools':[{'type':'function','function':{'name':'look_up','parameters':{}}}]",
            CORPUS,
            "Who pays?"));
  }

  @Test
  void anotherAnswerFormFindsTheMessages() throws Exception {
    cached("", CORPUS, "Who pays?");
    assertTrue(cached(",'response_format':{'type':'json_object'}", CORPUS, "Who pays?") > 5_000);
  }

  @Test
  void accountsAndModelsDoNotShare() throws Exception {
    cached("", CORPUS, "Who pays?");
    Client.Got other =
        client.withKey("k2").chat(Client.asking("kimi-k3.1-pro", "", CORPUS, "Who pays?"));
    assertEquals(0, other.used("cached_tokens"));
    assertEquals(
        0, client.chat(Client.asking("kimi-k3", "", CORPUS, "Who pays?")).used("cached_tokens"));
  }

  @Test
  void staysFiveMinutesAndLongerWhereItIsRead() throws Exception {
    cached("", CORPUS, "Who pays?");
    clock.sleep(Duration.ofSeconds(299));
    assertTrue(cached("", CORPUS, "Who pays what?") > 5_000);
    clock.sleep(Duration.ofSeconds(299));
    assertTrue(cached("", CORPUS, "Who pays when?") > 5_000);
    clock.sleep(Duration.ofMinutes(5));
    assertEquals(0, cached("", CORPUS, "Who pays where?"));
  }

  @Test
  void anHourIsWrittenAtTwiceThePriceAndReadAtATenth() throws Exception {
    String hour = ",'prompt_cache_options':{'ttl':'1h'}";
    cached(hour, CORPUS, "Who pays?");
    clock.sleep(Duration.ofMinutes(59));
    cached(hour, CORPUS, "Who pays?");
    Bill.Line bill = total();
    long prompt = bill.promptTokens() / 2;
    assertEquals(prompt, bill.cachedTokens());
    assertEquals(prompt, bill.writtenTokens());
    // kimi-k3.1-pro: 4.00 to write for an hour, 0.20 to read, 10.00 to answer.
    assertEquals(
        new BigDecimal("4.20")
            .multiply(BigDecimal.valueOf(prompt))
            .add(BigDecimal.TEN.multiply(BigDecimal.valueOf(bill.completionTokens())))
            .movePointLeft(6)
            .stripTrailingZeros(),
        bill.usd().stripTrailingZeros());
  }

  @Test
  void aUseThatAsksForAnHourKeepsWhatWasWrittenForFiveMinutesForOne() throws Exception {
    cached("", CORPUS, "Who pays?");
    clock.sleep(Duration.ofMinutes(4));
    assertTrue(cached(",'prompt_cache_options':{'ttl':'1h'}", CORPUS, "Who pays what?") > 5_000);
    clock.sleep(Duration.ofMinutes(59));
    assertTrue(cached("", CORPUS, "Who pays when?") > 5_000);
  }

  @Test
  void aBranchIsFoundFromTheSecondTimeOn() throws Exception {
    start(StandInSettings.DEFAULTS.withCache(CacheRules.DEFAULTS.withSecondHit(true)));
    assertEquals(0, cached("", CORPUS, "Who pays for unit 1? " + "please ".repeat(600)));
    assertEquals(0, cached("", CORPUS, "Who pays for unit 2? " + "please ".repeat(600)));
    assertTrue(cached("", CORPUS, "Who pays for unit 3? " + "please ".repeat(600)) > 5_000);
  }

  @Test
  void aPrimedPrefixIsFoundAtOnce() throws Exception {
    start(StandInSettings.DEFAULTS.withCache(CacheRules.DEFAULTS.withSecondHit(true)));
    cached(",'max_completion_tokens':1", CORPUS);
    assertTrue(cached("", CORPUS, "Who pays for unit 2?") > 5_000);
  }

  @Test
  void theOrderOfAToolsFieldsDoesNotMatter() throws Exception {
    String head = ",'tools':[{'type':'function','function':{";
    cached(head + "'name':'f','description':'d'}}]", CORPUS, "Who pays?");
    assertTrue(cached(head + "'description':'d','name':'f'}}]", CORPUS, "Who pays?") > 5_000);
  }

  @Test
  void saysWhatWasCachedAsOpenAiAndDeepSeekDo() throws Exception {
    start(
        StandInSettings.DEFAULTS.withWire(
            WireShape.DEFAULTS.withUsage(WireShape.UsageShape.OPENAI)));
    assertEquals(0, cached("", CORPUS, "Who pays?"));
    Client.Got again = client.chat(Client.asking("kimi-k3.1-pro", "", CORPUS, "Who pays?"));
    assertEquals(
        again.used("prompt_tokens"),
        again.json().at("/usage/prompt_tokens_details/cached_tokens").asLong());
    start(
        StandInSettings.DEFAULTS.withWire(
            WireShape.DEFAULTS.withUsage(WireShape.UsageShape.DEEPSEEK)));
    Client.Got first = client.chat(Client.asking("kimi-k3.1-pro", "", CORPUS, "Who pays?"));
    assertEquals(first.used("prompt_tokens"), first.used("prompt_cache_miss_tokens"));
  }

  @Test
  void fiveWritesAtOnceAreFiveWrites() {
    ScriptTokens tokens = new ScriptTokens(1);
    PrefixCache cache = new PrefixCache(CacheRules.DEFAULTS, clock);
    RenderedPrompt prompt =
        RenderedPrompt.of(
            Client.JSON
                .createObjectNode()
                .set(
                    "messages",
                    Client.JSON
                        .createArrayNode()
                        .add(
                            Client.JSON
                                .createObjectNode()
                                .put("role", "user")
                                .put("content", CORPUS))),
            "",
            tokens,
            256);
    List<Integer> reads =
        IntStream.range(0, 5).mapToObj(_ -> cache.read("a", "m", prompt, false)).toList();
    reads.forEach(found -> cache.write("a", "m", prompt, found, false));
    assertEquals(List.of(0, 0, 0, 0, 0), reads);
    assertEquals(prompt.tokens(), cache.read("a", "m", prompt, false));
  }
}
