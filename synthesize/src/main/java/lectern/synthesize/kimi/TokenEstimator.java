package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.InstantSource;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Prompt;
import lectern.synthesize.SynthesisException;

/// Asks a provider how many tokens it counts of a prompt: `POST tokenizers/estimate-token-count`
/// with a model and messages, answered by `{"data":{"total_tokens":80}}`
/// (platform.kimi.ai/docs/api/estimate, read on 29 November 2026). Asked once, not again. Whoever
/// counts is shown the whole prompt.
public final class TokenEstimator {
  /// For connection, upload, reply and all: a prompt of a million tokens is some 4 MB.
  public static final Duration LONGEST = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Inquiry inquiry;

  /// @param proxy which one leads to an endpoint
  /// @param longest that one count may take
  /// @param clock reads dates in refusals
  public TokenEstimator(ProxySelector proxy, Duration longest, InstantSource clock) {
    this.inquiry = new Inquiry(proxy, longest, clock, "count of tokens");
  }

  /// Asks the provider of a model. What stands before the messages, such as an effort, is no part
  /// of the request, nor of what is counted.
  ///
  /// @return 1 or more
  /// @throws SynthesisException.NoTokenCount if the provider has no such endpoint, which is not
  ///   tried then, or gives no count
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public long estimate(Endpoint endpoint, ModelCard model, Prompt prompt) {
    if (!endpoint.provider().quirks().tokenEstimates()) {
      throw new SynthesisException.NoTokenCount(
          endpoint + " counts no tokens on request",
          "Moonshot's services do: ask for a model of theirs with --model, or take the planned tokens,"
              + " which include a margin.");
    }
    return switch (inquiry.ask(
        endpoint, "/tokenizers/estimate-token-count", json(model, prompt), prompt.evidence())) {
      case Inquiry.Reply.None(Failure failure) -> throw none(endpoint, failure);
      case Inquiry.Reply.Body(String body) -> {
        long tokens = tokens(body);
        if (tokens < 1) {
          throw none(endpoint, inquiry.notUnderstood(endpoint, body, prompt.evidence()));
        }
        yield tokens;
      }
    };
  }

  /// The messages as they are sent to be answered.
  private static byte[] json(ModelCard model, Prompt prompt) {
    ObjectNode json = JSON.createObjectNode().put("model", model.id());
    ArrayNode messages = json.putArray("messages");
    messages.addObject().put("role", "system").put("content", prompt.instructions());
    messages.addObject().put("role", "user").put("content", prompt.evidence());
    if (!prompt.question().isEmpty()) {
      messages.addObject().put("role", "user").put("content", prompt.question());
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// 0 where the text tells no number of tokens.
  private static long tokens(String body) {
    try {
      JsonNode total = JSON.readTree(body).path("data").path("total_tokens");
      return total.isIntegralNumber() && total.canConvertToLong() ? total.longValue() : 0;
    } catch (JsonProcessingException _) {
      return 0;
    }
  }

  private SynthesisException none(Endpoint endpoint, Failure failure) {
    return new SynthesisException.NoTokenCount(
        "no count of the prompt from " + inquiry.message(endpoint, failure),
        Inquiry.hint(
            endpoint,
            failure,
            "See `lectern models` for the model, and whether the base URL ends where the interface"
                + " begins, mostly in /v1; whoever stands there need not count tokens at all.",
            "The provider does not count what was sent: take the planned tokens, which include a"
                + " margin."));
  }
}
