package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelListing;
import org.jspecify.annotations.Nullable;

/// Asks a provider which models a key may call: `GET /v1/models`, whose items carry
/// `context_length`, `supports_image_in`, `supports_video_in` and `supports_reasoning` at Moonshot
/// (its specification of August 2026), and `max_model_len` at vLLM. Asked once, not again.
public final class ModelLister {
  /// For connection, reply and all; a list is some kilobytes.
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Inquiry inquiry;

  /// @param proxy which one leads to an endpoint
  /// @param longest that one list may take
  /// @param clock reads dates in refusals
  public ModelLister(ProxySelector proxy, Duration longest, InstantSource clock) {
    this.inquiry = new Inquiry(proxy, longest, clock, "list of models");
  }

  /// Asks one provider.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public ModelListing list(Endpoint endpoint) {
    return switch (inquiry.ask(endpoint, "/models", null, "")) {
      case Inquiry.Reply.None(Failure failure) -> failed(endpoint, failure);
      case Inquiry.Reply.Body(String body) -> {
        List<ListedModel> models = models(body);
        yield models == null
            ? failed(endpoint, inquiry.notUnderstood(endpoint, body, ""))
            : new ModelListing.Listed(endpoint.provider().name(), endpoint.host(), models);
      }
    };
  }

  /// Null where the text is no list of models. Together gives the bare array.
  private static @Nullable List<ListedModel> models(String body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return null;
    }
    JsonNode items = root.isArray() ? root : root.path("data");
    if (!items.isArray()) {
      return null;
    }
    var models = new ArrayList<ListedModel>();
    for (JsonNode item : items) {
      if (item.path("id").isTextual()) {
        models.add(
            new ListedModel(
                item.path("id").textValue(),
                window(item),
                flag(item.path("supports_image_in")),
                flag(item.path("supports_video_in")),
                flag(item.path("supports_reasoning"))));
      }
    }
    return models;
  }

  private static @Nullable Long window(JsonNode item) {
    for (String field : List.of("context_length", "max_model_len")) {
      if (item.path(field).canConvertToLong() && item.path(field).longValue() > 0) {
        return item.path(field).longValue();
      }
    }
    return null;
  }

  private static @Nullable Boolean flag(JsonNode value) {
    return value.isBoolean() ? value.booleanValue() : null;
  }

  private ModelListing failed(Endpoint endpoint, Failure failure) {
    return new ModelListing.Failed(
        endpoint.provider().name(),
        endpoint.host(),
        inquiry.message(endpoint, failure),
        Inquiry.hint(
            endpoint,
            failure,
            "The address has no list of models: see whether it ends where the interface begins, mostly in /v1.",
            "Ask again later."));
  }
}
