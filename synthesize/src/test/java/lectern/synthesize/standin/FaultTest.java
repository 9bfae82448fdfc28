package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final String ANSWER = "An answer of some length, which is cut. ".repeat(20);
  private static final String ASK = Client.asking("kimi-k3", "", "x", "y");
  private static final String STREAM = Client.asking("kimi-k3", ",'stream':true", "x", "y");

  private final List<Client> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(Client::close);
  }

  private Client client(FaultPlan plan) {
    Client client =
        Client.of(
            StandInSettings.DEFAULTS
                .withReader(_ -> new Reader.Reply("Thinking.", ANSWER))
                .withFaults(plan)
                .withClock(new HandClock()));
    clients.add(client);
    return client;
  }

  @Test
  void aReaderThatFailsIsAnErrorOfTheServerAndTheConnectionGoesOn() throws Exception {
    Client client =
        Client.of(
            StandInSettings.DEFAULTS
                .withReader(
                    asked -> {
                      if (asked.turns().getLast().text().equals("y")) {
                        throw new IllegalStateException("no answer is known");
                      }
                      return new Reader.Reply("", ANSWER);
                    })
                .withClock(new HandClock()));
    clients.add(client);
    for (String request : List.of(ASK, STREAM)) {
      Client.Got failed = client.chat(request);
      assertEquals(500, failed.status());
      assertEquals("server_error", failed.errorType());
      assertTrue(failed.error().contains("no answer is known"), failed.error());
    }
    assertEquals(0, client.standIn().bill().total().requests());
    assertEquals(2, client.standIn().bill().refusals().get("500 server_error"));
    assertEquals(200, client.chat(Client.asking("kimi-k3", "", "x", "z")).status());
  }

  private Client first(Fault fault) {
    return client(FaultPlan.script(fault));
  }

  @Test
  void theScriptIsFollowedCallByCall() throws Exception {
    Client client = client(FaultPlan.parse("overload,ok,rate,unavailable,busy,server-error"));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      statuses.add(client.chat(ASK).status());
    }
    assertEquals(List.of(429, 200, 429, 503, 529, 500, 200), statuses);
    assertEquals(2, client.standIn().bill().total().requests());
    assertEquals(1, client.standIn().bill().refusals().get("429 engine_overloaded_error"));
  }

  @Test
  void everyRowOfTheErrorTableCanBeHad() throws Exception {
    Client client = client(FaultPlan.parse("quota,filtered,forbidden,unexpected-output"));
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Client.Got got = client.chat(ASK);
      errors.add(got.status() + " " + got.errorType());
    }
    assertEquals(
        List.of(
            "429 exceeded_current_quota_error",
            "400 content_filter",
            "403 permission_denied_error",
            "500 unexpected_output"),
        errors);
  }

  @Test
  void aTruncatedStreamEndsWithoutFinishAndIsBilledAsFarAsItCame() throws Exception {
    Client client = first(Fault.TRUNCATE);
    Client.Got got = client.chat(STREAM);
    String text = got.streamed("content");
    assertTrue(ANSWER.startsWith(text) && !text.isEmpty() && text.length() < ANSWER.length());
    assertFalse(got.response().body().contains("[DONE]"));
    assertFalse(got.response().body().contains("\"finish_reason\":\"stop\""));
    long broken = client.standIn().bill().total().completionTokens();
    client.chat(STREAM);
    long both = client.standIn().bill().total().completionTokens();
    assertTrue(broken > 0 && both - broken > broken);
  }

  @Test
  void aCutOrResetConnectionFailsInTheClient() {
    assertThrows(IOException.class, () -> first(Fault.CUT).chat(STREAM));
    assertThrows(IOException.class, () -> first(Fault.RESET).chat(STREAM));
    assertThrows(IOException.class, () -> first(Fault.CUT).chat(ASK));
    assertThrows(IOException.class, () -> first(Fault.RESET).chat(ASK));
    assertThrows(IOException.class, () -> first(Fault.STALL).chat(STREAM));
  }

  @Test
  void anErrorInTheStreamIsNotBilled() throws Exception {
    Client client = first(Fault.ERROR_EVENT);
    List<String> events = client.chat(STREAM).events();
    assertTrue(events.getLast().startsWith("{\"error\":{"));
    assertEquals(0, client.standIn().bill().total().requests());
  }

  @Test
  void allOfABudgetMayGoToReasoning() throws Exception {
    Client.Got got = first(Fault.NULL_CONTENT).chat(ASK);
    assertTrue(got.json().at("/choices/0/message/content").isNull());
    assertEquals("length", got.json().at("/choices/0/finish_reason").asText());
    Client.Got small =
        first(Fault.OK).chat(Client.asking("kimi-k3", ",'max_completion_tokens':1", "x", "y"));
    assertTrue(small.json().at("/choices/0/message/content").isNull());
    assertEquals(1, small.used("completion_tokens"));
  }

  @Test
  void pagesAndBrokenJsonComeInPlaceOfJson() throws Exception {
    Client.Got page = first(Fault.HTML).chat(ASK);
    assertEquals(502, page.status());
    assertTrue(page.response().body().startsWith("<html>"));
    Client broken = first(Fault.BAD_JSON);
    Client.Got got = broken.chat(ASK);
    assertEquals(200, got.status());
    assertThrows(IOException.class, got::json);
    Client streaming = first(Fault.BAD_JSON);
    assertTrue(streaming.chat(STREAM).events().getLast().endsWith("\"cont"));
  }

  @Test
  void slowThingsTakeTheStandInsTime() throws Exception {
    for (Fault fault : List.of(Fault.SLOW_HEADERS, Fault.SLOW_FIRST_TOKEN)) {
      HandClock clock = new HandClock();
      var before = clock.instant();
      Client client =
          Client.of(
              StandInSettings.DEFAULTS
                  .withReader(_ -> new Reader.Reply("", ANSWER))
                  .withFaults(FaultPlan.script(fault).withSlow(Duration.ofMinutes(2)))
                  .withClock(clock));
      clients.add(client);
      Client.Got got = client.chat(STREAM);
      assertEquals(ANSWER, got.streamed("content"));
      assertTrue(Duration.between(before, clock.instant()).compareTo(Duration.ofMinutes(2)) >= 0);
      // Comments keep a connection alive once its head is there.
      assertEquals(
          fault == Fault.SLOW_FIRST_TOKEN, got.response().body().contains(": keep-alive\n\n"));
    }
  }

  @Test
  void theSameSeedDrawsTheSameFaults() {
    FaultPlan plan = FaultPlan.parse("overload:0.2,truncate:0.1");
    List<Fault> faults = drawn(plan, 7);
    assertEquals(faults, drawn(plan, 7));
    assertFalse(faults.equals(drawn(plan, 8)));
    double overloads = faults.stream().filter(Fault.OVERLOAD::equals).count() / 10_000.0;
    assertEquals(0.2, overloads, 0.02);
  }

  private static List<Fault> drawn(FaultPlan plan, long seed) {
    Shared shared = Shared.of(StandInSettings.DEFAULTS.withSeed(seed).withFaults(plan), new Till());
    return LongStream.range(0, 10_000).mapToObj(shared::fault).toList();
  }

  /// Whatever goes wrong, the bill is what the clients were told, and the rest were refusals.
  @Test
  void theBillIsTheSumOfWhatClientsWereTold() throws Exception {
    Client client =
        client(FaultPlan.parse("overload:0.1,html:0.05,busy:0.05,null-content:0.1,rate:0.05"));
    long prompt = 0;
    long completion = 0;
    long refused = 0;
    for (int i = 0; i < 300; i++) {
      Client.Got got = client.chat(Client.asking("kimi-k3", "", "x", "y".repeat(1 + i % 7)));
      if (got.status() == 200) {
        prompt += got.used("prompt_tokens");
        completion += got.used("completion_tokens");
      } else {
        refused++;
      }
    }
    Bill bill = client.standIn().bill();
    assertEquals(prompt, bill.total().promptTokens());
    assertEquals(completion, bill.total().completionTokens());
    assertEquals(300 - refused, bill.total().requests());
    assertEquals(refused, bill.refusals().values().stream().mapToLong(Long::longValue).sum());
    assertTrue(refused > 30);
  }

  @Test
  void aPlanIsReadAsItIsWritten() {
    FaultPlan plan = FaultPlan.parse("overload, ok*2,stall:0.25,slow=20s");
    assertEquals(List.of(Fault.OVERLOAD, Fault.OK, Fault.OK), plan.script());
    assertEquals(List.of(new FaultPlan.Share(Fault.STALL, 0.25)), plan.shares());
    assertEquals(Duration.ofSeconds(20), plan.slow());
    assertEquals(plan, FaultPlan.parse(plan + ",slow=20s"));
    for (String bad :
        List.of(
            "overlaod",
            "stall:2",
            "stall:x",
            "slow=20",
            "stall=3s",
            ",",
            "stall:1.2.3",
            "slow=1000000000000000000m")) {
      assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse(bad), bad);
    }
  }

  @Test
  void partialAnswersGoOnFromThePrefix() throws Exception {
    String half = ANSWER.substring(0, 100);
    Client.Got got =
        first(Fault.OK)
            .chat(
                ("{'model':'kimi-k3','messages':[{'role':'user','content':'y'},"
                        + "{'role':'assistant','partial':true,'content':'"
                        + half
                        + "'}]}")
                    .replace('\'', '"'));
    assertEquals(ANSWER, half + got.text());
  }
}
