package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Stands between a stream and LangChain4j: notes what that would lose, keeps tool calls from it,
/// brings usage into its shape, and ends the stream as a failure where it is one. LangChain4j takes
/// an error within the stream for noise, and a stream that breaks off for a whole reply (measured,
/// 1.19.0).
final class EventGate implements ServerSentEventListener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DONE = "[DONE]";
  private static final String ERROR = "error";

  /// A text that is longer than what was asked for can be.
  static final String ENDLESS =
      "the reply goes on far past the completion tokens that were asked for, and was ended";

  private final Exchange exchange;
  private final FailureReader failures;
  private final ReplyBounds bounds;
  private final UsageReader usages;
  private final Watch watch;
  private final ServerSentEventListener behind;
  private long textChars;

  EventGate(
      Exchange exchange,
      FailureReader failures,
      ReplyBounds bounds,
      Watch watch,
      ServerSentEventListener behind) {
    this.exchange = exchange;
    this.failures = failures;
    this.bounds = bounds;
    this.usages = new UsageReader(bounds);
    this.watch = watch;
    this.behind = behind;
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    if (exchange.failed() || exchange.isDone()) {
      return;
    }
    String data = event.data();
    if (data.strip().equals(DONE)) {
      exchange.done();
      if (exchange.finish() == null) {
        exchange.fail(
            Failure.of(Failure.Kind.TRUNCATED, "the stream ended without a finish reason"));
        return;
      }
      watch.done();
      behind.onEvent(event, context);
      return;
    }
    JsonNode json;
    try {
      json = JSON.readTree(data);
    } catch (JsonProcessingException _) {
      if (ERROR.equals(event.event())) {
        exchange.fail(failures.inBand(data));
        return;
      }
      // Half of an event is where a stream broke off; what stands in it is of the answer, and not
      // to be repeated.
      exchange.fail(
          exchange.firstToken() == null
              ? failures.notUnderstood("an event is not JSON", data)
              : Failure.of(Failure.Kind.TRUNCATED, "the stream broke off within an event"));
      return;
    }
    if (FailureReader.isError(json) || ERROR.equals(event.event())) {
      exchange.fail(failures.inBand(json));
    } else if (json instanceof ObjectNode reply) {
      ServerSentEvent noted = noted(reply, event);
      PassingEvent passing = new PassingEvent(noted.event(), noted.data());
      behind.onEvent(passing, context);
      passing.forget();
    }
  }

  /// LangChain4j keeps all events until the reply ends: 400,000 of them take 150 MB (measured,
  /// 1.19.0). What has been read of one is not kept with it.
  private static final class PassingEvent extends ServerSentEvent {
    private String data;

    PassingEvent(@Nullable String event, String data) {
      super(event, "");
      this.data = data;
    }

    @Override
    public String data() {
      return data;
    }

    void forget() {
      data = "";
    }
  }

  private ServerSentEvent noted(ObjectNode reply, ServerSentEvent event) {
    boolean mended = EventShape.mend(reply);
    JsonNode choice = reply.path("choices").path(0);
    if (choice instanceof ObjectNode all && !all.has("delta") && all.has("message")) {
      // All of it at once.
      all.set("delta", all.remove("message"));
      mended = true;
    }
    // Some say "" as long as there is none.
    if (!choice.path("finish_reason").asText("").isEmpty()) {
      exchange.finished(choice.path("finish_reason").textValue());
    }
    if (reply.path("model").isTextual() && exchange.model() == null) {
      exchange.answered(reply.path("model").textValue());
    }
    long chars = textChars(choice.path("delta"));
    if (chars > 0) {
      exchange.piece();
      watch.written();
      textChars += chars + ReplyBounds.PIECE_CHARS;
      if (textChars > bounds.textChars()) {
        exchange.fail(Failure.of(Failure.Kind.ENDLESS, ENDLESS));
      }
    }
    boolean calls =
        choice.path("delta") instanceof ObjectNode delta
            && delta.remove("tool_calls") instanceof ArrayNode pieces
            && exchange.toolCalls().take(pieces);
    boolean told = UsageReader.isTold(reply);
    if (told) {
      Exchange.ReportedUsage usage = usages.take(reply);
      if (usage != null) {
        exchange.reported(usage);
      }
    }
    return mended || calls || told ? new ServerSentEvent(event.event(), reply.toString()) : event;
  }

  /// Characters of reasoning, answer and tool calls.
  private static long textChars(JsonNode delta) {
    long calls =
        delta.path("tool_calls").isEmpty() ? 0 : delta.path("tool_calls").toString().length();
    return calls
        + delta.path("content").asText("").length()
        + delta.path("reasoning_content").asText("").length()
        + delta.path("reasoning").asText("").length();
  }

  /// The connection broke, or the encoding of what came.
  @Override
  public void onError(Throwable cause) {
    Failure broken = NetworkFailures.within(cause, failures.words());
    exchange.lost(
        exchange.firstToken() == null
            ? broken
            : Failure.of(Failure.Kind.TRUNCATED, broken.message()));
  }

  /// The body has ended, well or not: tells LangChain4j once how.
  void end() {
    if (exchange.finish() == null) {
      exchange.lost(Failure.of(Failure.Kind.TRUNCATED, "the stream broke off"));
    }
    Failure failure = exchange.failure();
    if (failure == null) {
      behind.onClose();
    } else {
      behind.onError(new IOException(failure.message()));
    }
  }
}
