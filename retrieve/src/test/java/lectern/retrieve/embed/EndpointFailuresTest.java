package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingCall.Outcome;
import lectern.retrieve.IndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What endpoints do wrong: each time it is tried again or told clearly, and never with the key.
@Timeout(60)
class EndpointFailuresTest extends EndpointFixture {
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
}
