package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.Reader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer that is shown while it is written.
class AskStreamTest {
  private static final String ANSWER =
      """
      The landlord mends the roof (“The landlord mends the roof.” [d1#0]).
      It costs £500 (“The landlord mends the roof.” [d1#0]). Nobody asked for more than that.
      """
          .strip();

  private static final Reader READER = _ -> new Reader.Reply("", ANSWER);

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
  }

  private Run ask(StandInSettings settings, String... more) {
    try (StandIn standIn = StandIn.start(settings)) {
      List<String> arguments =
          new ArrayList<>(List.of("ask", folder.toString(), "Who mends the roof?"));
      arguments.addAll(List.of(more));
      return Run.with(
          "",
          Map.of(
              "KIMI_BASE_URL",
              standIn.baseUrl().toString(),
              "KIMI_API_KEY",
              "sk-of-the-test",
              "LECTERN_STATE",
              state.toString(),
              "LECTERN_INGEST_EMBED",
              "off"),
          arguments.toArray(String[]::new));
    }
  }

  private static List<JsonNode> lines(Run run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  /// What is left of the text once what does not count is taken off.
  private static String spoken(List<JsonNode> lines) {
    StringBuilder text = new StringBuilder();
    for (JsonNode line : lines) {
      switch (line.path("event").asText()) {
        case "text" -> text.append(line.path("text").asText());
        case "anew" -> text.setLength(0);
        default -> {}
      }
    }
    return text.toString();
  }

  @Test
  void theTextStandsAboveItsSourcesOnce() {
    Run run = ask(StandInSettings.DEFAULTS.withReader(READER), "--stream");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith(ANSWER + "\n\n[d1#0] roof.txt"), run.out());
    assertEquals(run.out().indexOf(ANSWER), run.out().lastIndexOf(ANSWER));
    assertTrue(run.out().contains("not in its sources: “£500”"), run.out());
  }

  @Test
  void eachSentenceIsToldWithWhatTheCheckFinds() throws IOException {
    List<JsonNode> lines =
        lines(ask(StandInSettings.DEFAULTS.withReader(READER), "--stream", "--json"));
    JsonNode answer = lines.getLast();
    assertEquals(ANSWER, answer.path("answer").asText());
    assertEquals(ANSWER, spoken(lines));
    List<JsonNode> sentences =
        lines.stream().filter(one -> one.path("event").asText().equals("sentence")).toList();
    assertEquals(answer.path("sentences").size(), sentences.size());
    for (int i = 0; i < sentences.size(); i++) {
      for (String key : List.of("start", "end", "state")) {
        assertEquals(answer.at("/sentences/" + i).path(key), sentences.get(i).path(key));
      }
    }
    assertEquals("£500", sentences.get(1).at("/missing/0").asText());
    assertEquals("VERIFIED", sentences.get(1).at("/citations/0/state").asText());
    // The first sentence is told before the last is written.
    int told = lines.indexOf(sentences.getFirst());
    assertTrue(
        lines.subList(told, lines.size()).stream()
            .anyMatch(line -> line.path("text").asText().contains("Nobody")),
        lines.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncate", "cut", "reset", "truncate,cut,truncate"})
  void whatBreaksOffIsGoneOnWithOrToldAnew(String faults) throws IOException {
    List<JsonNode> lines =
        lines(
            ask(
                StandInSettings.DEFAULTS.withReader(READER).withFaults(FaultPlan.parse(faults)),
                "--stream",
                "--json"));
    assertEquals(lines.getLast().path("answer").asText(), spoken(lines));
  }

  @Test
  void aHeldReplyIsShownAsWell() throws IOException {
    StandInSettings settings = StandInSettings.DEFAULTS.withReader(READER);
    try (StandIn standIn = StandIn.start(settings)) {
      String[] arguments = {"ask", folder.toString(), "Who mends the roof?", "--stream", "--json"};
      Map<String, String> environment =
          Map.of(
              "KIMI_BASE_URL",
              standIn.baseUrl().toString(),
              "KIMI_API_KEY",
              "sk-of-the-test",
              "LECTERN_STATE",
              state.toString(),
              "LECTERN_INGEST_EMBED",
              "off");
      String first = spoken(lines(Run.with("", environment, arguments)));
      assertEquals(first, spoken(lines(Run.with("", environment, arguments))));
      assertEquals(1, standIn.bill().total().requests());
    }
  }

  /// Where passages do not answer and everything is asked, what was shown before does not count.
  @Test
  void aSecondTryStartsAnew() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(
          folder.resolve("lease-" + i + ".txt"),
          String.join(
              "\n\n", Collections.nCopies(90, "The tenant of flat " + i + " pays every quarter.")));
    }
    Reader late =
        asked ->
            new Reader.Reply(
                "",
                asked.promptTokens() > 40_000
                    ? ANSWER
                    : "The documents do not answer this question.");
    List<JsonNode> lines =
        lines(ask(StandInSettings.DEFAULTS.withReader(late), "--stream", "--json"));
    assertTrue(
        lines.stream().anyMatch(line -> line.path("event").asText().equals("anew")),
        lines.toString());
    assertEquals(lines.getLast().path("answer").asText(), spoken(lines));
    assertEquals(ANSWER, spoken(lines));
  }

  @Test
  void offlineItIsShownToo() throws IOException {
    List<JsonNode> lines = lines(ask(StandInSettings.DEFAULTS, "--stream", "--json", "--offline"));
    assertFalse(spoken(lines).isEmpty());
    assertEquals(lines.getLast().path("answer").asText(), spoken(lines));
  }

  @Test
  void whatCannotBeTakenBackIsRefused() throws IOException {
    Path schema = Files.writeString(state.resolve("form.json"), "{\"type\":\"object\"}");
    for (String[] more :
        List.of(
            new String[] {"--stream", "--strict"},
            new String[] {"--stream", "--schema", schema.toString()},
            new String[] {"Who pays?", "--stream"})) {
      Run run = ask(StandInSettings.DEFAULTS, more);
      assertEquals(2, run.exit(), run.err());
      assertTrue(run.err().contains("--stream does not go with"), run.err());
    }
  }
}
