package lectern.synthesize.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where requests arrive: finds out who asks for what.
final class Desk implements LoopbackServer.Handler {
  static final String TRACE = "x-trace-id";

  static final String JSON = "application/json; charset=utf-8";
  private static final String PAGE =
      "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Shared shared;
  private final FileEndpoint files;

  Desk(StandInSettings settings, Till till) {
    shared = Shared.of(settings, till);
    files = new FileEndpoint(shared);
  }

  @Override
  public void handle(Connection connection, Incoming request)
      throws IOException, InterruptedException {
    Map<String, String> trace = trace(shared.requests().incrementAndGet());
    try {
      switch (request.method() + ' ' + request.path()) {
        case "GET /metrics" ->
            connection.respond(
                200,
                headers(trace, "text/plain; version=0.0.4; charset=utf-8"),
                shared.till().metrics().getBytes(StandardCharsets.UTF_8));
        case "GET /v1/models" -> {
          account(request);
          send(connection, trace, models());
        }
        case "GET /v1/users/me/balance" -> send(connection, trace, balance(left(account(request))));
        case "POST /v1/tokenizers/estimate-token-count" -> {
          account(request);
          send(connection, trace, estimate(json(request)));
        }
        case "POST /v1/chat/completions" -> chat(connection, request, trace);
        default -> {
          if (!request.path().startsWith("/v1/files")) {
            throw new Refused(Refusal.noPath(request.path()));
          }
          FileEndpoint.Reply reply = files.answer(account(request), request);
          connection.respond(
              200,
              headers(trace, reply.contentType()),
              reply.body().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (Refused e) {
      refuse(connection, trace, e.refusal());
    } catch (RuntimeException e) {
      // A reader of the caller's own, or a fault in here. Within a response it breaks off.
      if (connection.isAnswering()) {
        throw e;
      }
      refuse(connection, trace, Refusal.failed(e));
    }
  }

  private void chat(Connection connection, Incoming incoming, Map<String, String> trace)
      throws Refused, IOException, InterruptedException {
    Account account = account(incoming);
    long number = shared.chats().getAndIncrement();
    ChatRequest request = request(json(incoming));
    Validation.check(request);
    Validation.uploads(request, shared.files().of(account));
    RenderedPrompt prompt = rendered(request.json(), request.effort());
    Validation.fits(request, prompt);
    if (left(account).signum() <= 0) {
      throw new Refused(Refusal.noMoney(account.organisation()));
    }
    Fault fault = shared.fault(number);
    Optional<Refusal> refusal = Breakage.refusal(fault, account);
    if (refusal.isPresent()) {
      throw new Refused(refusal.get());
    }
    if (fault == Fault.HTML) {
      shared.till().refused(Refusal.page());
      connection.respond(502, headers(trace, "text/html"), PAGE.getBytes(StandardCharsets.UTF_8));
      return;
    }
    shared.limits().begin(account, prompt.tokens(), request.completionTokens());
    new ChatCall(
            shared,
            connection,
            new ChatCall.Admitted(number, account, request, prompt, fault, trace))
        .run();
  }

  private RenderedPrompt rendered(JsonNode json, String effort) {
    return RenderedPrompt.of(
        json, effort, shared.tokens(), shared.settings().cache().chunkTokens());
  }

  private static ChatRequest request(JsonNode json) throws Refused {
    String model = json.path("model").asText();
    return new ChatRequest(
        json, StandInModel.named(model).orElseThrow(() -> new Refused(Refusal.noModel(model))));
  }

  private Account account(Incoming request) throws Refused {
    String header = request.header("authorization");
    String key = header.startsWith("Bearer ") ? header.substring(7).strip() : "";
    if (key.isEmpty()) {
      throw new Refused(Refusal.noKey());
    }
    StandInSettings settings = shared.settings();
    if (settings.accounts().isEmpty()) {
      return Account.of(key, settings.tier(), settings.balanceUsd());
    }
    return settings.accounts().stream()
        .filter(account -> account.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new Refused(Refusal.wrongKey()));
  }

  private static JsonNode json(Incoming request) throws Refused {
    try {
      JsonNode json = MAPPER.readTree(request.text());
      if (json.isObject()) {
        return json;
      }
    } catch (StreamConstraintsException e) {
      throw new Refused(
          Refusal.invalid(
              String.format(
                  Locale.ROOT,
                  "Invalid request: the body (%d bytes) passes a limit of the stand-in: %s",
                  request.body().length,
                  e.getOriginalMessage())));
    } catch (JsonProcessingException e) {
      // As for a body that is no object.
    }
    throw new Refused(Refusal.invalid("Invalid request: the body is not a JSON object"));
  }

  private BigDecimal left(Account account) {
    return account.balanceUsd().subtract(shared.till().usd(account.name()));
  }

  private ObjectNode models() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    ArrayNode data = list.putArray("data");
    for (StandInModel model : StandInModel.ALL) {
      ObjectNode row = data.addObject();
      row.put("id", model.id());
      row.put("object", "model");
      row.put("created", shared.settings().clock().instant().getEpochSecond());
      row.put("owned_by", "moonshot");
      row.put("context_length", model.windowTokens());
      row.put("supports_image_in", true);
      row.put("supports_video_in", true);
      row.put("supports_reasoning", true);
    }
    return list;
  }

  private static ObjectNode balance(BigDecimal usd) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("code", 0);
    ObjectNode data = answer.putObject("data");
    data.put("available_balance", usd.max(BigDecimal.ZERO));
    data.put("voucher_balance", BigDecimal.ZERO);
    data.put("cash_balance", usd);
    answer.put("scode", "0x0");
    answer.put("status", true);
    return answer;
  }

  /// Messages alone: the provider's schema has neither tools nor response format.
  private ObjectNode estimate(JsonNode json) throws Refused {
    ChatRequest request = request(json);
    Validation.countable(request);
    ObjectNode bare = JsonNodeFactory.instance.objectNode();
    bare.set("messages", json.path("messages"));
    RenderedPrompt prompt = RenderedPrompt.of(bare, request.effort(), shared.tokens(), 256);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("data").put("total_tokens", prompt.tokens());
    return answer;
  }

  private static void send(Connection connection, Map<String, String> trace, ObjectNode json)
      throws IOException {
    connection.respond(200, headers(trace, JSON), json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void refuse(Connection connection, Map<String, String> trace, Refusal refusal)
      throws IOException {
    shared.till().refused(refusal);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("message", refusal.message()).put("type", refusal.type());
    Map<String, String> headers = headers(trace, JSON);
    Duration wait = refusal.retryAfter();
    if (wait != null && shared.settings().limits().retryAfter()) {
      headers.put("Retry-After", "" + Math.max(1, (wait.toMillis() + 999) / 1_000));
    }
    connection.respond(refusal.status(), headers, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> trace(long call) {
    String id = HexFormat.of().toHexDigits(shared.drawn(call));
    Map<String, String> trace = new LinkedHashMap<>();
    trace.put(TRACE, id);
    trace.put("Msh-Request-Id", "req-" + id);
    return trace;
  }

  static Map<String, String> headers(Map<String, String> trace, String contentType) {
    Map<String, String> headers = new LinkedHashMap<>(trace);
    headers.put("Content-Type", contentType);
    return headers;
  }
}
