package lectern.retrieve.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A server on this machine that answers calls in the way it was told, then in the right way: the
/// vector of a text is its length, 1 and its first character.
final class FakeEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Queue<Scripted> script = new ConcurrentLinkedQueue<>();

  /// Bodies and headers of the calls so far.
  final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());

  final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

  interface Scripted {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  FakeEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
  }

  FakeEndpoint then(Scripted answer) {
    script.add(answer);
    return this;
  }

  FakeEndpoint then(int status, String body, String... headers) {
    return then(
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          send(exchange, status, body);
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    bodies.add(body);
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization") + "");
    Scripted next = script.poll();
    try {
      if (next == null) {
        send(exchange, 200, right(body));
      } else {
        next.answer(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  static String right(JsonNode body) {
    List<String> entries = new ArrayList<>();
    for (JsonNode text : body.path("input")) {
      String vector = "[" + text.asText().length() + ",1," + (int) text.asText().charAt(0) + "]";
      entries.add(entry(entries.size(), vector));
    }
    return answer(entries, 10 * entries.size());
  }

  static String entry(int index, String vector) {
    return "{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":" + vector + "}";
  }

  static String answer(List<String> entries, int tokens) {
    return "{\"object\":\"list\",\"data\":["
        + String.join(",", entries)
        + "],\"usage\":{\"prompt_tokens\":"
        + tokens
        + ",\"total_tokens\":"
        + tokens
        + "}}";
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
