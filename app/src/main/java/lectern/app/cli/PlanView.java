package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.synthesize.Candidate;
import lectern.synthesize.Plan;
import lectern.synthesize.Pricing;
import org.jspecify.annotations.Nullable;

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
    if (plan.candidates().size() > 1) {
      text.append('\n').append(table(plan)).append('\n');
    }
    for (String reason : plan.reasons()) {
      text.append("- ").append(Printable.line(reason)).append('\n');
    }
    return text.toString();
  }

  static ObjectNode json(Plan plan) {
    ObjectNode json = JsonLines.object();
    json.put("tier", plan.tier().name());
    json.put("question_kind", plan.kind().written());
    json.put("whole_scope", plan.wholeScope());
    ArrayNode volumes = json.putArray("volumes");
    plan.volumes().forEach(volumes::add);
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
    put(json, plan.price());
    Pricing pricing = plan.model().pricing();
    json.put("price_from", pricing == null ? null : pricing.from().toString());
    json.put("price_projected", pricing != null && pricing.projected());
    json.put("recall", plan.recall());
    json.put("found", plan.found());
    ArrayNode reasons = json.putArray("reasons");
    plan.reasons().forEach(reasons::add);
    ArrayNode candidates = json.putArray("candidates");
    plan.candidates().forEach(one -> put(candidates.addObject(), one));
    return json;
  }

  private static void put(ObjectNode json, Candidate one) {
    json.put("tier", one.tier().name());
    json.put("whole_scope", one.wholeScope());
    json.put("volumes", one.volumes());
    json.put("model", one.model().id());
    json.put("provider", one.model().provider());
    json.put("evidence_tokens", one.evidenceTokens());
    json.put("expected_prompt_tokens", one.promptTokens());
    json.put("cached_tokens", one.cachedTokens());
    json.put("recall", one.recall());
    json.put("found", one.found());
    put(json, one.price());
    Duration first = one.firstToken();
    json.put("first_token_seconds", first == null ? null : first.toMillis() / 1_000.0);
    json.put("verdict", one.verdict());
  }

  private static void put(ObjectNode json, Plan.@Nullable Price price) {
    if (price == null) {
      json.putNull("price_usd");
    } else {
      json.putObject("price_usd")
          .put("least", price.leastUsd())
          .put("expected", price.expectedUsd())
          .put("most", price.mostUsd());
    }
  }

  private static String table(Plan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "tier",
            "reads",
            "evidence",
            "prompt",
            "cached",
            plan.candidates().stream().anyMatch(one -> one.found() < 1) ? "finds it" : "holds it",
            "USD",
            "at most",
            "with"));
    for (Candidate one : plan.candidates()) {
      Plan.Price price = one.price();
      rows.add(
          List.of(
              one.verdict(),
              one.tier().name(),
              reads(one),
              CostsView.number(one.evidenceTokens()),
              CostsView.number(one.promptTokens()),
              CostsView.number(one.cachedTokens()),
              String.format(Locale.ROOT, "%.0f %%", 100 * one.recall() * one.found()),
              price == null ? "?" : dollars(price.expectedUsd(), RoundingMode.HALF_UP),
              price == null ? "?" : dollars(price.mostUsd(), RoundingMode.CEILING),
              one.model().name()));
    }
    return CostsView.table(rows);
  }

  private static String reads(Candidate one) {
    if (one.volumes() > 0) {
      return count(one.volumes(), "volume");
    }
    return one.wholeScope() ? "everything" : "passages";
  }

  private static String what(Plan plan) {
    String read =
        plan.wholeScope()
            ? count(plan.documents(), "whole document")
            : (plan.volumes().isEmpty()
                    ? "the best passages"
                    : count(plan.volumes().size(), "volume"))
                + " of "
                + count(plan.documents(), "document");
    return String.format(
        Locale.ROOT,
        "%s, %s%s, %,d prompt tokens, %s with %s",
        plan.tier(),
        read,
        plan.prompts() == 1 ? "" : " in " + count(plan.prompts(), "prompt"),
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
