package lectern.synthesize.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Arrays;
import java.util.List;

/// A prompt as the model sees it, in order: tools, effort, messages, what is said of the answer's
/// form, the opening of the answer. So a change of tools or effort changes the very front, and one
/// of the schema only the end (the renderers of the open K3 weights agree on that).
///
/// @param tokens in all
/// @param messageTokens up to the end of the messages
/// @param chunks for each full chunk, a hash of everything up to its end
/// @param whole a hash of everything
record RenderedPrompt(int tokens, int messageTokens, List<Long> chunks, long whole) {
  /// What an image or a video takes. Not published; ours.
  private static final int TOKENS_PER_PICTURE = 1_024;

  private static final ObjectMapper SORTED =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  /// Renders a request.
  ///
  /// @param effort the reasoning effort; empty where the family has none
  /// @param chunkTokens unit of the prefix cache
  static RenderedPrompt of(JsonNode request, String effort, ScriptTokens tokens, int chunkTokens) {
    var tape = new Tape(tokens, chunkTokens);
    JsonNode tools = request.path("tools");
    if (!tools.isEmpty()) {
      tape.special("tools", tokens.perMessage());
      tape.text(sorted(tools));
    }
    if (!effort.isEmpty()) {
      tape.special("effort " + effort, tokens.effort());
    }
    for (JsonNode message : request.path("messages")) {
      message(tape, message, tokens);
    }
    int messageTokens = tape.count;
    tail(tape, request, tokens);
    tape.special("answer", tokens.opening());
    return new RenderedPrompt(
        tape.count,
        messageTokens,
        Arrays.stream(tape.chunks, 0, tape.count / chunkTokens).boxed().toList(),
        tape.mixed());
  }

  private static void message(Tape tape, JsonNode message, ScriptTokens tokens) {
    tape.special(
        "message "
            + message.path("role").asText()
            + ' '
            + message.path("name").asText()
            + ' '
            + message.path("tool_call_id").asText(),
        tokens.perMessage());
    tape.text(message.path("reasoning_content").asText(""));
    JsonNode content = message.path("content");
    if (content.isArray()) {
      for (JsonNode part : content) {
        if (part.has("text")) {
          tape.text(part.path("text").asText());
        } else {
          tape.special(part.toString(), TOKENS_PER_PICTURE);
        }
      }
    } else {
      tape.text(content.asText(""));
    }
    if (message.has("tool_calls")) {
      tape.text(sorted(message.path("tool_calls")));
    }
  }

  private static void tail(Tape tape, JsonNode request, ScriptTokens tokens) {
    for (String field : List.of("tool_choice", "response_format")) {
      JsonNode value = request.path(field);
      if (!value.isMissingNode() && !value.isNull() && !value.asText().equals("auto")) {
        tape.special(field, tokens.perMessage());
        tape.text(sorted(value));
      }
    }
  }

  private static String sorted(JsonNode json) {
    try {
      return SORTED.writeValueAsString(SORTED.treeToValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Tokens as they are laid one behind the other.
  private static final class Tape {
    private final ScriptTokens tokens;
    private final int chunkTokens;
    private long hash = 0x9E3779B97F4A7C15L;
    private int count;
    private long[] chunks = new long[64];

    Tape(ScriptTokens tokens, int chunkTokens) {
      this.tokens = tokens;
      this.chunkTokens = chunkTokens;
    }

    void text(String text) {
      ScriptTokens.Count running = tokens.new Count();
      int before = count;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        hash = hash * 0xD1342543DE82EF95L + c + 1;
        if (running.take(c)) {
          token();
        }
      }
      if (count - before < running.tokens()) {
        token();
      }
    }

    void special(String name, int howMany) {
      for (int i = 0; i < name.length(); i++) {
        hash = hash * 0xD1342543DE82EF95L + name.charAt(i) + 0x10000;
      }
      for (int i = 0; i < howMany; i++) {
        token();
      }
    }

    private void token() {
      hash = hash * 0xD1342543DE82EF95L + 0x20000;
      count++;
      if (count % chunkTokens == 0) {
        int at = count / chunkTokens - 1;
        if (at == chunks.length) {
          chunks = Arrays.copyOf(chunks, 2 * at);
        }
        chunks[at] = mixed();
      }
    }

    long mixed() {
      long h = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
      return h ^ (h >>> 32);
    }
  }
}
