package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Span;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Scope;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Reading;
import lectern.synthesize.Tier;
import lectern.synthesize.TokenBudget;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerViewTest {
  @Test
  void everyCitationHasTheSameKeys() {
    JsonNode citations = AnswerView.json(answer(Usage.NONE, null)).get("citations");
    assertEquals("VERIFIED", citations.get(0).get("state").asText());
    assertEquals("FABRICATED", citations.get(1).get("state").asText());
    assertEquals("UNKNOWN_LABEL", citations.get(2).get("state").asText());
    assertEquals(keys(citations.get(0)), keys(citations.get(1)));
    assertEquals(keys(citations.get(0)), keys(citations.get(2)));
    assertEquals("ALTERED", citations.get(3).get("state").asText());
    assertEquals(
        "{\"quoted\":\"60\",\"source\":\"30\",\"harmless\":false}",
        citations.get(3).get("differences").get(1).toString());
  }

  @Test
  void tellsWhatAnAlteredQuoteChanges() {
    String text = AnswerView.text(answer(Usage.NONE, null));
    assertTrue(
        text.contains(
            """
                “within 30 days after”
                The quote says “60”, the source “30”.
                The quote leaves out “not”.
                The quote puts in “only”.
            """),
        text);
  }

  @Test
  void costsWhatTheCallsDid() {
    JsonNode free = AnswerView.json(answer(Usage.NONE, BigDecimal.ZERO));
    assertEquals(0, free.get("usage").get("cost_usd").asInt(-1));
    JsonNode unpriced = AnswerView.json(answer(new Usage(10, 0, 0, 1), null));
    assertTrue(unpriced.get("usage").get("cost_usd").isNull());
    assertEquals("said", unpriced.get("notes").get(0).asText());
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Answer answer(Usage usage, @Nullable BigDecimal cost) {
    Label label = new Label(1, 0);
    DocumentId id = new DocumentId("a.txt");
    IndexedDocument document =
        new IndexedDocument(
            1, id, id, "", "A", "text/plain", 1, 1, 1, 4, 4, "", Map.of(), Map.of(), List.of());
    ModelCard unpriced =
        new ModelCard(
            "m",
            "p",
            32_768,
            1_000,
            null,
            ModelRules.PLAIN,
            null,
            null,
            URI.create("https://example.org"),
            LocalDate.EPOCH);
    TokenBudget budget = new TokenBudget(32_768, 1, 1, 1, 1);
    return new Answer(
        new Question("Who?", new Scope.Everything(), null),
        new Completion(
            "“text” [d1#0] “other text” [d1#0] [d9#9]",
            null,
            Completion.Finish.STOP,
            usage,
            "extractive",
            Duration.ZERO,
            cost,
            List.of("said")),
        Answer.Outcome.PARTLY_SUPPORTED,
        List.of(
            new Citation.Resolved(
                label,
                Citation.State.VERIFIED,
                document,
                label,
                List.of("One"),
                null,
                "9.4(b)",
                new Span(0, 4),
                "text",
                List.of()),
            new Citation.Fabricated(label, document, "other text"),
            new Citation.Unknown(new Label(9, 9)),
            new Citation.Resolved(
                label,
                Citation.State.ALTERED,
                document,
                label,
                List.of(),
                null,
                "",
                new Span(0, 20),
                "within 30 days after",
                List.of(
                    new Citation.Difference("teh", "the", true),
                    new Citation.Difference("60", "30", false),
                    new Citation.Difference("", "not", false),
                    new Citation.Difference("only", "", false)))),
        List.of(),
        null,
        List.of(),
        List.of(),
        new Plan(
            Tier.SHORT,
            QuestionKind.LOOK_UP,
            true,
            List.of(),
            unpriced,
            budget,
            1,
            1,
            4,
            0,
            null,
            1,
            1,
            List.of("small"),
            List.of()),
        Reading.of(List.of(document), List.of()),
        Duration.ZERO);
  }
}
