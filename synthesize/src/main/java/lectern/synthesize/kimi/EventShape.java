package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Takes out of an event what is not of the interface's shape: LangChain4j would end a reply there
/// that is paid for.
final class EventShape {
  private EventShape() {}

  /// Leaves what fits as it is.
  ///
  /// @return whether something was taken out
  static boolean mend(ObjectNode event) {
    boolean mended = false;
    JsonNode usage = event.path("usage");
    if (!usage.isObject() && !usage.isNull() && !usage.isMissingNode()) {
      event.remove("usage");
      mended = true;
    }
    if (!(event.path("choices") instanceof ArrayNode choices)) {
      return event.remove("choices") != null || mended;
    }
    for (int i = choices.size() - 1; i >= 0; i--) {
      if (!(choices.get(i) instanceof ObjectNode choice)) {
        choices.remove(i);
        mended = true;
      } else if (!choice.path("delta").isObject() && choice.remove("delta") != null) {
        mended = true;
      }
    }
    return mended;
  }
}
