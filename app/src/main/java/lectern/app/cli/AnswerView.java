package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// An answer with its sources, in words and as JSON.
final class AnswerView {
  private AnswerView() {}

  /// The answer, under it each source once: label, place, the exact words; under these what no
  /// source bears out, and what of the scope was not read where that has to be known.
  static String text(Answer answer) {
    return Printable.block(answer.text(), "") + sources(answer) + doubts(answer);
  }

  /// The same without the answer, which stands above already.
  static String below(Answer answer) {
    return (answer.text().endsWith("\n") ? "" : "\n") + sources(answer) + doubts(answer);
  }

  private static String doubts(Answer answer) {
    String doubts = SentenceView.text(answer);
    return (doubts.isEmpty() ? "" : "\n")
        + doubts
        + SentenceView.doubted(answer)
        + TypedView.faults(answer.typed())
        + ConflictView.text(answer.conflicts())
        + CoverageView.text(answer);
  }

  private static String sources(Answer answer) {
    StringBuilder text = new StringBuilder();
    Set<String> sources = new LinkedHashSet<>();
    for (Citation citation : answer.citations()) {
      sources.add(source(citation));
    }
    sources.forEach(s -> text.append('\n').append(s));
    return text.toString();
  }

  /// The sentences that are borne out with their sources, and how many others there were.
  static String strict(StrictAnswer proved) {
    Answer answer = proved.answer();
    StringBuilder text = new StringBuilder();
    if (!answer.text().isEmpty()) {
      text.append(Printable.block(answer.text(), "")).append(sources(answer));
    }
    text.append(ConflictView.text(answer.conflicts()));
    text.append(CoverageView.text(answer));
    proved
        .note()
        .ifPresent(note -> text.append(text.isEmpty() ? "" : "\n").append(note).append('\n'));
    return text.toString();
  }

  /// How it went, in a line.
  ///
  /// @param whyOffline why no model was asked, or null
  static String summary(Answer answer, @Nullable String whyOffline) {
    String how;
    if (answer.model().equals(Answer.NOBODY)) {
      how = "nothing was found to ask about; nothing was sent or paid";
    } else if (whyOffline != null) {
      how =
          "the offline extractive reader answered, because "
              + whyOffline
              + "; nothing was sent or paid";
    } else {
      Usage usage = answer.usage();
      BigDecimal cost = answer.completion().costUsd();
      how =
          String.format(
              Locale.ROOT,
              "%s answered; %,d prompt tokens, %,d of them cached, %,d completion tokens; %s",
              answer.model(),
              usage.promptTokens(),
              usage.cachedTokens(),
              usage.completionTokens(),
              cost == null
                  ? "at a price that is not known"
                  : "$" + cost.setScale(4, RoundingMode.HALF_UP).toPlainString());
    }
    return String.format(
        Locale.ROOT, "%s: %s; %.1f s", answer.outcome(), how, answer.elapsed().toMillis() / 1000.0);
  }

  private static String source(Citation citation) {
    return switch (citation) {
      case Citation.Unknown unknown ->
          "[" + unknown.label() + "] UNKNOWN_LABEL: no evidence has this label\n";
      case Citation.Fabricated fabricated ->
          "["
              + fabricated.label()
              + "] FABRICATED: no evidence has these words\n"
              + Printable.block("“" + fabricated.quote().strip() + "”", "    ");
      case Citation.Resolved resolved ->
          "["
              + resolved.label()
              + "] "
              + Printable.place(
                  resolved.document().id().value(),
                  resolved.locator(),
                  resolved.clause(),
                  resolved.headingPath())
              + (resolved.state() == Citation.State.VERIFIED ? "" : ", " + resolved.state())
              + "\n"
              + Printable.block("“" + resolved.quote().strip() + "”", "    ")
              + QuoteView.text(resolved.state(), resolved.differences());
    };
  }

  static ObjectNode json(Answer answer) {
    ObjectNode json = JsonLines.object();
    json.put("question", answer.question().text());
    json.put("answer", answer.text());
    json.put("outcome", answer.outcome().name());
    json.put("finish", answer.finish().name());
    json.put("model", answer.model());
    ArrayNode citations = json.putArray("citations");
    for (Citation citation : answer.citations()) {
      citations.add(json(citation));
    }
    SentenceView.json(answer, json.putArray("sentences"));
    TypedView.json(answer.typed(), json);
    ConflictView.json(answer.conflicts(), json.putArray("conflicts"));
    json.set("reading", CoverageView.json(answer.reading()));
    json.set("plan", PlanView.json(answer.plan()));
    ObjectNode usage = json.putObject("usage");
    usage.put("prompt_tokens", answer.usage().promptTokens());
    usage.put("cached_tokens", answer.usage().cachedTokens());
    usage.put("cache_write_tokens", answer.usage().cacheWriteTokens());
    usage.put("completion_tokens", answer.usage().completionTokens());
    usage.put("cost_usd", answer.completion().costUsd());
    answer.completion().notes().forEach(json.putArray("notes")::add);
    json.put("millis", answer.elapsed().toMillis());
    return json;
  }

  private static ObjectNode json(Citation citation) {
    ObjectNode json = JsonLines.object();
    json.put("label", citation.label().toString());
    switch (citation) {
      case Citation.Unknown _ -> {
        json.putNull("document");
        json.putNull("title");
        nowhere(json);
        json.putNull("quote");
      }
      case Citation.Fabricated fabricated -> {
        json.put("document", fabricated.document().id().value());
        json.put("title", fabricated.document().title());
        nowhere(json);
        json.put("quote", fabricated.quote());
      }
      case Citation.Resolved resolved -> {
        json.put("document", resolved.document().id().value());
        json.put("title", resolved.document().title());
        json.put("found", resolved.found().toString());
        JsonLines.place(json, resolved.locator());
        json.put("clause", resolved.clause().isEmpty() ? null : resolved.clause());
        ArrayNode headings = json.putArray("headings");
        resolved.headingPath().forEach(headings::add);
        json.put("start", resolved.span().start());
        json.put("end", resolved.span().end());
        json.put("quote", resolved.quote());
      }
    }
    json.put("state", citation.state().name());
    QuoteView.put(
        json, citation instanceof Citation.Resolved resolved ? resolved.differences() : List.of());
    return json;
  }

  private static void nowhere(ObjectNode json) {
    json.putNull("found");
    JsonLines.place(json, null);
    json.putNull("clause");
    json.putNull("headings");
    json.putNull("start");
    json.putNull("end");
  }
}
