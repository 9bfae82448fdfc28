package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Provider;

/// What a model at a provider wants in the body of a request.
record Wants(ModelCard model, Provider provider, KimiOptions options, ChatParts parts) {
  /// Place of the evidence among the messages, behind the instructions.
  private static final int EVIDENCE = 1;

  /// Any value of them but the model's own is a 400 (inspect_ai, `_providers/moonshot.py`, 2026).
  private static final List<String> SAMPLING =
      List.of("temperature", "top_p", "presence_penalty", "frequency_penalty", "n");

  static final String CACHE_OPTIONS = "prompt_cache_options";

  /// Fields that LangChain4j has no name for, or that the model would refuse in its place.
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>(options.extraBody());
    switch (model.rules().thinking()) {
      // K3 refuses `thinking`, K2 refuses both together.
      case EFFORT -> fields.put("reasoning_effort", options.effort());
      case TOGGLE -> {
        Boolean thinks = options.thinking();
        if (thinks != null) {
          fields.put("thinking", Map.of("type", thinks ? "enabled" : "disabled"));
        }
      }
      case ALWAYS, NONE -> {}
    }
    if (options.ttl() == CacheTtl.ONE_HOUR && provider.quirks().cacheOptions()) {
      fields.put(CACHE_OPTIONS, Map.of("ttl", "1h"));
    }
    fields.putAll(json().fields());
    return fields;
  }

  private PartsJson json() {
    return new PartsJson(parts, provider.quirks().reasoningField());
  }

  /// All else that decides the reply beside the prompt's text.
  String messages() {
    PartsJson json = json();
    return json.content("").toString() + json.turns();
  }

  /// Whether the model thinks, as far as its rules tell.
  boolean thinks() {
    return switch (model.rules().thinking()) {
      case EFFORT, ALWAYS -> true;
      case TOGGLE -> !Boolean.FALSE.equals(options.thinking());
      case NONE -> false;
    };
  }

  /// Whether a text that broke off can be handed in to be gone on with.
  boolean continues() {
    return model.rules().partial() && provider.quirks().partial() && parts.isPlainText();
  }

  /// The body as the provider takes it.
  ///
  /// @param beginning text that the answer goes on from, or ""
  ObjectNode rewritten(ObjectNode body, String beginning) {
    if (model.rules().samplingPinned()) {
      body.remove(SAMPLING);
    }
    String field = provider.quirks().maxTokensField();
    JsonNode most = body.remove("max_completion_tokens");
    if (most != null) {
      body.set(field, most);
    }
    if (body.path("messages") instanceof ArrayNode messages) {
      rewrite(messages, beginning);
    }
    return body;
  }

  private void rewrite(ArrayNode messages, String beginning) {
    if (!parts.media().isEmpty() && messages.path(EVIDENCE) instanceof ObjectNode evidence) {
      evidence.set("content", json().content(evidence.path("content").asText()));
    }
    messages.addAll(json().turns());
    if (!beginning.isEmpty()) {
      messages.addObject().put("role", "assistant").put("content", beginning).put("partial", true);
    }
  }
}
