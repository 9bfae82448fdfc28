package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.Pricing;
import lectern.synthesize.catalogue.DatedPrice;
import lectern.synthesize.catalogue.ModelEntry;
import lectern.synthesize.catalogue.PriceWords;
import org.jspecify.annotations.Nullable;

/// Models of the catalogue in words and as JSON.
final class ModelsView {
  private static final String COLUMNS = "%-44s %s%9s %9s %8s %8s %8s %8s %8s  %-8s %s";

  private ModelsView() {}

  /// What stands above [#line]s.
  ///
  /// @param asked whether a provider was asked what the key may call
  static String header(boolean asked) {
    return String.format(
        Locale.ROOT,
        COLUMNS,
        "model",
        asked ? "key " : "",
        "window",
        "longest",
        "in",
        "cached",
        "out",
        "write5m",
        "write1h",
        "thinking",
        "source");
  }

  /// One model with its prices of a day.
  ///
  /// @param key whether the key may call it, in a word; null where nobody was asked
  static String line(ModelEntry entry, LocalDate day, @Nullable String key) {
    ModelCard card = entry.card(day);
    Pricing pricing = card.pricing();
    return String.format(
        Locale.ROOT,
        COLUMNS,
        Printable.line(card.name()),
        key == null ? "" : String.format(Locale.ROOT, "%-4s", key),
        String.format(Locale.ROOT, "%,d", card.windowTokens()),
        String.format(Locale.ROOT, "%,d", card.maxCompletionTokens()),
        dollars(pricing == null ? null : pricing.inputUsdPerMTok()),
        dollars(pricing == null ? null : pricing.cachedInputUsdPerMTok()),
        dollars(pricing == null ? null : pricing.outputUsdPerMTok()),
        dollars(pricing == null ? null : pricing.write5mUsdPerMTok()),
        dollars(pricing == null ? null : pricing.write1hUsdPerMTok()),
        card.rules().thinking().name().toLowerCase(Locale.ROOT),
        Printable.line(state(entry, day)));
  }

  private static String dollars(@Nullable BigDecimal amount) {
    return amount == null ? "-" : PriceWords.dollars(amount);
  }

  private static String state(ModelEntry entry, LocalDate day) {
    var states = new ArrayList<String>();
    entry
        .price(day)
        .filter(price -> price.pricing().projected())
        .ifPresent(price -> states.add("projected: " + PriceWords.range(price)));
    ModelCard card = entry.unpriced();
    if (card.retired() != null) {
      states.add(retirement(card));
    }
    return (states.isEmpty() ? "" : String.join("; ", states) + "; ")
        + card.source()
        + " ("
        + card.asOf()
        + ")";
  }

  private static String retirement(ModelCard card) {
    return "refused from "
        + card.retired()
        + " on"
        + (card.replacement() == null ? "" : ", then " + card.replacement());
  }

