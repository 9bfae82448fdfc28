package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.Pricing;
import lectern.synthesize.Prompt;
import lectern.synthesize.Tier;
import lectern.synthesize.plan.PricePrediction;
import lectern.synthesize.plan.PromptSize;
import org.jspecify.annotations.Nullable;

/// A small thing that a model is asked beside the question, without any document before it.
///
/// @param chat asks that model
record Errand(ChatClient chat, ModelCard model) {
  /// For models that think before every word: K3.1 Pro took 5,500 to 7,300 tokens at low effort.
  private static final int THINKING_TOKENS = 8_192;

  /// A request of it.
  ///
  /// @param tokens that the reply has at most, reasoning left out
  /// @param scope what it is, for the ledger
  ChatRequest request(String instructions, String text, int tokens, String scope) {
    Thinking thinking = model.rules().thinking();
    boolean thinks = thinking == Thinking.EFFORT || thinking == Thinking.ALWAYS;
    return new ChatRequest(
        new Prompt(instructions, "", text),
        model,
        Math.min(thinks ? tokens + THINKING_TOKENS : tokens, model.maxCompletionTokens()),
        Tier.SHORT,
        scope,
        // No vocabulary has a token of less than a byte.
        PromptSize.planned(bytes(instructions) + bytes(text), 0));
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Why a request must not be sent; null where it may, or its reply is there.
  ///
  /// @param most that may be spent, in US dollars; null for any sum
  @Nullable String obstacle(ChatRequest request, @Nullable BigDecimal most) {
    if (chat.holds(request)) {
      return null;
    }
    if (request.promptTokens() + request.maxCompletionTokens() > model.windowTokens()) {
      return "it is longer than the window of " + model.name();
    }
    if (most == null) {
      return null;
    }
    Pricing pricing = model.pricing();
    if (pricing == null) {
      return "its price is not known, and no more than $" + most.toPlainString() + " may be spent";
    }
    BigDecimal worst =
        PricePrediction.mostUsd(
            pricing, request.promptTokens(), CacheTtl.FIVE_MINUTES, request.maxCompletionTokens());
    return worst.compareTo(most) <= 0
        ? null
        : "that may cost $"
            + worst.toPlainString()
            + ", and no more than $"
            + most
            + " may be spent";
  }
}
