import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// Records exchanges with a provider as files of `wire/exchanges`. It listens on this machine, passes what is asked on to
/// the provider, hands back what comes, and writes both down: no key, no id, no message of the request; the reply's words
/// are kept, so ask about documents that anyone may read.
///
///     java -cp 'app/target/lib/*' wire/Record.java https://api.moonshot.ai/v1 wire/exchanges
///     KIMI_BASE_URL=http://127.0.0.1:PORT/v1 KIMI_API_KEY=… ./lectern ask data-samples/leases "Who pays the rent?"
///
/// The first line it prints is its address. Each file says `"expect": null`: the test `RecordedExchangesTest` prints what
/// the client made of it, to be put there once somebody has looked whether it is right.
class Record {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// Fields of a request that say which exchange it is; of the others only that they are there.
  private static final List<String> TELLING =
      List.of("model", "stream", "stream_options", "reasoning_effort", "thinking", "prompt_cache_options");

  private static final List<String> IDS = List.of("x-trace-id", "x-msh-trace-id", "msh-request-id", "x-request-id");
  private static final Pattern KEPT = Pattern.compile("content-type|retry-after|x-ratelimit-.*");
  private static final Pattern ID_FIELD =
      Pattern.compile("\"(id|tool_call_id|request_id|system_fingerprint)\"(\\s*:\\s*)\"[^\"]+\"");
  private static final Pattern ID_WORD = Pattern.compile("\\b(org|ak|sk|proj|user)-[A-Za-z0-9_-]{4,}");

  private final URI upstream;
  private final Path folder;
  private final String provider;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();

  private Record(URI upstream, Path folder, String provider) {
    this.upstream = upstream;
    this.folder = folder;
    this.provider = provider;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: java -cp 'app/target/lib/*' wire/Record.java BASE_URL FOLDER [PROVIDER]");
      System.exit(2);
    }
    URI upstream = URI.create(arguments[0].replaceFirst("/$", ""));
    boolean here = List.of("127.0.0.1", "localhost").contains(String.valueOf(upstream.getHost()));
    if (!"https".equals(upstream.getScheme()) && !here) {
      System.err.println("A key goes over https alone, or within this machine: " + upstream);
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Record record = new Record(upstream, folder, arguments.length > 2 ? arguments[2] : "moonshot");
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", record::pass);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + upstream.getPath());
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).replaceFirst("^Bearer ", "");
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    HttpResponse<InputStream> reply;
    try (exchange) {
      reply = http.send(request(exchange, asked), HttpResponse.BodyHandlers.ofInputStream());
      reply.headers().map().forEach((name, values) -> {
        if (!name.startsWith(":") && !List.of("content-length", "transfer-encoding", "connection").contains(name)) {
          exchange.getResponseHeaders().put(name, values);
        }
      });
      exchange.sendResponseHeaders(reply.statusCode(), 0);
      OutputStream out = exchange.getResponseBody();
      // A body that breaks off is kept as far as it came, and broken off for the client too.
      try (InputStream in = reply.body()) {
        byte[] piece = new byte[8_192];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          kept.write(piece, 0, read);
          out.write(piece, 0, read);
          out.flush();
        }
      } finally {
        write(exchange, asked, reply, kept.toByteArray(), key);
      }
      out.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("broken off: " + e);
    }
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getRawPath();
    URI url = URI.create(upstream + path.substring(Math.min(path.length(), upstream.getPath().length())));
    HttpRequest.Builder builder = HttpRequest.newBuilder(url);
    for (String name : List.of("Authorization", "Content-Type", "Accept")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        builder.header(name, value);
      }
    }
    boolean bare = exchange.getRequestMethod().equals("GET");
    return builder
        .method(
            exchange.getRequestMethod(),
            bare ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private synchronized void write(
      HttpExchange exchange, byte[] asked, HttpResponse<?> reply, byte[] body, String key) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    JsonNode request = asked.length == 0 ? null : JSON.readTree(asked);
    ObjectNode front = JSON.createObjectNode();
    front.put("title", "recorded: " + exchange.getRequestMethod() + " " + path + ", " + reply.statusCode());
    front.put(
        "source",
        "recorded from " + upstream.getHost() + " on " + LocalDate.now(ZoneOffset.UTC) + " by wire/Record.java, ids taken out");
    front.put("provider", provider);
    front.set("model", request == null ? null : request.get("model"));
    front.putNull("expect");
    StringBuilder text = new StringBuilder(JSON.writeValueAsString(front));
    text.append("\n=== request\n").append(exchange.getRequestMethod()).append(' ').append(path).append('\n');
    if (request != null) {
      text.append(new ObjectMapper().writeValueAsString(telling(request))).append('\n');
    }
    text.append("=== response\nHTTP/1.1 ").append(reply.statusCode()).append(" X\n");
    for (Map.Entry<String, List<String>> header : reply.headers().map().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (KEPT.matcher(name).matches()) {
        text.append(name).append(": ").append(header.getValue().getFirst()).append('\n');
      } else if (IDS.contains(name)) {
        text.append(name).append(": redacted\n");
      }
    }
    text.append('\n');
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(text.toString().getBytes(StandardCharsets.UTF_8));
    file.write(redacted(body, key, path.endsWith("/models")));
    int number = 1;
    while (Files.exists(folder.resolve("recorded-" + number + ".http"))) {
      number++;
    }
    Path written = Files.write(folder.resolve("recorded-" + number + ".http"), file.toByteArray());
    System.out.println(written);
  }

  private static ObjectNode telling(JsonNode request) {
    ObjectNode told = JSON.createObjectNode();
    request
        .properties()
        .forEach(
            field -> {
              if (TELLING.contains(field.getKey())) {
                told.set(field.getKey(), field.getValue());
              } else {
                told.put(field.getKey(), "*");
              }
            });
    return told;
  }

  /// One character a byte, so that all others stay as they are. In a list of models the ids are what it is about.
  private static byte[] redacted(byte[] body, String key, boolean models) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (key.length() > 3) {
      text = text.replace(key, "redacted");
    }
    if (!models) {
      text = ID_FIELD.matcher(text).replaceAll("\"$1\"$2\"redacted\"");
    }
    return ID_WORD.matcher(text).replaceAll("$1-redacted").getBytes(StandardCharsets.ISO_8859_1);
  }
}
