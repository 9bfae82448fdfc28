package lectern.retrieve.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingCall.Outcome;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.retrieve.IndexException;
import org.jspecify.annotations.Nullable;

/// Asks an embeddings endpoint over HTTP, again where that may help. Safe for use by many threads.
final class EndpointClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// An answer is read up to this many bytes and as many again for each text: 4,096 numbers of 24
  /// characters each take a fifth.
  private static final long ANSWER_BYTES = 512 << 10;

  /// Waits differ by up to half, so that callers do not come back all at once.
  private static final double JITTER = 0.5;

  /// What a header may hold; Java's own refusal would show the key.
  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddingEndpoint endpoint;
  private final @Nullable String key;
  private final EmbeddingCall.Recorder recorder;
  private final HttpClient http;

  /// @param key sent to the endpoint and shown to nobody; null for none
  EndpointClient(
      EmbeddingEndpoint endpoint, @Nullable String key, EmbeddingCall.Recorder recorder) {
    if (key != null && !VISIBLE.matcher(key).matches()) {
      throw new IndexException.NoEmbedder(
          "the key of the embeddings endpoint holds characters that no key has",
          "Set EMBEDDER_API_KEY in the environment anew.",
          null);
    }
    this.endpoint = endpoint;
    this.key = key;
    this.recorder = recorder;
    this.http =
        HttpClient.newBuilder()
            // Servers that know only 1.1 stumble over the offer of 2 before a body.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /// The last of as many tries as it takes and patience allows.
  Reply ask(List<String> texts, Patience patience) {
    String body = body(texts);
    RetryConfig config =
        RetryConfig.<Reply>custom()
            .maxAttempts(patience.tries())
            .retryOnResult(reply -> reply instanceof Reply.Failed failed && failed.passing())
            .retryOnException(_ -> false)
            .intervalBiFunction((tries, last) -> waitMillis(patience, tries, last))
            .build();
    Retry retry = Retry.of("embeddings", config);
    try {
      return retry.executeSupplier(() -> once(texts.size(), body, patience));
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) { // While it waited for the next try.
        return notAwaited();
      }
      throw e;
    }
  }

  private static Reply notAwaited() {
    return Reply.Failed.lasting(Outcome.LOST, "was not waited for", "Run it again.");
  }

  private static long waitMillis(Patience patience, int tries, Either<Throwable, Reply> last) {
    long own =
        IntervalFunction.ofExponentialRandomBackoff(
                patience.firstWait(), 2, JITTER, patience.longestWait())
            .apply(tries);
    long asked =
        last.isRight() && last.get() instanceof Reply.Failed failed
            ? failed.retryAfter().toMillis()
            : 0;
    return Math.max(own, asked);
  }

  private String body(List<String> texts) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", endpoint.model());
    texts.forEach(body.putArray("input")::add);
    body.put("encoding_format", "float");
    if (endpoint.dimensions() > 0) {
      body.put("dimensions", endpoint.dimensions());
    }
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply once(int texts, String body, Patience patience) {
    long begin = System.nanoTime();
    Reply reply = send(texts, body, patience);
    recorder.record(
        new EmbeddingCall(
            endpoint.model(),
            texts,
            reply instanceof Reply.Vectors vectors ? vectors.tokens() : null,
            Duration.ofNanos(System.nanoTime() - begin),
            reply.outcome()));
    return reply;
  }

  private Reply send(int texts, String body, Patience patience) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(
            request(body),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES * (1 + texts)));
    try {
      HttpResponse<byte[]> answer = sent.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return answer.statusCode() == 200
          ? EndpointAnswer.read(answer.body(), texts, endpoint.dimensions())
          : refusal(answer).reply(patience, InstantSource.system());
    } catch (TimeoutException e) {
      sent.cancel(true);
      return Reply.Failed.passing(
          Outcome.LOST,
          "gave no whole answer within " + patience.timeout().toMillis() / 1000.0 + " s",
          "See whether it is overloaded; embedder.timeout-seconds gives it more time, embedder.batch"
              + " less to do at once.");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return notAwaited();
    } catch (ExecutionException e) {
      return lost(e.getCause());
    }
  }

  private Refusal refusal(HttpResponse<byte[]> answer) {
    return new Refusal(
        answer.statusCode(),
        safe(new String(answer.body(), StandardCharsets.UTF_8)),
        safe(answer.headers().firstValue("Location").orElse("")),
        answer.headers().firstValue("Retry-After").map(String::strip).orElse(""));
  }

  /// What an endpoint says may hold the key that it was sent.
  private String safe(String said) {
    return key == null ? said : said.replace(key, "[key]");
  }

  private static Reply lost(@Nullable Throwable cause) {
    return switch (cause) {
      // It will not come up within seconds, and a run that is begun again goes on.
      case ConnectException _ ->
          Reply.Failed.lasting(
              Outcome.LOST,
              "cannot be reached",
              "See whether embedder.url is right and its server runs.");
      case SSLException e ->
          Reply.Failed.lasting(
              Outcome.LOST,
              "cannot be trusted: " + ErrorBody.line(e.getMessage() + ""),
              "See whether embedder.url is right and its certificate valid.");
      case IOException e ->
          Reply.Failed.passing(
              Outcome.LOST,
              "gave no whole answer: " + ErrorBody.line(e.getMessage() + ""),
              "See the endpoint's own log, or run it again later.");
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  private HttpRequest request(String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.embeddings())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
