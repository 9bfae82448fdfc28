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

/// `--where` in each command that takes it.
class WhereOptionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private String collection = "";

  @BeforeEach
  void ingest() throws IOException {
    collection = folder.toString();
    Files.writeString(folder.resolve("lease.txt"), "The rent is 5,000 pounds a year.\n");
    Files.writeString(
        folder.resolve("offer.eml"),
        """
        From: Ann <ann@example.org>
        To: bob@example.org
        Date: Wed, 4 Mar 2020 10:00:00 +0000
        Subject: An offer
        Content-Type: text/plain

        The rent would be 6,000 pounds a year.
        """);
    Run run = Run.of("ingest", collection);
    assertEquals(0, run.exit(), run.err());
  }

  @Test
  void narrowsEveryCommandThatLooksAtDocuments() throws IOException {
    for (List<String> command :
        List.of(
            List.of("documents", collection),
            List.of("search", collection, "rent"),
            List.of("ask", collection, "What is the rent?"))) {
      String mail = only(command, "date >= 2020 and from ~ '*ann@*'");
      assertTrue(mail.contains("offer.eml") && !mail.contains("lease.txt"), mail);
      String text = only(command, "not has from");
      assertTrue(!text.contains("offer.eml") && text.contains("lease.txt"), text);
    }
    JsonNode plan = JSON.readTree(only(List.of("plan", collection, "Rent?"), "path = lease.txt"));
    assertEquals(1, plan.get("documents").asInt());
  }

  @Test
  void meansBothWithANamedDocument() {
    String[] both = {
      "search", collection, "rent", "--document", "lease.txt", "--where", "has from"
    };
    Run run = Run.of(both);
    assertEquals(Exit.USAGE.code(), run.exit());
    assertTrue(run.err().contains("holds of none of 1 document"), run.err());
  }

  @Test
  void saysWhatIsWrongWithACondition() {
    refused("year >=", "at character 8");
    refused("form = x", "hint: The nearest are from");
    refused("date > abc", "cannot be compared with date, which holds dates");
    refused("path = none", "holds of none of 2 documents");
    refused(" ", "the condition is empty");
  }

  private void refused(String condition, String message) {
    for (List<String> command :
        List.of(
            List.of("documents", collection),
            List.of("search", collection, "rent"),
            List.of("plan", collection, "rent"))) {
      Run run = run(command, condition);
      assertEquals(Exit.USAGE.code(), run.exit(), run.err());
      assertTrue(run.err().contains(message), run.err());
      assertEquals("", run.out());
    }
  }

  private static String only(List<String> command, String condition) {
    Run run = run(command, condition);
    assertEquals(0, run.exit(), run.err());
    return run.out();
  }

  private static Run run(List<String> command, String condition) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--json", "--where", condition));
    return Run.of(arguments.toArray(new String[0]));
  }
}
