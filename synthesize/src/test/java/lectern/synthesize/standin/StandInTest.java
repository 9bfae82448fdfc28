package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInTest {
  private static final String DOCUMENTS =
      "=== d1 Lease\n[d1#0] The rent is £42,000 a year.\n[d1#1] The tenant may assign.\n";

  private final Client client =
      Client.of(
          StandInSettings.DEFAULTS.withAccounts(
              List.of(new Account("first", "k1", 5, BigDecimal.TEN))));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void answersFromThePromptAndBillsIt() throws Exception {
    Client.Got got =
        client.chat(Client.asking("kimi-k3.1-pro", "", DOCUMENTS, "What is the rent?"));
    assertEquals(200, got.status());
    assertEquals("“The rent is £42,000 a year.” [d1#0]", got.text());
    assertEquals("stop", got.json().at("/choices/0/finish_reason").asText());
    assertFalse(got.json().at("/choices/0/message/reasoning_content").asText().isEmpty());
    Bill.Line line = client.standIn().bill().of("first").getFirst();
    assertEquals(got.used("prompt_tokens"), line.promptTokens());
    assertEquals(got.used("completion_tokens"), line.completionTokens());
    // 2.00 and 10.00 dollars a million.
    assertEquals(
        new BigDecimal(2 * line.promptTokens() + 10 * line.completionTokens()).movePointLeft(6),
        line.usd().setScale(6));
    assertTrue(got.response().headers().firstValue("x-trace-id").isPresent());
    assertTrue(got.response().headers().firstValue("Msh-Request-Id").isPresent());
  }

  @Test
  void streamsReasoningThenContentThenUsage() throws Exception {
    String whole = client.chat(Client.asking("kimi-k3", "", DOCUMENTS, "What is the rent?")).text();
    Client.Got got =
        client.chat(
            Client.asking(
                "kimi-k3",
                ",'stream':true,'stream_options':{'include_usage':true}",
                DOCUMENTS,
                "What is the rent?"));
    assertEquals(whole, got.streamed("content"));
    List<String> events = got.events();
    int lastReasoning = -1;
    int firstContent = events.size();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).contains("{\"reasoning_content\"")) {
        lastReasoning = i;
      } else if (events.get(i).contains("{\"content\"")) {
        firstContent = Math.min(firstContent, i);
      }
    }
    assertTrue(0 < lastReasoning && lastReasoning < firstContent);
    assertEquals("[DONE]", events.getLast());
    JsonNode closing = Client.JSON.readTree(events.get(events.size() - 2));
    JsonNode finished = Client.JSON.readTree(events.get(events.size() - 3));
    assertEquals(0, closing.path("choices").size());
    assertEquals(closing.path("usage"), finished.at("/choices/0/usage"));
    assertTrue(closing.at("/usage/completion_tokens").asInt() > 0);
  }

  @Test
  void asksForAKeyThatItKnows() throws Exception {
    Client.Got wrong = client.withKey("other").get("/models");
    assertEquals(401, wrong.status());
    assertEquals(
        "{\"error\":{\"message\":\"Invalid Authentication\",\"type\":\"invalid_authentication_error\"}}",
        wrong.response().body());
    Client.Got none = client.withKey("").get("/models");
    assertEquals(401, none.status());
    assertEquals("incorrect_api_key_error", none.errorType());
  }

  @Test
  void listsModelsWithTheirWindows() throws Exception {
    JsonNode models = client.get("/models").json().path("data");
    assertEquals("kimi-k3.1-pro", models.at("/0/id").asText());
    assertEquals(1_048_576, models.at("/0/context_length").asInt());
  }

  @Test
  void balanceFallsByWhatWasBilled() throws Exception {
    client.chat(Client.asking("kimi-k3", "", DOCUMENTS, "What is the rent?"));
    BigDecimal billed = client.standIn().bill().total().usd();
    assertEquals(
        BigDecimal.TEN.subtract(billed).doubleValue(),
        client.get("/users/me/balance").json().at("/data/available_balance").asDouble(),
        1e-9);
  }

  @Test
  void estimateIsWhatTheCallIsBilled() throws Exception {
    String body = Client.asking("kimi-k2.6", "", DOCUMENTS, "What is the rent?");
    long estimated =
        client
            .post("/tokenizers/estimate-token-count", body)
            .json()
            .at("/data/total_tokens")
            .asLong();
    assertEquals(estimated, client.chat(body).used("prompt_tokens"));
  }

  @Test
  void estimatesForAKeyAndOfMessagesThatSaySomething() throws Exception {
    String path = "/tokenizers/estimate-token-count";
    String body = Client.asking("kimi-k3", "", DOCUMENTS, "What is the rent?");
    assertEquals(1, client.post(path, body).json().path("data").size());
    assertEquals(401, client.withKey("another").post(path, body).status());
    assertEquals(404, client.post(path, body.replace("kimi-k3", "kimi-k9")).status());
    assertEquals(400, client.post(path, "{\"model\":\"kimi-k3\"}").status());
    Client.Got empty = client.post(path, Client.asking("kimi-k3", "", DOCUMENTS, ""));
    assertEquals(400, empty.status());
    assertEquals("Invalid request: content must not be empty at index 1", empty.error());
    assertEquals(0, client.standIn().bill().total().requests());
  }

  @Test
  void metricsSayWhatWasBilledAndRefused() throws IOException, InterruptedException {
    client.chat(Client.asking("kimi-k3", "", DOCUMENTS, "What is the rent?"));
    client.chat(Client.asking("kimi-k2.5", "", "x"));
    String metrics =
        client
            .http()
            .send(
                java.net.http.HttpRequest.newBuilder(client.standIn().baseUrl().resolve("/metrics"))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString())
            .body();
    assertTrue(
        metrics.contains("standin_requests_total{account=\"first\",model=\"kimi-k3\"} 1\n"),
        metrics);
    assertTrue(
        metrics.contains(
            "standin_refusals_total{status=\"404\",type=\"resource_not_found_error\"} 1\n"),
        metrics);
  }

  /// As many streams as the fourth tier allows: none is answered before all are there.
  @Test
  void holdsFourHundredStreamsAtOnce() throws Exception {
    var all = new CountDownLatch(400);
    Reader waiting =
        _ -> {
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Reader.Reply("Thinking.", "Done.");
        };
    try (Client many =
            Client.of(
                StandInSettings.DEFAULTS
                    .withTier(4)
                    .withReader(waiting)
                    .withLimits(LimitRules.DEFAULTS.withCharge(LimitRules.Charge.ACTUAL)));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      String body = Client.asking("kimi-k3", ",'stream':true", "x", "y");
      List<Future<Client.Got>> calls =
          IntStream.range(0, 400).mapToObj(_ -> callers.submit(() -> many.chat(body))).toList();
      for (Future<Client.Got> call : calls) {
        assertEquals("[DONE]", call.get().events().getLast());
      }
      assertEquals(400, many.standIn().bill().total().requests());
    }
  }
}
