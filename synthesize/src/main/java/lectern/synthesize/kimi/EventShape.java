package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Takes out of a reply or an event what is not of the interface's shape: LangChain4j would end a
/// reply there that is paid for.
final class EventShape {
  private static final List<String> WORDS = List.of("id", "model", "system_fingerprint");
  private static final List<String> TEXTS = List.of("content", "reasoning_content", "reasoning");

  private EventShape() {}

  /// Leaves what fits as it is.
  ///
  /// @return whether something was changed
  static boolean mend(ObjectNode event) {
    boolean mended = false;
    for (String field : WORDS) {
      mended |= event.path(field).isContainerNode() && event.remove(field) != null;
    }
    JsonNode created = event.path("created");
    mended |= !created.canConvertToInt() && event.remove("created") != null;
    if (!(event.path("choices") instanceof ArrayNode choices)) {
      return event.remove("choices") != null || mended;
    }
    for (int i = choices.size() - 1; i >= 0; i--) {
      if (choices.get(i) instanceof ObjectNode choice && choice.path("index").asInt(0) == 0) {
        mended |= mendChoice(choice);
      } else {
        choices.remove(i);
        mended = true;
      }
    }
    return mended;
  }

  private static boolean mendChoice(ObjectNode choice) {
    JsonNode index = choice.path("index");
    boolean mended = !index.canConvertToInt() && choice.remove("index") != null;
    JsonNode reason = choice.path("finish_reason");
    mended |= !reason.isTextual() && !reason.isNull() && choice.remove("finish_reason") != null;
    for (String field : List.of("delta", "message")) {
      if (choice.path(field) instanceof ObjectNode said) {
        mended |= mendSaid(said);
      } else {
        mended |= choice.remove(field) != null;
      }
    }
    return mended;
  }

  private static boolean mendSaid(ObjectNode said) {
    boolean mended = said.path("role").isContainerNode() && said.remove("role") != null;
    for (String field : TEXTS) {
      JsonNode value = said.path(field);
      if (value.isContainerNode()) {
        said.put(field, text(value));
        mended = true;
      }
    }
    return mended;
  }

  /// Of a part, or a list of them, what is text.
  private static String text(JsonNode parts) {
    if (parts.isObject()) {
      return parts.path("text").asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts) {
      text.append(part.isTextual() ? part.textValue() : part.path("text").asText(""));
    }
    return text.toString();
  }
}
