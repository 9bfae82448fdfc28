package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalQuotesTest {
  private static final String LEASE =
      """
      The Tenant shall pay to the Landlord the yearly rent of £42,000 by equal parts within thirty days.

      The Tenant may end this lease by not less than six months' notice in writing to the Landlord.

      The Landlord shall insure the Building for its full cost and show the policy to the Tenant.

      The Tenant must not assign the whole or any part of the Premises without the consent of all.

      Interest is payable at 1.5 per cent above the base rate from 12 March 2026 until it is paid.

      If the Premises are destroyed the rent is suspended until they are fit for occupation again.

      The Tenant shall keep the interior in good repair and shall decorate it before 1 May 2027.

      The Landlord may enter at reasonable times after giving at least two days of written notice.

      A notice is valid only when it is delivered by hand or sent by recorded post to the last address.

      The Deposit of £5,000 is held by the Landlord as security for every sum that falls due later.

      The Guarantor will pay any sum that the Tenant does not pay within ten days of a first demand.

      This deed is governed by the law of England, whose courts have exclusive jurisdiction over it.

      The Surveyor, acting as an expert, decides how the service charge is shared among the occupiers.
      """;

  @TempDir private Path folder;

  private String collection() throws IOException {
    Files.writeString(folder.resolve("lease.txt"), LEASE);
    Files.writeString(
        folder.resolve("other.txt"),
        "The Franchisee opens the shop on every day but Sunday from nine until six.\n\n" + LEASE);
    String collection = folder.toString();
    assertEquals(0, Run.of("ingest", "-q", collection).exit());
    return collection;
  }

  @Test
  void countsWhatTheCheckMakesOfChangedSentences() throws IOException {
    String collection = collection();
    Path each = folder.resolve("each.out");
    Run run =
        Run.of(
            "eval",
            "quotes",
            collection,
            "--seed",
            "5",
            "--cases",
            "400",
            "--each",
            each.toString());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains(" seed 5: 0 false quotes verified or repaired; "), run.out());
    Run json = Run.of("eval", "quotes", collection, "--seed", "5", "--cases", "400", "--json");
    List<String> lines = json.lines();
    ObjectMapper mapper = new ObjectMapper();
    JsonNode summary = mapper.readTree(lines.getLast()).get("summary");
    assertEquals(Files.readAllLines(each).size(), summary.get("cases").asInt());
    assertEquals(0, summary.get("falsely_proved").asInt());
    JsonNode first = mapper.readTree(lines.getFirst());
    assertEquals("VERBATIM", first.get("class").asText());
    assertEquals(first.get("cases").asInt(), first.get("states").get("VERIFIED").asInt());
  }

  @Test
  void saysWhatCannotBeMeasured() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "Too little is said here.\n");
    assertEquals(0, Run.of("ingest", "-q", folder.toString()).exit());
    Run few = Run.of("eval", "quotes", folder.toString());
    assertEquals(Exit.USAGE.code(), few.exit());
    assertTrue(few.err().contains("fewer than two documents"), few.err());
    Run none = Run.of("eval", "quotes", folder.toString(), "--cases", "0");
    assertEquals(Exit.USAGE.code(), none.exit());
    assertTrue(none.err().contains("--cases must be 1 or more: 0"), none.err());
  }
}
