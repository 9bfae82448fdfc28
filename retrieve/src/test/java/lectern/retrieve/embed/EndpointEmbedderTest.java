package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingCall.Outcome;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.retrieve.EmbeddingTally;
import lectern.retrieve.IndexException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointEmbedderTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Duration SHORT = Duration.ofMillis(10);

  private FakeEndpoint server;
  private final List<EmbeddingCall> calls = Collections.synchronizedList(new ArrayList<>());
  private final EmbeddingTally tally = new EmbeddingTally();

  @BeforeEach
  void start() throws IOException {
    server = new FakeEndpoint();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private EmbeddingEndpoint endpoint(int dimensions) {
    return new EmbeddingEndpoint(
        server.url(), "small", dimensions, "passage: ", "query: ", 4, Duration.ofSeconds(5));
  }

  private EndpointEmbedder embedder(EmbeddingEndpoint endpoint, Duration timeout) {
    Patience patience = new Patience(3, timeout, SHORT, Duration.ofSeconds(2));
    return new EndpointEmbedder(
        endpoint,
        KEY,
        call -> {
          calls.add(call);
          tally.record(call);
        },
        patience,
        patience);
  }

  private EndpointEmbedder embedder() {
    return embedder(endpoint(0), Duration.ofSeconds(5));
  }

  private IndexException.NoEmbedder failure() {
    try (EndpointEmbedder embedder = embedder()) {
      var thrown =
          assertThrows(IndexException.NoEmbedder.class, () -> embedder.passages(List.of("a", "b")));
      assertFalse((said(thrown) + thrown.hint()).contains("secret"), said(thrown));
      return thrown;
    }
  }

  private static String said(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  private void refuses(String reason, int tries) {
    String message = said(failure());
    assertEquals("the embeddings endpoint at " + server.url() + " " + reason, message);
    assertEquals(tries, server.bodies.size(), message);
    assertEquals(tries, tally.sums().calls());
    assertEquals(tries, tally.sums().failed());
  }

  private List<Outcome> outcomes() {
    return calls.stream().map(EmbeddingCall::outcome).toList();
  }

  private static double cosine(float[] vector, double... other) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < other.length; i++) {
      product += vector[i] * other[i];
      square += other[i] * other[i];
    }
    return product / Math.sqrt(square);
  }

  @Test
  void sendsTextsWithTheirPrefixesAndScalesVectorsToUnitLength() {
    try (EndpointEmbedder embedder = embedder(endpoint(3), Duration.ofSeconds(5))) {
      List<float[]> vectors = embedder.passages(List.of("ab", "c"));
      assertEquals(1, cosine(vectors.get(0), "passage: ab".length(), 1, 'p'), 1e-6);
      assertEquals(1, cosine(vectors.get(1), "passage: c".length(), 1, 'p'), 1e-6);
      assertEquals(1, cosine(embedder.question("d"), "query: d".length(), 1, 'q'), 1e-6);
    }
    JsonNode body = server.bodies.getFirst();
    assertEquals(
        "{\"model\":\"small\",\"input\":[\"passage: ab\",\"passage: c\"],\"encoding_format\":\"float\","
            + "\"dimensions\":3}",
        body.toString());
    assertEquals("Bearer " + KEY, server.authorizations.getFirst());
    assertEquals(new EmbeddingTally.Sums(2, 0, 30, 0), tally.sums());
    assertEquals(List.of(2, 1), calls.stream().map(EmbeddingCall::texts).toList());
    assertEquals("small", calls.getFirst().model());
    assertTrue(calls.getFirst().latency().isPositive());
  }

  @Test
  void asksForNoDimensionsAndSendsNoKeyWhereThereAreNone() {
    try (var embedder = new EndpointEmbedder(endpoint(0), null, EmbeddingCall.Recorder.NONE)) {
      assertEquals(3, embedder.passage("a").length);
    }
    assertFalse(server.bodies.getFirst().has("dimensions"));
    assertEquals("null", server.authorizations.getFirst());
  }

  @Test
  void cutsManyTextsIntoBatchesAndKeepsTheirOrder() {
    List<String> texts = IntStream.rangeClosed(1, 10).mapToObj("x"::repeat).toList();
    try (EndpointEmbedder embedder = embedder()) {
      List<float[]> vectors = embedder.passages(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertEquals(1, cosine(vectors.get(i), 9 + i + 1, 1, 'p'), 1e-6);
      }
      assertEquals(List.of(), embedder.passages(List.of()));
    }
    assertEquals(
        List.of(4, 4, 2), server.bodies.stream().map(body -> body.path("input").size()).toList());
  }

  @Test
  void sendsAnyTextAsItIs() {
    List<String> texts = List.of("", " \n", "\u0000\"\\", "租金 \uD83D\uDE00");
    try (EndpointEmbedder embedder = embedder()) {
      assertEquals(4, embedder.passages(texts).size());
      assertEquals(3, embedder.question("half a pair: \uD83D").length);
    }
    assertEquals("passage: .", server.bodies.getFirst().path("input").path(0).asText());
    assertEquals("passage: .", server.bodies.getFirst().path("input").path(1).asText());
    assertEquals("passage: \u0000\"\\", server.bodies.getFirst().path("input").path(2).asText());
    assertEquals(
        "passage: 租金 \uD83D\uDE00", server.bodies.getFirst().path("input").path(3).asText());
  }

  @Test
  void ordersVectorsByTheirIndexes() {
    server.then(
        200,
        FakeEndpoint.answer(
            List.of(FakeEndpoint.entry(1, "[0,5]"), FakeEndpoint.entry(0, "[3,0]")), 7));
    try (EndpointEmbedder embedder = embedder()) {
      List<float[]> vectors = embedder.passages(List.of("a", "b"));
      assertEquals(1, vectors.get(0)[0]);
      assertEquals(1, vectors.get(1)[1]);
    }
  }

  @Test
  void takesAnAnswerWithoutIndexesAndUsageInItsOwnOrder() {
    server.then(200, "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0,1]}]}");
    try (EndpointEmbedder embedder = embedder()) {
      assertEquals(1, embedder.passages(List.of("a", "b")).get(1)[1]);
    }
    assertEquals(new EmbeddingTally.Sums(1, 0, 0, 1), tally.sums());
  }

  @Test
  void refusesAnswersThatAreNotVectorsOfAllTexts() {
    String one = FakeEndpoint.entry(0, "[1,0]");
    List<List<String>> wrong =
        List.of(
            List.of(one, "it has 1 vectors for 2 texts"),
            List.of(one + "," + one, "its indexes are not those of the texts"),
            List.of(
                one + "," + FakeEndpoint.entry(2, "[1,0]"),
                "its indexes are not those of the texts"),
            List.of(
                one + "," + FakeEndpoint.entry(1, "[1]"),
                "a vector has 1 dimensions where 2 are wanted"),
            List.of(one + "," + FakeEndpoint.entry(1, "[0,0]"), "a vector is zero"),
            List.of(
                one + "," + FakeEndpoint.entry(1, "[1e400,0]"),
                "a vector holds a number that is not finite"),
            List.of(
                one + "," + FakeEndpoint.entry(1, "[1e200,0]"),
                "a vector holds a number that is not finite"),
            List.of(
                one + "," + FakeEndpoint.entry(1, "[NaN,0]"), "it is not JSON, or not all of it"),
            List.of(
                one + "," + FakeEndpoint.entry(1, "[null,0]"), "a vector is not a list of numbers"),
            List.of(one + "," + FakeEndpoint.entry(1, "[]"), "a vector is not a list of numbers"),
            List.of(
                one + "," + FakeEndpoint.entry(1, "\"AACAPw==\""),
                "a vector is not a list of numbers"));
    for (List<String> each : wrong) {
      server.then(200, FakeEndpoint.answer(List.of(each.getFirst()), 1));
      String message = said(failure());
      assertTrue(
          message.endsWith("gave an answer that cannot be used: " + each.getLast()), message);
    }
    assertEquals(wrong.size(), server.bodies.size(), "none is tried again");
    assertEquals(Collections.nCopies(wrong.size(), Outcome.UNUSABLE), outcomes());
  }

  @Test
  void refusesOtherDimensionsThanItAskedFor() {
    try (EndpointEmbedder embedder = embedder(endpoint(8), Duration.ofSeconds(5))) {
      var thrown = assertThrows(IndexException.NoEmbedder.class, () -> embedder.passage("a"));
      assertTrue(
          said(thrown).endsWith("a vector has 3 dimensions where 8 are wanted"), said(thrown));
    }
  }

  @Test
  void refusesAnswersOfOtherKinds() {
    for (String body : List.of("", "null", "[]", "{\"data\":7}", "{\"data\":[{\"embed")) {
      server.then(200, body);
      String message = said(failure());
      assertTrue(message.contains("gave an answer that cannot be used: it "), message);
    }
    server.then(200, "<!doctype html><title>Sign in</title>");
    String page = said(failure());
    assertTrue(page.endsWith("it is a web page"), page);
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    server.then(429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After", "1");
    long begin = System.nanoTime();
    try (EndpointEmbedder embedder = embedder()) {
      embedder.passage("a");
    }
    assertTrue(System.nanoTime() - begin >= 1_000_000_000L, "asked for a second");
    assertEquals(List.of(Outcome.REFUSED, Outcome.ANSWERED), outcomes());
  }

  @Test
  void doesNotWaitLongerThanItsPatience() {
    server.then(429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After", "3600");
    refuses("refused with 429: slow down (asks to wait 3600 s)", 1);
  }

  @Test
  void triesAgainWhatPasses() {
    server
        .then(500, "time limit exceeded")
        .then(503, "", "Retry-After", "Sun, 01 Nov 2020 00:00:00 GMT");
    try (EndpointEmbedder embedder = embedder()) {
      assertEquals(3, embedder.passage("a").length);
    }
    assertEquals(List.of(Outcome.REFUSED, Outcome.REFUSED, Outcome.ANSWERED), outcomes());
  }

  @Test
  void givesUpAfterItsTries() {
    server.then(502, "a").then(502, "b").then(502, "c");
    refuses("refused with 502: c", 3);
  }

  @Test
  void neverTriesAgainWhatLasts() {
    server.then(401, "{\"error\":{\"message\":\"no such key: " + KEY + "\"}}");
    refuses("refused with 401: no such key: [key]", 1);
    assertTrue(failureAfter(403).hint().contains("EMBEDDER_API_KEY"));
    assertTrue(failureAfter(404).hint().contains("embedder.url"));
    int calls = server.bodies.size();
    server.then(
        429,
        "{\"error\":{\"message\":\"no money\",\"type\":\"x\",\"code\":\"insufficient_quota\"}}");
    assertTrue(failure().hint().contains("money"));
    assertEquals(calls + 1, server.bodies.size());
  }

  private IndexException.NoEmbedder failureAfter(int status) {
    server.then(status, "{\"error\":{\"message\":\"no\"}}");
    int calls = server.bodies.size();
    IndexException.NoEmbedder failure = failure();
    assertEquals(calls + 1, server.bodies.size());
    return failure;
  }

  @Test
  void showsOneLineOfAnErrorPage() {
    server.then(400, "<html>\n\u001b[31m" + "x ".repeat(5_000));
    String message = said(failure());
    assertTrue(message.length() < 400 && message.endsWith("…"), message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  @Test
  void asksInHalvesWhereACallIsTooLarge() {
    String tooMany =
        "{\"error\":\"batch size 4 > maximum allowed batch size 2\",\"error_type\":\"x\"}";
    server.then(422, tooMany);
    try (EndpointEmbedder embedder = embedder()) {
      List<float[]> vectors = embedder.passages(List.of("a", "bb", "ccc", "dddd"));
      assertEquals(1, cosine(vectors.get(3), "passage: dddd".length(), 1, 'p'), 1e-6);
    }
    assertEquals(
        List.of(4, 2, 2), server.bodies.stream().map(body -> body.path("input").size()).toList());
  }

  @Test
  void cutsATextThatIsTooLong() {
    server
        .then(413, "")
        .then(400, "{\"error\":{\"message\":\"maximum context length is 512\"}}")
        .then(500, "{\"error\":{\"message\":\"input is too large to process\"}}");
    String text = "x".repeat(2_000);
    try (EndpointEmbedder embedder = embedder()) {
      embedder.passage(text);
    }
    String last = server.bodies.getLast().path("input").path(0).asText();
    assertEquals(("passage: " + text).substring(0, 2_009 / 2 / 2 / 2), last);
  }

  @Test
  void cutsNoTextThatEveryModelTakes() {
    for (int i = 0; i < 3; i++) {
      server.then(413, "too large");
    }
    refuses("refused with 413: too large", 2);
  }

  @Test
  void givesUpAnAnswerThatStalls() {
    for (int i = 0; i < 3; i++) {
      server.then(exchange -> Thread.sleep(3_000));
    }
    try (EndpointEmbedder embedder = embedder(endpoint(0), Duration.ofMillis(200))) {
      var thrown = assertThrows(IndexException.NoEmbedder.class, () -> embedder.passage("a"));
      assertTrue(said(thrown).endsWith("gave no whole answer within 0.2 s"));
    }
    assertEquals(List.of(Outcome.LOST, Outcome.LOST, Outcome.LOST), outcomes());
  }

  @Test
  void givesUpAnAnswerThatDripsOrNeverEnds() {
    FakeEndpoint.Scripted drips =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            Thread.sleep(50);
          }
        };
    FakeEndpoint.Scripted endless =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = new byte[1 << 16];
          while (true) {
            exchange.getResponseBody().write(blanks);
          }
        };
    server.then(drips).then(endless);
    try (EndpointEmbedder embedder = embedder(endpoint(0), Duration.ofSeconds(1))) {
      assertEquals(3, embedder.passage("a").length);
    }
    assertEquals(List.of(Outcome.LOST, Outcome.LOST, Outcome.ANSWERED), outcomes());
  }

  @Test
  void triesAgainAnAnswerThatIsCutOff() {
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          exchange.close();
        });
    try (EndpointEmbedder embedder = embedder()) {
      assertEquals(3, embedder.passage("a").length);
    }
    assertEquals(List.of(Outcome.LOST, Outcome.ANSWERED), outcomes());
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (FakeEndpoint other = new FakeEndpoint()) {
      for (int status : List.of(301, 307, 308)) {
        server.then(status, "", "Location", other.url() + "/embeddings");
        assertTrue(said(failure()).endsWith("redirects to " + other.url() + "/embeddings"));
      }
      assertEquals(0, other.bodies.size());
    }
    assertEquals(3, server.bodies.size());
  }

  @Test
  void saysAtOnceThatNobodyIsThere() {
    server.close();
    var thrown = failure();
    assertTrue(said(thrown).endsWith("cannot be reached"), said(thrown));
    assertEquals(List.of(Outcome.LOST), outcomes());
  }

  @Test
  void aKeyThatNoHeaderTakesIsNotShown() {
    for (String key : List.of("secret\nX: y", "sécret", "se cret", "")) {
      var thrown =
          assertThrows(
              IndexException.NoEmbedder.class,
              () -> new EndpointEmbedder(endpoint(0), key, EmbeddingCall.Recorder.NONE));
      assertFalse(said(thrown).contains("cret"), said(thrown));
    }
  }

  @Test
  void itsNameHoldsWhatShapesVectorsAndNothingElse() {
    EmbeddingEndpoint one = endpoint(256);
    assertEquals(
        "endpoint model=small dimensions=256 passage-prefix=\"passage: \" question-prefix=\"query: \"",
        one.name());
    EmbeddingEndpoint elsewhere =
        new EmbeddingEndpoint(
            URI.create("https://example.org/v1/"),
            "small",
            256,
            "passage: ",
            "query: ",
            9,
            Duration.ofSeconds(1));
    assertEquals(one.name(), elsewhere.name());
    assertEquals("https://example.org/v1/embeddings", elsewhere.embeddings().toString());
    for (String wrong :
        List.of("ftp://a/v1", "https:///v1", "https://u:p@a/v1", "https://a/v1?k=v", "a/v1")) {
      assertFalse(EmbeddingEndpoint.isAddress(URI.create(wrong)), wrong);
    }
  }
}
