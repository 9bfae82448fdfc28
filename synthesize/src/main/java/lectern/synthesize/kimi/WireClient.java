package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Sends LangChain4j's request for one exchange, on the thread that asks, and hands it the reply as
/// it understands it. Whatever goes wrong stands in the exchange.
final class WireClient implements dev.langchain4j.http.client.HttpClient {
  /// Most that is read of a refusal.
  private static final int REFUSAL_BYTES = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final KimiSettings settings;
  private final FailureReader failures;
  private final UnaryOperator<ObjectNode> rewrite;
  private final Runnable onSend;
  private final Exchange exchange;

  /// @param rewrite what the provider wants in the body that LangChain4j cannot say
  /// @param onSend called when the request, made ready, goes out
  WireClient(
      HttpClient http,
      KimiSettings settings,
      FailureReader failures,
      UnaryOperator<ObjectNode> rewrite,
      Runnable onSend,
      Exchange exchange) {
    this.http = http;
    this.settings = settings;
    this.failures = failures;
    this.rewrite = rewrite;
    this.onSend = onSend;
    this.exchange = exchange;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (Watch watch = Watch.overWhole(exchange, settings)) {
      HttpResponse<InputStream> reply = sent(request);
      if (reply == null || !isAccepted(reply)) {
        throw failed();
      }
      watch.reading();
      String body = read(reply, Integer.MAX_VALUE - 8);
      if (exchange.failed()) {
        throw failed();
      }
      return SuccessfulHttpResponse.builder()
          .statusCode(reply.statusCode())
          .headers(reply.headers().map())
          .body(whole(body))
          .build();
    }
  }

  private HttpException failed() {
    Failure failure = exchange.failure();
    return failure == null
        ? new HttpException(0, "no reply")
        : new HttpException(failure.status(), failure.message());
  }

  private String whole(String body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      json = JSON.missingNode();
    }
    if (json.path("error").isObject()) {
      exchange.fail(failures.inBand(json));
      throw failed();
    }
    JsonNode choice = json.path("choices").path(0);
    if (!(json instanceof ObjectNode reply) || !choice.path("message").isObject()) {
      exchange.fail(failures.notUnderstood("the reply is no completion", body));
      throw failed();
    }
    exchange.finished(choice.path("finish_reason").asText("stop"));
    if (choice.path("message") instanceof ObjectNode message) {
      exchange.toolCalls().take(message.path("tool_calls"));
      message.remove("tool_calls");
    }
    if (UsageReader.normalise(reply)) {
      exchange.reported(reply.path("usage"));
    }
    return reply.toString();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (Watch watch = Watch.overStream(exchange, settings)) {
      HttpResponse<InputStream> reply = sent(request);
      if (reply == null || !isAccepted(reply)) {
        listener.onError(failed());
        return;
      }
      EventGate gate = new EventGate(exchange, failures, watch, listener);
      if (isEventStream(reply.headers())) {
        watch.opened();
        listener.onOpen(
            SuccessfulHttpResponse.builder()
                .statusCode(reply.statusCode())
                .headers(reply.headers().map())
                .build());
        parser.parse(reply.body(), gate);
      } else {
        String body = read(reply, REFUSAL_BYTES);
        exchange.fail(notAStream(body));
      }
      gate.end();
    }
  }

  private Failure notAStream(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.path("error").isObject()) {
        return failures.inBand(json);
      }
    } catch (JsonProcessingException _) {
      // Said below.
    }
    return failures.notUnderstood("the reply is no stream of events", body);
  }

  private static boolean isEventStream(HttpHeaders headers) {
    return headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream");
  }

  /// The headers of the reply; null where none came, of which the exchange says why.
  private @Nullable HttpResponse<InputStream> sent(HttpRequest request) {
    java.net.http.HttpRequest ready = request(request);
    onSend.run();
    CompletableFuture<HttpResponse<InputStream>> pending =
        http.sendAsync(ready, BodyHandlers.ofInputStream());
    exchange.abortable(() -> pending.cancel(true));
    try {
      HttpResponse<InputStream> reply = pending.get();
      InputStream body =
          reply.statusCode() == NetworkFailures.PROXY_PASSWORD
              ? InputStream.nullInputStream()
              : reply.body();
      exchange.abortable(() -> close(body));
      exchange.traced(traceId(reply.headers()));
      return reply;
    } catch (CancellationException _) {
      exchange.cancel();
    } catch (InterruptedException _) {
      exchange.cancel();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      exchange.lost(lost(e.getCause(), request));
    }
    return null;
  }

  private java.net.http.HttpRequest request(HttpRequest request) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(request.url()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    if (request.url().startsWith("http:")) {
      // Servers that know only 1.1 answer the offer of 2 with 422 (langchain4j#3883).
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    return builder.POST(BodyPublishers.ofByteArray(body(request.body()))).build();
  }

  private byte[] body(String body) {
    try {
      return JSON.writeValueAsBytes(rewrite.apply((ObjectNode) JSON.readTree(body)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAccepted(HttpResponse<InputStream> reply) {
    if (reply.statusCode() == 200) {
      return true;
    }
    if (reply.statusCode() == NetworkFailures.PROXY_PASSWORD) {
      exchange.fail(Failure.of(Failure.Kind.PROXY, NetworkFailures.PROXY_WANTS_PASSWORD));
      return false;
    }
    String body = read(reply, REFUSAL_BYTES);
    String retryAfter = reply.headers().firstValue("Retry-After").orElse("");
    exchange.fail(failures.refusal(reply.statusCode(), body, retryAfter));
    return false;
  }

  private String read(HttpResponse<InputStream> reply, int most) {
    try (InputStream body = reply.body()) {
      return new String(body.readNBytes(most), StandardCharsets.UTF_8);
    } catch (IOException e) {
      exchange.lost(NetworkFailures.of(e, false, failures.words()));
      return "";
    }
  }

  private Failure lost(@Nullable Throwable cause, HttpRequest request) {
    return NetworkFailures.of(cause, isProxied(request), failures.words());
  }

  private boolean isProxied(HttpRequest request) {
    return http.proxy().stream()
        .flatMap(selector -> selector.select(java.net.URI.create(request.url())).stream())
        .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }

  private @Nullable String traceId(HttpHeaders headers) {
    Optional<String> id =
        headers
            .firstValue("x-trace-id")
            .or(() -> headers.firstValue("X-Msh-Trace-Id"))
            .or(() -> headers.firstValue("Msh-Request-Id"))
            .or(() -> headers.firstValue("x-request-id"));
    return id.map(failures.words()::line).orElse(null);
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException _) {
      // It is given up.
    }
  }
}
