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
record Wants(ModelCard model, Provider provider, KimiOptions options) {
  /// Any value of them but the model's own is a 400 (inspect_ai, `_providers/moonshot.py`, 2026).
  private static final List<String> SAMPLING =
      List.of("temperature", "top_p", "presence_penalty", "frequency_penalty", "n");

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
      fields.put("prompt_cache_options", Map.of("ttl", "1h"));
    }
    return fields;
  }

  /// Whether a text that broke off can be handed in to be gone on with.
  boolean continues() {
    return model.rules().partial() && provider.quirks().partial();
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
    if (!beginning.isEmpty() && body.path("messages") instanceof ArrayNode messages) {
      messages.addObject().put("role", "assistant").put("content", beginning).put("partial", true);
    }
    return body;
  }
}
