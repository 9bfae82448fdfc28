package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpandedSearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void ingest() throws IOException {
    StringBuilder lease = new StringBuilder("# Lease\n\n");
    for (String section : List.of("Rent", "Termination", "Repairs")) {
      lease.append("## ").append(section).append("\n\n");
      for (int i = 1; i <= 3; i++) {
        lease.append("Clause ").append(i).append(" on ").append(section).append(". ");
        lease.append("It is set out in these words and in no others. ".repeat(16)).append("\n\n");
      }
    }
    String text = lease.toString().replace("Clause 2 on Termination", "The notice is six months");
    Files.writeString(folder.resolve("lease.md"), text);
    assertEquals(0, Run.of("ingest", "-q", folder.toString()).exit());
  }

  private Run search(String... arguments) {
    List<String> all = new ArrayList<>(List.of("search", folder.toString()));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray(new String[0]));
  }

  private JsonNode only(String... arguments) throws IOException {
    Run run = search(arguments);
    assertEquals(0, run.exit(), run.err());
    assertEquals(1, run.lines().size(), run.out());
    return JSON.readTree(run.out());
  }

  @Test
  void printsWhatStandsAroundAHitAsOneStretch() throws IOException {
    String[] section = {"six months", "--limit", "1", "--expand", "section", "--json"};
    JsonNode stretch = only(section);
    String text = stretch.get("text").asText();
    assertTrue(text.contains("Clause 1 on Termination") && text.contains("Clause 3 on Term"), text);
    assertTrue(!text.contains("Clause 1 on Repairs"), text);
    assertEquals(text.length(), stretch.get("end").asInt() - stretch.get("start").asInt());
    assertEquals(1, stretch.get("hits").size());
    assertTrue(stretch.get("labels").size() >= 3);
    JsonNode whole = only("six months", "--limit", "1", "--expand", "document", "--json");
    assertTrue(whole.get("text").asText().contains("Clause 3 on Repairs"));
    JsonNode alone =
        only("six months", "--limit", "1", "--expand", "document", "--budget", "300", "--json");
    assertTrue(alone.get("tokens").asInt() <= 300);
    assertTrue(alone.get("text").asText().contains("six months"));
    Run words = search("six months", "--limit", "1", "--expand", "neighbours");
    assertTrue(words.out().contains(" (hit d1#"), words.out());
    assertTrue(words.err().contains(" around 1 hit, "), words.err());
  }

  @Test
  void explainsTheHitsThatWereExpanded() throws IOException {
    String[] asked = {"six months repairs", "--limit", "2", "--expand", "document", "--explain"};
    Run words = search(asked);
    assertEquals(0, words.exit(), words.err());
    assertEquals(
        List.of("   d1#", "   d1#", "1. [d1"),
        words.lines().stream().limit(3).map(line -> line.substring(0, 6)).toList(),
        words.out());
    assertTrue(words.lines().getFirst().contains(": words 1 ("), words.out());
    assertTrue(words.lines().get(1).contains(": words 2 ("), words.out());
    JsonNode stretch = only("six months repairs", "--expand", "document", "--explain", "--json");
    int rank = 0;
    for (JsonNode hit : stretch.get("hits")) {
      rank++;
      assertEquals(rank, hit.path("stages").path("words").path("rank").asInt(), hit.toString());
    }
    assertTrue(rank >= 2, stretch.toString());
    JsonNode plain = only("six months repairs", "--expand", "document", "--json");
    assertTrue(plain.get("hits").get(0).path("stages").isMissingNode());
    assertTrue(plain.path("words_match").asBoolean());
  }

  @Test
  void aBudgetIsForExpansion() {
    Run run = search("rent", "--budget", "100");
    assertEquals(Exit.USAGE.code(), run.exit());
    assertTrue(run.err().contains("--budget is for --expand alone"), run.err());
    assertEquals(Exit.USAGE.code(), search("rent", "--expand", "section", "--budget", "0").exit());
    assertEquals(Exit.USAGE.code(), search("rent", "--expand", "chapter").exit());
    Run nothing = search("zebra", "--expand", "section");
    assertEquals("nothing found\n", nothing.err());
    assertEquals("", nothing.out());
  }

  @Test
  void aQuestionOfTwoPartsFindsForBoth() throws IOException {
    Run run =
        search(
            "What is the notice and who does the repairs?", "--limit", "2", "--explain", "--json");
    assertEquals(
        """
        asked as a whole and in 2 parts:
          What is the notice
          who does the repairs?
        """,
        run.err());
    List<String> found = new ArrayList<>();
    for (String line : run.lines()) {
      JsonNode hit = JSON.readTree(line);
      found.add(hit.get("text").asText());
      assertEquals(
          List.of("whole", "part 1", "part 2", "parts"),
          List.copyOf(hit.get("stages").properties()).stream()
              .map(stage -> stage.getKey())
              .toList());
    }
    assertTrue(found.stream().anyMatch(text -> text.contains("six months")), found.toString());
    assertTrue(found.stream().anyMatch(text -> text.contains("Repairs")), found.toString());
  }
}
