package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.retrieve.EmbeddingTally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes to an endpoint, and what its vectors become.
@Timeout(60)
class EndpointEmbedderTest extends EndpointFixture {
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
        List.of(
            "ftp://a/v1",
            "https:///v1",
            "https://u:p@a/v1",
            "https://a/v1?k=v",
            "a/v1",
            "http://a:99999/v1",
            "http://a:0/v1")) {
      assertFalse(EmbeddingEndpoint.isAddress(URI.create(wrong)), wrong);
    }
  }
}
