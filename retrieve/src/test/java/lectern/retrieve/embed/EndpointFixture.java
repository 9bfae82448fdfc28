package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingCall.Outcome;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.retrieve.EmbeddingTally;
import lectern.retrieve.IndexException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An embedder in front of an endpoint that answers as it is told to.
abstract class EndpointFixture {
  static final String KEY = "sk-secret-0123456789";
  private static final Duration SHORT = Duration.ofMillis(10);

  FakeEndpoint server;
  final List<EmbeddingCall> calls = Collections.synchronizedList(new ArrayList<>());
  final EmbeddingTally tally = new EmbeddingTally();

  @BeforeEach
  void start() throws IOException {
    server = new FakeEndpoint();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  EmbeddingEndpoint endpoint(int dimensions) {
    return new EmbeddingEndpoint(
        server.url(), "small", dimensions, "passage: ", "query: ", 4, Duration.ofSeconds(5));
  }

  EndpointEmbedder embedder(EmbeddingEndpoint endpoint, Duration timeout) {
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

  EndpointEmbedder embedder() {
    return embedder(endpoint(0), Duration.ofSeconds(5));
  }

  IndexException.NoEmbedder failure() {
    try (EndpointEmbedder embedder = embedder()) {
      var thrown =
          assertThrows(IndexException.NoEmbedder.class, () -> embedder.passages(List.of("a", "b")));
      assertFalse((said(thrown) + thrown.hint()).contains("secret"), said(thrown));
      return thrown;
    }
  }

  static String said(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  void refuses(String reason, int tries) {
    String message = said(failure());
    assertEquals("the embeddings endpoint at " + server.url() + " " + reason, message);
    assertEquals(tries, server.bodies.size(), message);
    assertEquals(tries, tally.sums().calls());
    assertEquals(tries, tally.sums().failed());
  }

  List<Outcome> outcomes() {
    return calls.stream().map(EmbeddingCall::outcome).toList();
  }

  static double cosine(float[] vector, double... other) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < other.length; i++) {
      product += vector[i] * other[i];
      square += other[i] * other[i];
    }
    return product / Math.sqrt(square);
  }
}
