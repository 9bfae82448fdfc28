package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.LazyReader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers from more than a window holds: read in parts, billed, resumed, reported.
class SynthesizeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary;
  private MillsCorpus mills = new MillsCorpus(Path.of(""), Path.of(""));

  @BeforeEach
  void collection() throws IOException {
    mills = MillsCorpus.in(temporary);
  }

  private static JsonNode json(Run run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return JSON.readTree(run.out());
  }

  private static StandInSettings faults(String plan) {
    return StandInSettings.DEFAULTS.withFaults(FaultPlan.parse(plan));
  }

  @Test
  void whatIsPlannedIsSentAndASecondRunPaysNothing() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      JsonNode plan = json(mills.run(standIn, "plan", "--tier", "map-reduce", "--json"));
      assertEquals("MAP_REDUCE", plan.path("tier").asText());
      Run run = mills.run(standIn, "synthesize", "--json");
      JsonNode answer = json(run);
      assertEquals("ANSWERED", answer.path("outcome").asText(), run.out());
      String text = answer.path("answer").asText();
      assertTrue(text.contains("42,000") && text.contains("45,000"), text);
      assertEquals(Set.of("VERIFIED"), states(answer));
      JsonNode reading = answer.path("reading");
      assertTrue(reading.path("complete").asBoolean(), reading.toString());
      assertEquals(1.0, reading.path("coverage").asDouble());
      assertEquals(4, reading.path("documents_read").asInt());

      assertEquals(5, plan.path("prompts").asInt());
      assertEquals(5, standIn.bill().total().requests());
      BigDecimal billed = standIn.bill().total().usd();
      assertEquals(0, billed.compareTo(answer.path("usage").path("cost_usd").decimalValue()));
      assertTrue(billed.compareTo(plan.path("price_usd").path("most").decimalValue()) <= 0);
      long sent = answer.path("usage").path("prompt_tokens").asLong();
      assertEquals(standIn.bill().total().promptTokens(), sent);
      assertTrue(sent <= plan.path("prompt_tokens").asLong(), plan.toString());
      long expected = plan.path("candidates").path(0).path("expected_prompt_tokens").asLong();
      assertEquals(1, (double) sent / expected, 0.2, sent + " of " + expected);
      assertTrue(run.err().contains("synthesize: 5 of 5 prompts, $"), run.err());

      Run again = mills.run(standIn, "synthesize", "--json");
      assertEquals(answer.path("answer"), json(again).path("answer"));
      assertEquals(0, json(again).path("usage").path("cost_usd").asInt(-1));
      assertEquals(5, standIn.bill().total().requests());
    }
  }

  private static Set<String> states(JsonNode answer) {
    Set<String> states = new TreeSet<>();
    answer.path("citations").forEach(one -> states.add(one.path("state").asText()));
    return states;
  }

  /// Another question reads the same parts: their beginnings are in the provider's cache.
  @Test
  void aSecondQuestionFindsThePartsInTheCache() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      assertEquals(0, mills.run(standIn, "synthesize").exit());
      JsonNode second =
          json(
              Run.with(
                  "",
                  mills.environment(standIn),
                  "synthesize",
                  mills.folder().toString(),
                  "When was tea taken, and in which of the rooms?",
                  "--json"));
      long prompt = second.path("usage").path("prompt_tokens").asLong();
      assertTrue(
          second.path("usage").path("cached_tokens").asLong() > 0.9 * prompt, second.toString());
      assertTrue(second.path("plan").path("cached_tokens").asLong() > 0.8 * prompt);
    }
  }

  /// A question that wants everything is read in parts without being told to.
  @Test
  void askReadsInPartsWhatOnlyPartsHold() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      JsonNode answer =
          json(
              Run.with(
                  "",
                  mills.environment(standIn),
                  "ask",
                  mills.folder().toString(),
                  "List all documents that tell the yearly rent of the mill.",
                  "--json"));
      assertEquals("MAP_REDUCE", answer.path("plan").path("tier").asText());
      assertEquals("ANSWERED", answer.path("outcome").asText());
      assertEquals(5, standIn.bill().total().requests());
    }
  }

  @Test
  void whatAWindowHoldsIsOnePrompt() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      JsonNode answer =
          json(mills.run(standIn, "synthesize", "--json", "--document", "a-lease.txt"));
      assertEquals("SHORT", answer.path("plan").path("tier").asText());
      assertEquals(1, standIn.bill().total().requests());
    }
  }

  @Test
  void aPartThatIsRefusedIsTold() throws IOException {
    try (StandIn standIn = StandIn.start(faults("ok,filtered"))) {
      Run run = mills.run(standIn, "synthesize", "--parallel", "1");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("Not everything could be read. Read: 3 of 4"), run.out());
      assertTrue(run.out().contains("Not read: b-letter.txt: "), run.out());
      assertTrue(run.out().contains("42,000") && run.out().contains("45,000"), run.out());
      assertTrue(run.err().contains("5 of 5 prompts, 1 failed, $"), run.err());
    }
    try (StandIn standIn = StandIn.start(faults("filtered"))) {
      Run run = mills.run(standIn, "synthesize", "--json", "--strict", "--parallel", "1");
      assertEquals(Exit.LIMIT.code(), run.exit(), run.err());
      JsonNode reading = JSON.readTree(run.out()).path("reading");
      assertEquals("a-lease.txt", reading.path("unread").path(0).path("document").asText());
      assertFalse(reading.path("complete").asBoolean());
      assertEquals(0.75, reading.path("coverage").asDouble(), 0.01);
    }
  }

  @Test
  void noAnswerComesWithWhatWasReadAndWhatIsNearest() throws IOException {
    StandInSettings lazy = StandInSettings.DEFAULTS.withReader(new LazyReader());
    try (StandIn standIn = StandIn.start(lazy)) {
      Run run = mills.run(standIn, "synthesize");
      assertEquals(0, run.exit(), run.err());
      assertTrue(
          run.out().contains("Read: 4 of 4 documents whole, ") && run.out().contains("(100 %)."),
          run.out());
      assertTrue(run.out().contains("Nearest: [d1#"), run.out());
      assertEquals(4, standIn.bill().total().requests());
      Run passages = mills.run(standIn, "ask", "--tier", "short", "--json");
      JsonNode reading = json(passages).path("reading");
      assertTrue(reading.path("coverage").asDouble() < 1, reading.toString());
      assertFalse(reading.path("complete").asBoolean());
      // No more than two passages share a word with the question.
      assertEquals(2, reading.path("nearest").size());
    }
  }

  @Test
  void noMoreIsPaidThanIsAllowed() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run run = mills.run(standIn, "synthesize", "--max-cost", "0.01");
      assertEquals(Exit.LIMIT.code(), run.exit(), run.err());
      assertTrue(run.err().contains("no plan costs $0.01 at most"), run.err());
      assertEquals(0, standIn.bill().total().requests());
    }
  }

  /// Notes of all parts are there, and the prompt that combines them: whatever may be paid, nothing
  /// need be.
  @Test
  void whatIsHeldIsShownAtAnyPriceAndWhatIsNotIsNotSent() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      JsonNode first = json(mills.run(standIn, "synthesize", "--json"));
      long paid = standIn.bill().total().requests();
      JsonNode again = json(mills.run(standIn, "synthesize", "--max-cost", "0", "--json"));
      assertEquals(first.path("answer"), again.path("answer"));
      assertEquals(0, again.path("usage").path("cost_usd").asInt(-1));
      // One part is another now: its notes are not there.
      mills.add("b-letter.txt", "It rained all through the week.");
      Run other = mills.run(standIn, "synthesize", "--max-cost", "0");
      assertEquals(Exit.LIMIT.code(), other.exit(), other.err());
      assertTrue(other.err().contains("no plan costs $0 at most"), other.err());
      assertEquals(paid, standIn.bill().total().requests());
    }
  }

  /// The parts' notes are there, and what combines them costs: that is held to the price.
  @Test
  void whatFollowsHeldPartsIsHeldToThePrice() throws IOException {
    try (StandIn standIn = StandIn.start(faults("ok*4,filtered"))) {
      assertEquals(Exit.MODEL.code(), mills.run(standIn, "synthesize").exit());
      Run none = mills.run(standIn, "synthesize", "--max-cost", "0");
      assertEquals(Exit.LIMIT.code(), none.exit(), none.err());
      assertTrue(none.err().contains("another prompt may pass the $0"), none.err());
      assertEquals(4, standIn.bill().total().requests());
    }
  }

  @Test
  void worksOfflineAndReports() throws IOException {
    Path markdown = mills.aside().resolve("report.md");
    Path page = temporary.resolve("report.html");
    Run run =
        Run.with(
            "",
            mills.offline(),
            mills.command("synthesize", "--offline", "--report", markdown.toString()));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("42,000"), run.out());
    assertTrue(
        run.out().contains("\nAlike in words, other figures; see which counts:\n- “"), run.out());
    String text = Files.readString(markdown);
    assertTrue(text.startsWith("# What is the yearly rent of the mill?\n"), text);
    assertTrue(text.contains("42,000 pounds.” [^1]"), text);
    assertTrue(text.contains("## Alike in words, other figures"), text);
    assertTrue(text.contains("[^1]: [a\\-lease.txt, line".replace("\\-", "-")), text);
    assertTrue(text.contains(mills.folder().resolve("a-lease.txt").toUri().toString()), text);
    assertTrue(text.contains("- **Read**: 4 of 4 documents whole"), text);
    assertEquals(
        0,
        Run.with(
                "",
                mills.offline(),
                mills.command("synthesize", "--offline", "--report", page.toString()))
            .exit());
    // The documents stand beside it, and can be moved with it.
    assertTrue(Files.readString(page).contains("<a href=\"./mills/a-lease.txt\">"));
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeAnythingIsDone() throws IOException {
    for (String name : new String[] {"report.pdf", "none/report.md"}) {
      Run run =
          Run.with(
              "",
              mills.offline(),
              mills.command(
                  "synthesize", "--offline", "--report", temporary.resolve(name).toString()));
      assertEquals(Exit.USAGE.code(), run.exit());
      assertEquals("", run.out());
      assertTrue(run.err().contains("hint: Name a file that ends in .md or .html"), run.err());
    }
    Run among =
        Run.with(
            "",
            mills.offline(),
            mills.command(
                "synthesize", "--report", mills.folder().resolve("report.md").toString()));
    assertEquals(Exit.USAGE.code(), among.exit());
    assertTrue(among.err().contains("would be one of the documents"), among.err());
    assertEquals(
        Exit.USAGE.code(),
        Run.with("", mills.offline(), mills.command("synthesize", "--parallel", "0")).exit());
  }
}
