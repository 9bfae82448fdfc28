package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotesCommandTest {
  @TempDir private Path folder;
  private Path documents = Path.of("");
  private Path quotes = Path.of("");

  @BeforeEach
  void ingest() throws IOException {
    documents = Files.createDirectories(folder.resolve("documents"));
    quotes = folder.resolve("quotes.jsonl");
    Files.writeString(
        documents.resolve("lease.txt"),
        """
        The Tenant shall pay the rent within thirty days after the date of the invoice.

        The Landlord shall insure the Building against fire and flood at its own cost.

        The Tenant shall not assign this lease without the consent of the Landlord.
        """);
    Files.writeString(
        documents.resolve("letter.txt"),
        "The Landlord agrees to paint the front door before the summer of 2027.\n");
    assertEquals(0, Run.of("ingest", "-q", documents.toString()).exit());
  }

  private Run check(String lines, String... more) throws IOException {
    Files.writeString(quotes, lines);
    String[] arguments = new String[more.length + 3];
    arguments[0] = "quotes";
    arguments[1] = documents.toString();
    arguments[2] = quotes.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Run.of(arguments);
  }

  @Test
  void printsWhatBecameOfEachQuote() throws IOException {
    Run run =
        check(
            """
            {"document":"lease.txt","quote":"The Tenant shall pay the rent within thirty days"}
            {"quote":"paint the front door before the summer"}
            {"document":"lease.txt","quote":"paint the front door before the summer"}

            {"quote":"The Tenant shall pay the rent within sixty days"}
            {"document":"lease.txt","quote":"The Tenant shal pay the rent within thirty dyas"}
            {"document":null,"quote":"insure the Building agianst fire and flood"}
            {"quote":"shall insure the Building against fire without the consent of the Landlord"}
            {"quote":"The Guarantor indemnifies the Bank against every loss of profit"}
            {"quote":"the rent"}
            """);
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        """
        VERIFIED lease.txt, line 1
            “The Tenant shall pay the rent within thirty days”
        VERIFIED letter.txt, line 1
            “paint the front door before the summer”
        MISATTRIBUTED letter.txt, line 1
            “paint the front door before the summer”
        ALTERED lease.txt, line 1
            “The Tenant shall pay the rent within thirty days”
            The quote says “sixty”, the source “thirty”.
        ALTERED lease.txt, line 1
            “The Tenant shall pay the rent within thirty days”
            The quote says “shal”, the source “shall”.
            The quote says “dyas”, the source “days”.
        REPAIRED lease.txt, line 3
            “insure the Building against fire and flood”
        STITCHED lease.txt, line 3
            “shall insure the Building against fire … without the consent of the Landlord”
            These parts stand apart there and are quoted as one.
        FABRICATED
            “The Guarantor indemnifies the Bank against every loss of profit”
        UNQUOTED
            “the rent”
        """,
        run.out());
    assertTrue(
        run.err()
            .contains(
                "quotes: 9 checked against 2 documents: 2 VERIFIED, 1 REPAIRED, 1 UNQUOTED, 1"
                    + " MISATTRIBUTED, 1 STITCHED, 2 ALTERED, 1 FABRICATED"),
        run.err());
  }

  @Test
  void printsJson() throws IOException {
    Run run =
        check(
            """
            {"quote":"The Tenant shall pay the rent within sixty days"}
            {"quote":"The Guarantor indemnifies the Bank against every loss of profit"}
            """,
            "--json");
    assertEquals(
        List.of(
            "{\"state\":\"ALTERED\",\"document\":\"lease.txt\",\"page\":null,\"locator\":\"line"
                + " 1\",\"start\":0,\"end\":48,\"quote\":\"The Tenant shall pay the rent within"
                + " sixty days\",\"source\":\"The Tenant shall pay the rent within thirty"
                + " days\",\"differences\":[{\"quoted\":\"sixty\",\"source\":\"thirty\",\"harmless\":false}]}",
            "{\"state\":\"FABRICATED\",\"document\":null,\"page\":null,\"locator\":null,\"start\":null,"
                + "\"end\":null,\"quote\":\"The Guarantor indemnifies the Bank against every loss of"
                + " profit\",\"source\":null,\"differences\":[]}",
            "{\"summary\":{\"quotes\":2,\"documents\":2,\"states\":{\"ALTERED\":1,\"FABRICATED\":1}}}"),
        run.lines());
  }

  @Test
  void readsStandardInputAndIsStrictOnRequest() {
    String line = "{\"quote\":\"The Tenant shall pay the rent within %s days\"}\n";
    Map<String, String> environment = Map.of();
    String collection = documents.toString();
    assertEquals(
        0,
        Run.with(line.formatted("thirty"), environment, "quotes", collection, "-", "--strict")
            .exit());
    assertEquals(
        Exit.LIMIT.code(),
        Run.with(line.formatted("sixty"), environment, "quotes", collection, "-", "--strict")
            .exit());
  }

  @Test
  void tellsABadLineByItsNumber() throws IOException {
    bad("{\"quote\":\"a\"}\n\n[1]\n", "quotes.jsonl, line 3: expected an object with \"quote\"");
    bad("{\"quote\":\n", "quotes.jsonl, line 1: no JSON: ");
    bad("{\"quote\":\"a\",\"quote\":\"b\"}\n", "line 1: no JSON: Duplicate field 'quote'");
    bad("{\"quote\":\"a\"} {}\n", "quotes.jsonl, line 1: no JSON: ");
    bad("{\"quote\":\"a\",\"document\":7}\n", "line 1: \"document\" is no string");
    bad(
        "{\"quote\":\"a\",\"document\":\"leese.txt\"}\n",
        "line 1: no document leese.txt in the index; the nearest is lease.txt");
    Run missing = Run.of("quotes", documents.toString(), folder.resolve("none").toString());
    assertEquals(Exit.USAGE.code(), missing.exit());
    assertTrue(missing.err().contains("there is no file "), missing.err());
  }

  private void bad(String lines, String message) throws IOException {
    Run run = check(lines);
    assertEquals(Exit.USAGE.code(), run.exit(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals("", run.out());
  }
}
