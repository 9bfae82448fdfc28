package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import lectern.synthesize.Plan;
import lectern.synthesize.Pricing;

/// A plan in words and as JSON.
final class PlanView {
  private PlanView() {}

  /// Two lines: what will be sent at what price, and the decisive reason.
  static String twoLines(Plan plan) {
    return "plan: " + what(plan) + "\nwhy:  " + Printable.line(plan.reasons().getFirst());
  }

  /// Everything the plan says.
  static String whole(Plan plan) {
    StringBuilder text = new StringBuilder("plan: ").append(what(plan)).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "budget: %,d instructions + %,d evidence + %,d question + %,d completion, window"
                + " %,d%n",
            plan.budget().instructionTokens(),
            plan.budget().evidenceTokens(),
            plan.budget().questionTokens(),
            plan.budget().completionTokens(),
            plan.budget().windowTokens()));
    for (String reason : plan.reasons()) {
      text.append("- ").append(Printable.line(reason)).append('\n');
    }
    return text.toString();
  }

  static ObjectNode json(Plan plan) {
    ObjectNode json = JsonLines.object();
    json.put("tier", plan.tier().name());
    json.put("whole_scope", plan.wholeScope());
    json.put("model", plan.model().id());
    json.put("provider", plan.model().provider());
    json.put("documents", plan.documents());
    json.put("prompts", plan.prompts());
    json.put("prompt_tokens", plan.promptTokens());
    json.put("cached_tokens", plan.cachedTokens());
    json.put("window_tokens", plan.budget().windowTokens());
    json.put("instruction_tokens", plan.budget().instructionTokens());
    json.put("evidence_tokens", plan.budget().evidenceTokens());
    json.put("question_tokens", plan.budget().questionTokens());
    json.put("completion_tokens", plan.budget().completionTokens());
    Plan.Price price = plan.price();
    if (price == null) {
      json.putNull("price_usd");
    } else {
      json.putObject("price_usd")
          .put("least", price.leastUsd())
          .put("expected", price.expectedUsd())
          .put("most", price.mostUsd());
    }
    Pricing pricing = plan.model().pricing();
    json.put("price_from", pricing == null ? null : pricing.from().toString());
    json.put("price_projected", pricing != null && pricing.projected());
    ArrayNode reasons = json.putArray("reasons");
    plan.reasons().forEach(reasons::add);
    return json;
  }

  private static String what(Plan plan) {
    String read =
        plan.wholeScope()
            ? count(plan.documents(), "whole document")
            : "the best passages of " + count(plan.documents(), "document");
    return String.format(
        Locale.ROOT,
        "%s, %s, %,d prompt tokens, %s with %s",
        plan.tier(),
        read,
        plan.promptTokens(),
        price(plan),
        plan.model().name());
  }

  private static String price(Plan plan) {
    Plan.Price price = plan.price();
    Pricing pricing = plan.model().pricing();
    return price == null
        ? "price unknown"
        : "about $"
            + dollars(price.expectedUsd(), RoundingMode.HALF_UP)
            + " ("
            + dollars(price.leastUsd(), RoundingMode.FLOOR)
            + " to "
            + dollars(price.mostUsd(), RoundingMode.CEILING)
            + (pricing != null && pricing.projected() ? ", projected)" : ")");
  }

  /// Bounds are rounded outwards, so that they still bound.
  private static String dollars(BigDecimal amount, RoundingMode rounding) {
    return amount.setScale(amount.compareTo(BigDecimal.ONE) < 0 ? 4 : 2, rounding).toPlainString();
  }

  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