  /// Everything known of one model.
  static String whole(ModelEntry entry, LocalDate day) {
    ModelCard card = entry.unpriced();
    StringBuilder text = new StringBuilder(Printable.line(card.name())).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "  window %,d tokens, longest completion %,d%n",
            card.windowTokens(),
            card.maxCompletionTokens()));
    text.append("  ").append(rules(card.rules())).append('\n');
    if (!entry.aliases().isEmpty()) {
      line(text, "also called " + String.join(", ", entry.aliases()));
    }
    if (!entry.thinkingAliases().isEmpty()) {
      line(text, "with thinking on: " + String.join(", ", entry.thinkingAliases()));
    }
    if (card.retired() != null) {
      line(text, retirement(card));
    }
    if (entry.note() != null) {
      line(text, entry.note());
    }
    line(text, card.source() + " (" + card.asOf() + ")");
    if (entry.prices().isEmpty()) {
      line(text, "no price is known");
    }
    DatedPrice now = entry.price(day).orElse(null);
    for (DatedPrice price : entry.prices()) {
      line(text, (price.equals(now) ? "* " : "- ") + words(price));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(Printable.line(line)).append('\n');
  }

  private static String rules(ModelRules rules) {
    var words = new ArrayList<String>();
    words.add(
        switch (rules.thinking()) {
          case NONE -> "nothing steers its thinking";
          case EFFORT -> "always thinks, reasoning_effort low, high or max";
          case TOGGLE -> "thinking enabled or disabled";
          case ALWAYS -> "always thinks";
        });
    if (rules.samplingPinned()) {
      words.add("takes no temperature");
    }
    if (rules.partial()) {
      words.add("goes on from a partial answer");
    }
    if (rules.images()) {
      words.add(rules.video() ? "sees pictures and videos" : "sees pictures");
    }
    if (rules.toolChoiceRequired()) {
      words.add("takes tool_choice required");
    }
    return String.join("; ", words);
  }

  private static String words(DatedPrice price) {
    Pricing pricing = price.pricing();
    StringBuilder words = new StringBuilder();
    words.append(
        pricing.from().equals(LocalDate.EPOCH) ? "on every day" : "from " + pricing.from());
    if (price.until() != null) {
      words.append(" until ").append(price.until());
    }
    words
        .append(pricing.projected() ? ", projected: " : ": ")
        .append(PriceWords.range(price))
        .append(", ")
        .append(PriceWords.dollars(pricing.cachedInputUsdPerMTok()))
        .append(" cached");
    if (pricing.write5mUsdPerMTok() != null) {
      words
          .append(", written for 5 minutes ")
          .append(PriceWords.dollars(pricing.write5mUsdPerMTok()));
    }
    if (pricing.write1hUsdPerMTok() != null) {
      words.append(", for an hour ").append(PriceWords.dollars(pricing.write1hUsdPerMTok()));
    }
    Pricing.LongContext surcharge = pricing.longContext();
    if (surcharge != null) {
      words.append(
          String.format(
              Locale.ROOT,
              ", prompts above %,d tokens times %s in and %s out",
              surcharge.aboveTokens(),
              surcharge.inputFactor(),
              surcharge.outputFactor()));
    }
    if (price.note() != null) {
      words.append("; ").append(price.note());
    }
    return words.append(" (").append(price.source()).append(')').toString();
  }

  static ObjectNode json(ModelEntry entry, LocalDate day) {
    ModelCard card = entry.unpriced();
    ObjectNode json = JsonLines.object();
    json.put("name", card.name());
    json.put("provider", card.provider());
    json.put("id", card.id());
    json.put("window_tokens", card.windowTokens());
    json.put("max_completion_tokens", card.maxCompletionTokens());
    json.put("thinking", card.rules().thinking().name().toLowerCase(Locale.ROOT));
    json.put("sampling_pinned", card.rules().samplingPinned());
    json.put("partial", card.rules().partial());
    json.put("images", card.rules().images());
    json.put("video", card.rules().video());
    json.put("tool_choice_required", card.rules().toolChoiceRequired());
    texts(json.putArray("aliases"), entry.aliases());
    texts(json.putArray("thinking_aliases"), entry.thinkingAliases());
    json.put("retired", card.retired() == null ? null : card.retired().toString());
    json.put("replacement", card.replacement());
    json.put("note", entry.note());
    json.put("source", card.source().toString());
    json.put("as_of", card.asOf().toString());
    json.put("prices_as_of", day.toString());
    json.set("price", entry.price(day).map(ModelsView::json).orElse(null));
    ArrayNode prices = json.putArray("prices");
    entry.prices().forEach(price -> prices.add(json(price)));
    return json;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static ObjectNode json(DatedPrice price) {
    Pricing pricing = price.pricing();
    ObjectNode json = JsonLines.object();
    json.put("from", pricing.from().equals(LocalDate.EPOCH) ? null : pricing.from().toString());
    json.put("until", price.until() == null ? null : price.until().toString());
    json.put("projected", pricing.projected());
    json.put("input_usd_per_mtok", pricing.inputUsdPerMTok());
    json.put("cached_input_usd_per_mtok", pricing.cachedInputUsdPerMTok());
    json.put("output_usd_per_mtok", pricing.outputUsdPerMTok());
    json.put("write_5m_usd_per_mtok", pricing.write5mUsdPerMTok());
    json.put("write_1h_usd_per_mtok", pricing.write1hUsdPerMTok());
    json.put("least_input_usd_per_mtok", price.leastInputUsdPerMTok());
    json.put("least_output_usd_per_mtok", price.leastOutputUsdPerMTok());
    Pricing.LongContext surcharge = pricing.longContext();
    if (surcharge == null) {
      json.putNull("long_context");
    } else {
      json.putObject("long_context")
          .put("above_tokens", surcharge.aboveTokens())
          .put("input_factor", surcharge.inputFactor())
          .put("output_factor", surcharge.outputFactor());
    }
    json.put("note", price.note());
    json.put("source", price.source().toString());
    return json;
  }
}
