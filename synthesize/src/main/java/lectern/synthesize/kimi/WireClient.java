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
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
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
  private final ReplyBounds bounds;
  private final UnaryOperator<ObjectNode> rewrite;
  private final Runnable onSend;
  private final Exchange exchange;

  /// @param rewrite what the provider wants in the body that LangChain4j cannot say
  /// @param onSend called when the request, made ready, goes out
  WireClient(
      HttpClient http,
      KimiSettings settings,
      FailureReader failures,
      ReplyBounds bounds,
      UnaryOperator<ObjectNode> rewrite,
      Runnable onSend,
      Exchange exchange) {
    this.http = http;
    this.settings = settings;
    this.failures = failures;
    this.bounds = bounds;
    this.rewrite = rewrite;
    this.onSend = onSend;
    this.exchange = exchange;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (Watch watch = Watch.overWhole(exchange, settings)) {
      Reply reply = sent(request);
      if (reply == null || !isAccepted(reply, watch)) {
        throw failed();
      }
      watch.reading();
      String body = read(reply);
      if (exchange.failed()) {
        throw failed();
      }
      return SuccessfulHttpResponse.builder()
          .statusCode(reply.status())
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
    JsonNode json = json(body);
    if (FailureReader.isError(json)) {
      exchange.fail(failures.inBand(json));
      throw failed();
    }
    if (!(json instanceof ObjectNode reply) || !isCompletion(json)) {
      exchange.fail(failures.notUnderstood("the reply is no completion", body));
      throw failed();
    }
    EventShape.mend(reply);
    JsonNode choice = reply.path("choices").path(0);
    exchange.finished(finish(choice));
    if (reply.path("model").isTextual()) {
      exchange.answered(reply.path("model").textValue());
    }
    if (choice.path("message") instanceof ObjectNode message) {
      exchange.toolCalls().take(message.path("tool_calls"));
      message.remove("tool_calls");
    }
    Exchange.ReportedUsage usage = new UsageReader(bounds).take(reply);
    if (usage != null) {
      exchange.reported(usage);
    }
    return reply.toString();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (Watch watch = Watch.overStream(exchange, settings)) {
      Reply reply = sent(request);
      if (reply == null || !isAccepted(reply, watch)) {
        listener.onError(failed());
        return;
      }
      EventGate gate = new EventGate(exchange, failures, bounds, watch, listener);
      watch.opened();
      listener.onOpen(
          SuccessfulHttpResponse.builder()
              .statusCode(reply.status())
              .headers(reply.headers().map())
              .build());
      try {
        InputStream body =
            new BufferedInputStream(Compression.undone(reply.headers(), reply.body()));
        boolean streamed = ReplyShape.isStream(reply.headers(), body);
        parser.parse(
            streamed ? new BoundedBody(body, bounds, this::endless) : asEvents(body), gate);
      } catch (IOException e) {
        gate.onError(e);
      }
      gate.end();
    }
  }

  /// A reply in one piece, as the events that it would have come in. Where it is none, the exchange
  /// says why, and there are no events.
  private InputStream asEvents(InputStream whole) throws IOException {
    String body = text(whole);
    JsonNode json = json(body);
    if (FailureReader.isError(json)) {
      exchange.fail(failures.inBand(json));
    } else if (isCompletion(json)) {
      ObjectNode choice = (ObjectNode) json.path("choices").path(0);
      choice.put("finish_reason", finish(choice));
      return new ByteArrayInputStream(
          ("data: " + json + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
    } else {
      exchange.fail(failures.notUnderstood("the reply is no stream of events", body));
    }
    return InputStream.nullInputStream();
  }

  /// Missing where the text is none.
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }

  private static boolean isCompletion(JsonNode reply) {
    return reply.path("choices").path(0).path("message").isObject();
  }

  private static String finish(JsonNode choice) {
    String reason = choice.path("finish_reason").asText("");
    return reason.isEmpty() ? "stop" : reason;
  }

  /// @param body what comes of it
  private record Reply(int status, HttpHeaders headers, InputStream body) {}

  /// The headers of the reply; null where none came, of which the exchange says why.
  private @Nullable Reply sent(HttpRequest request) {
    java.net.http.HttpRequest ready = request(request);
    onSend.run();
    AtomicReference<HttpResponse.@Nullable ResponseInfo> head = new AtomicReference<>();
    CompletableFuture<HttpResponse<InputStream>> pending =
        http.sendAsync(
            ready,
            info -> {
              head.set(info);
              return BodySubscribers.ofInputStream();
            });
    exchange.abortable(() -> pending.cancel(true));
    try {
      HttpResponse<InputStream> reply = pending.get();
      InputStream body =
          reply.statusCode() == NetworkFailures.PROXY_PASSWORD
              ? InputStream.nullInputStream()
              : reply.body();
      exchange.abortable(() -> close(body));
      exchange.traced(traceId(reply.headers()));
      return new Reply(reply.statusCode(), reply.headers(), body);
    } catch (CancellationException _) {
      exchange.cancel();
    } catch (InterruptedException _) {
      exchange.cancel();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      HttpResponse.ResponseInfo info = head.get();
      if (info != null && !isSuccess(info.statusCode())) {
        // The connection broke right behind the headers: they say enough.
        return new Reply(info.statusCode(), info.headers(), InputStream.nullInputStream());
      }
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

  private boolean isAccepted(Reply reply, Watch watch) {
    int status = reply.status();
    if (isSuccess(status)) {
      Optional<Failure> encoded = failures.encoded(reply.headers());
      encoded.ifPresent(exchange::fail);
      encoded.ifPresent(_ -> close(reply.body()));
      return encoded.isEmpty();
    }
    if (status == NetworkFailures.PROXY_PASSWORD) {
      exchange.fail(Failure.of(Failure.Kind.PROXY, NetworkFailures.PROXY_WANTS_PASSWORD));
    } else if (status >= 300 && status < 400) {
      String location = reply.headers().firstValue("Location").orElse("");
      exchange.fail(failures.redirect(status, location));
      close(reply.body());
    } else {
      watch.refused(() -> close(reply.body()));
      String retryAfter = reply.headers().firstValue("Retry-After").orElse("");
      String body = Compression.unknown(reply.headers()).isPresent() ? "" : refusal(reply);
      exchange.lost(failures.refusal(status, body, retryAfter));
    }
    return false;
  }

  /// Any that may have a body: some say 201 of a completion that they have created.
  static boolean isSuccess(int status) {
    return status >= 200 && status < 300 && status != 204 && status != 205;
  }

  /// As much of a refusal's text as comes: its status says what it is in any case.
  private static String refusal(Reply reply) {
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    byte[] some = new byte[8 << 10];
    try (InputStream body = reply.body();
        InputStream undone = Compression.undone(reply.headers(), body)) {
      for (int n = undone.read(some);
          n >= 0 && came.size() < REFUSAL_BYTES;
          n = undone.read(some)) {
        came.write(some, 0, n);
      }
    } catch (IOException _) {
      // What came counts.
    }
    return came.toString(StandardCharsets.UTF_8);
  }

  private String read(Reply reply) {
    try (InputStream body = reply.body();
        InputStream undone = Compression.undone(reply.headers(), body)) {
      return text(undone);
    } catch (IOException e) {
      exchange.lost(NetworkFailures.within(e, failures.words()));
      return "";
    }
  }

  private String text(InputStream whole) throws IOException {
    byte[] bytes = whole.readNBytes(bounds.lineBytes());
    if (bytes.length == bounds.lineBytes()) {
      endless("the reply has more than " + bytes.length + " bytes, and was not read on");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void endless(String what) {
    exchange.fail(Failure.of(Failure.Kind.ENDLESS, what));
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
