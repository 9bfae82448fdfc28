package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.synthesize.ModelCard;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.ToolCall;
import lectern.synthesize.kimi.SchemaFlavour.Breach;

/// Refuses parts that model or provider would refuse, or would not see, before anything is sent.
final class PartsCheck {
  /// Moonshot's specification, as widened on 17 August 2026.
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9-_]{0,255}");

  private static final String FLAVOUR =
      "Moonshot takes a part of JSON Schema: github.com/MoonshotAI/walle, docs/mfjs-spec.md.";

  private final Wants wants;
  private final ChatParts parts;
  private final ModelCard model;
  private final boolean moonshot;

  private PartsCheck(Wants wants) {
    this.wants = wants;
    this.parts = wants.parts();
    this.model = wants.model();
    this.moonshot = wants.provider().quirks().moonshotTools();
  }

  /// @throws SynthesisException.NoCompletion if they would be refused
  static void check(Wants wants) {
    PartsCheck check = new PartsCheck(wants);
    check.media();
    check.tools();
    check.toolChoice();
    check.turns();
    if (wants.parts().format()
        instanceof ReplyFormat.Schema(String name, String schema, boolean strict)) {
      check.schema("the schema \"" + name + "\" of the reply", schema, strict);
    }
  }

  private void media() {
    for (Media media : parts.media()) {
      switch (media) {
        case Media.Picture _ -> seen(model.rules().images(), "pictures", "images");
        case Media.Video _ -> seen(model.rules().video(), "videos", "video");
      }
    }
  }

  private void seen(boolean sees, String what, String key) {
    if (!sees) {
      throw new SynthesisException.NoCompletion(
          "nothing was sent: the row of " + model.name() + " does not say that it sees " + what,
          "Ask a model that does (`lectern models`); if this one does, say `"
              + key
              + " = true` in a row of your own (docs/models.md).",
          true,
          BigDecimal.ZERO);
    }
  }

  private void tools() {
    for (Tool tool : parts.tools()) {
      if (moonshot && !TOOL_NAME.matcher(tool.name()).matches()) {
        throw refused(
            "the name of the tool \"" + tool.name() + "\" is none that Moonshot takes",
            "Begin it with a letter or _; letters, digits, _ and - may follow, 256 in all.");
      }
      schema("the schema of the tool \"" + tool.name() + "\"", tool.parameters(), tool.strict());
    }
  }

  private void schema(String what, String text, boolean strict) {
    JsonNode schema;
    try {
      schema = PartsJson.schema(text);
    } catch (JsonProcessingException e) {
      throw refused(
          what + " is not JSON: " + ServerWords.to(null).line(e.getOriginalMessage()),
          "Give it as JSON text.");
    }
    if (!schema.isObject()) {
      throw refused(what + " is not a JSON object", "Give it as JSON text.");
    }
    // "When false, only guarantees the output is a valid JSON object" (specification, August 2026).
    Optional<Breach> breach = moonshot && strict ? SchemaFlavour.breach(schema) : Optional.empty();
    if (breach.isPresent()) {
      Breach found = breach.get();
      throw refused(
          what
              + " is none that Moonshot takes: \""
              + found.keyword()
              + "\" at "
              + (found.pointer().isEmpty() ? "the root" : found.pointer())
              + ' '
              + found.why(),
          FLAVOUR);
    }
  }

  private void toolChoice() {
    switch (parts.toolChoice()) {
      case ToolChoice.Auto() -> {}
      case ToolChoice.None() -> {}
      case ToolChoice.Required() -> {
        if (parts.tools().isEmpty()) {
          throw refused("a tool call is required, and no tool is offered", "Offer a tool.");
        }
        unforced(model.rules().toolChoiceRequired(), "\"required\"");
      }
      case ToolChoice.Named(String name) -> {
        if (parts.tools().stream().noneMatch(tool -> tool.name().equals(name))) {
          throw refused("the tool \"" + name + "\" is chosen and not offered", "Offer it.");
        }
        unforced(false, "the tool \"" + name + "\"");
      }
    }
  }

  /// While they think, K2 may not be forced at all, K3 not to a certain tool
  /// (UKGovernmentBEIS/inspect_ai#5152, probed live in August 2026).
  private void unforced(boolean allowed, String choice) {
    if (moonshot && !allowed && wants.thinks()) {
      throw refused(
          model.name() + " refuses the tool choice " + choice + " while it thinks",
          "Leave the choice to the model, or switch its thinking off where it can be.");
    }
  }

  private void turns() {
    Set<String> open = new LinkedHashSet<>();
    for (Turn turn : parts.turns()) {
      switch (turn) {
        case Turn.Assistant said -> {
          answered(open);
          if (said.text().isEmpty() && said.toolCalls().isEmpty()) {
            throw refused("a turn of the model is empty", "Leave it out.");
          }
          said.toolCalls().stream().map(ToolCall::id).forEach(open::add);
        }
        case Turn.ToolResult(String callId, String _) -> {
          if (!open.remove(callId)) {
            throw refused(
                "the result of the tool call \"" + callId + "\" follows no such call",
                "Send the turn that called it before it, and each result once.");
          }
        }
      }
    }
    answered(open);
  }

  private static void answered(Set<String> open) {
    if (!open.isEmpty()) {
      throw refused(
          "no result follows the tool call \"" + open.iterator().next() + "\"",
          "Send the result of every call, in turns right behind it.");
    }
  }

  private static SynthesisException.NoCompletion refused(String message, String hint) {
    return new SynthesisException.NoCompletion(
        "nothing was sent: " + message, hint, false, BigDecimal.ZERO);
  }
}
