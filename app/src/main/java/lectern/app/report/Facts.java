package lectern.app.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lectern.synthesize.Answer;
import lectern.synthesize.Conflict;
import lectern.synthesize.Plan;
import lectern.synthesize.Reading;

/// What a report says of how an answer came about, each with its name.
public final class Facts {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private Facts() {}

  /// When the document of a quote was made, to stand before it: `12 March 2021: `; empty where that
  /// is not known.
  public static String dated(Conflict.Said said) {
    LocalDate day = said.dated();
    return day == null ? "" : DAY.format(day) + ": ";
  }

  static Map<String, String> of(Answer answer, Instant now) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Outcome", outcome(answer));
    facts.put("Read", read(answer.reading()));
    facts.put("Model", model(answer));
    facts.put("Tokens", tokens(answer));
    facts.put("Price", price(answer));
    facts.put("Made", WHEN.format(now.atOffset(ZoneOffset.UTC)));
    return facts;
  }

  private static String outcome(Answer answer) {
    return switch (answer.outcome()) {
      case ANSWERED -> "answered; no citation is false";
      case PARTLY_SUPPORTED -> "not everything in the answer is proved by the sources";
      case NO_EVIDENCE -> "no answer was found in what was read";
      case DECLINED -> "the provider would not answer";
    };
  }

  /// What of the scope was read: `12 of 12 documents whole, 345 of 345 passages, … tokens (100 %)`;
  /// never 100 where something was left out.
  public static String read(Reading reading) {
    String read =
        String.format(
            Locale.ROOT,
            "%,d of %,d documents whole, %,d of %,d passages, %,d of %,d tokens (%s %%)",
            reading.documentsRead(),
            reading.documents(),
            reading.passagesRead(),
            reading.passages(),
            reading.tokensRead(),
            reading.tokens(),
            reading.isComplete()
                ? "100"
                : String.format(Locale.ROOT, "%.1f", Math.floor(1_000 * reading.coverage()) / 10));
    return reading.documentsSearched() == 0
        ? read
        : read
            + String.format(
                Locale.ROOT, "; %,d documents were only searched", reading.documentsSearched());
  }

  private static String model(Answer answer) {
    return switch (answer.model()) {
      case Answer.NOBODY -> "none; nothing was found to ask about";
      case "extractive" -> "the offline extractive reader";
      default -> answer.model();
    };
  }

  private static String tokens(Answer answer) {
    return String.format(
        Locale.ROOT,
        "%,d of the prompts, %,d of them cached, and %,d of the completions; planned were %,d in %,d"
            + " %s",
        answer.usage().promptTokens(),
        answer.usage().cachedTokens(),
        answer.usage().completionTokens(),
        answer.plan().promptTokens(),
        answer.plan().prompts(),
        answer.plan().prompts() == 1 ? "prompt" : "prompts");
  }

  private static String price(Answer answer) {
    BigDecimal cost = answer.completion().costUsd();
    Plan.Price planned = answer.plan().price();
    return (cost == null ? "not known" : "$" + dollars(cost))
        + (planned == null
            ? ""
            : "; planned were $"
                + dollars(planned.expectedUsd())
                + ", at most $"
                + dollars(planned.mostUsd()));
  }

  private static String dollars(BigDecimal amount) {
    return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
