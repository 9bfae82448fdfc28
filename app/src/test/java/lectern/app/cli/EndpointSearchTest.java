package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Embedding and searching through an endpoint of this machine that knows two things to be about.
class EndpointSearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUESTION = "Which premises may the lessee pay for every month?";
  private static final String KEY = "sk-secret-0123456789";

  @TempDir private Path folder;
  private HttpServer server;
  private String url = "";
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger calls = new AtomicInteger();

  @BeforeEach
  void collection() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/embeddings", this::answer);
    server.start();
    url = "http://localhost:" + server.getAddress().getPort() + "/v1";
    Files.writeString(folder.resolve("dog.txt"), "No dog may be kept on the premises.");
    Files.writeString(folder.resolve("pay.txt"), "Instalments fall due on the first.");
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
    assertEquals(0, run("ingest", "-q").exit());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    for (JsonNode text : asked.path("input")) {
      boolean money = text.asText().contains("Instalments") || text.asText().contains("pay");
      ObjectNode entry = data.addObject().put("index", data.size() - 1);
      entry.putArray("embedding").add(money ? 3 : 0).add(money ? 0 : 4).add(1);
    }
    answer.putObject("usage").put("prompt_tokens", 7 * data.size());
    byte[] body =
        status.get() == 200
            ? JSON.writeValueAsBytes(answer)
            : ("{\"error\":{\"message\":\"no key " + KEY + "\"}}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status.get(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Run run(String command, String... more) {
    return with("small", command, more);
  }

  private Run with(String model, String command, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = command;
    arguments[1] = folder.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    Map<String, String> environment =
        Map.of(
            "LECTERN_EMBEDDER_URL", url,
            "LECTERN_EMBEDDER_MODEL", model,
            "LECTERN_INGEST_EMBED", "off",
            "EMBEDDER_API_KEY", KEY);
    Run run = Run.with("", environment, arguments);
    assertFalse((run.out() + run.err()).contains("secret"), run.err());
    return run;
  }

  private JsonNode best(Run run) throws IOException {
    assertEquals(Exit.OK.code(), run.exit(), run.err());
    return JSON.readTree(run.lines().getFirst());
  }

  @Test
  void searchesByMeaningAndByWordsAloneWhenTheEndpointIsGone() throws IOException {
    Run embed = run("embed");
    assertEquals("3 passages embedded\n", embed.out());
    assertEquals("1 call to the endpoint, 0 of them failed, 21 tokens\n", embed.err());
    assertTrue(run("status").out().contains("endpoint model=small"), run("status").out());

    JsonNode found = best(run("search", QUESTION, "--mode", "dense", "--json"));
    assertEquals("pay.txt", found.path("document").asText());
    Run both = run("search", QUESTION, "--mode", "hybrid", "--json", "-q");
    assertEquals("", both.err());
    assertEquals("HYBRID", best(both).path("mode").asText());
    assertEquals(3, calls.get());

    server.stop(0);
    Run words = run("search", QUESTION, "--mode", "hybrid", "--json", "--explain", "-q");
    JsonNode byWords = best(words);
    assertEquals("dog.txt", byWords.path("document").asText());
    assertEquals("LEXICAL", byWords.path("mode").asText());
    assertEquals(
        List.of("words"), byWords.path("stages").propertyStream().map(Map.Entry::getKey).toList());
    assertEquals(1, words.err().lines().count(), words.err());
    assertTrue(words.err().startsWith("ranked by words alone: the embeddings endpoint at "));
    assertTrue(words.err().contains("cannot be reached"), words.err());

    Run dense = run("search", QUESTION, "--mode", "dense");
    assertEquals(Exit.MODEL.code(), dense.exit());
    assertTrue(dense.err().contains("hint: See whether embedder.url"), dense.err());
    Run why = run("search", QUESTION, "--mode", "hybrid", "--why-not", "d3#0");
    assertTrue(why.out().contains("it holds no word of the question"), why.out());
    assertEquals(Exit.OK.code(), run("search", QUESTION).exit());
  }

  @Test
  void embeddingThatFailsSaysWhyAndTheNextRunGoesOn() {
    status.set(401);
    Run refused = run("embed");
    assertEquals(Exit.MODEL.code(), refused.exit());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains("1 call to the endpoint, 1 of them failed"), refused.err());
    assertTrue(refused.err().contains("refused with 401: no key [key]"), refused.err());
    assertTrue(refused.err().contains("hint: Set EMBEDDER_API_KEY"), refused.err());
    Run words = run("search", QUESTION, "--mode", "hybrid");
    assertEquals(Exit.OK.code(), words.exit(), words.err());
    assertTrue(words.err().contains("ranked by words alone: "), words.err());
    status.set(200);
    assertEquals(
        "{\"embedded\":3,\"stopped\":false,"
            + "\"calls\":{\"made\":1,\"failed\":0,\"tokens\":21,\"without_tokens\":0}}\n",
        run("embed", "--json").out());
  }

  /// What a settings file that somebody sent would do.
  @Test
  void aFileAloneSendsNoText() throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".toml");
    Files.writeString(
        file, "[embedder]\nurl = \"https://vectors.invalid/v1\"\nmodel = \"small\"\n");
    Run embed = Run.of("embed", folder.toString(), "--settings", file.toString());
    assertEquals(Exit.MODEL.code(), embed.exit(), embed.err());
    assertTrue(embed.err().contains("only a file names vectors.invalid"), embed.err());
    assertTrue(embed.err().contains("hint: To send documents there set LECTERN_EMBEDDER_URL="));
    Run search =
        Run.of(
            "search",
            folder.toString(),
            QUESTION,
            "--mode",
            "hybrid",
            "--settings",
            file.toString(),
            "-q");
    assertEquals(Exit.OK.code(), search.exit(), search.err());
    assertTrue(
        search.err().startsWith("ranked by words alone: only a file names vectors.invalid"),
        search.err());
    Files.delete(file);
  }

  @Test
  void vectorsOfTwoModelsNeverMeet() {
    assertEquals(0, run("embed", "-q").exit());
    for (Run other :
        List.of(
            with("large", "embed"),
            with("large", "search", QUESTION, "--mode", "hybrid"),
            Run.of("search", folder.toString(), QUESTION, "--mode", "dense"))) {
      assertEquals(Exit.INDEX.code(), other.exit());
      assertTrue(other.err().contains("\"endpoint model=small\""), other.err());
      assertTrue(other.err().contains("hint: "), other.err());
    }
  }
}
