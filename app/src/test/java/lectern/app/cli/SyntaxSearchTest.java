package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntaxSearchTest {
  /// Far more than any search here takes, on a busy machine too.
  private static final Duration QUICK = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private String collection = "";

  @BeforeEach
  void ingest() throws IOException {
    collection = folder.toString();
    Files.writeString(
        folder.resolve("lease.md"),
        """
        # Lease of Harbour Street

        ## Enjoyment
        The tenant shall have quiet enjoyment of the premises.

        ## Termination
        Either party may terminate on three months' notice. 租金每月支付。
        """
            + "A notice is given in writing. ".repeat(60));
    Files.writeString(folder.resolve("draft_loan.txt"), "The lender may terminate the loan.\n");
    assertEquals(0, Run.of("ingest", "-q", collection).exit());
  }

  private List<String> found(String query, String... more) {
    Run run = search(query, more);
    assertEquals(0, run.exit(), run.err());
    return run.lines().stream()
        .filter(line -> line.matches("\\d+\\. .*"))
        .map(line -> line.replaceAll(".*] ([^, ]*).*", "$1"))
        .toList();
  }

  private Run search(String query, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "search";
    arguments[1] = collection;
    arguments[2] = query;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Assertions.assertTimeoutPreemptively(QUICK, () -> Run.of(arguments));
  }

  @Test
  void howAQueryBeginsWithADashIsSaid() {
    for (String query : List.of("-draft lease", "-notice")) {
      Run run = search(query, "--syntax");
      assertEquals(Exit.USAGE.code(), run.exit());
      assertTrue(
          run.err()
              .contains(
                  "hint: A question that begins with - goes last, behind --: lectern search"
                      + " [OPTIONS] COLLECTION -- \"-draft lease\""),
          run.err());
    }
    Run run = Run.of("search", "--syntax", collection, "--", "-notice terminate");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("draft_loan.txt") && !run.out().contains("lease.md"), run.out());
    assertTrue(Run.of("search", collection).err().contains("hint: lectern search --help"));
    Run limit = search("notice", "--limit", "2147483648");
    assertTrue(limit.err().contains("'2147483648' is no whole number from "), limit.err());
  }

  @Test
  void findsWhatTheQuerySays() {
    assertEquals(List.of("lease.md"), found("\"quiet enjoyment\"", "--syntax"));
    assertEquals(List.of(), found("\"enjoyment quiet\"", "--syntax"));
    assertEquals(List.of("lease.md"), found("\"enjoyment quiet\"~2", "--syntax"));
    assertEquals(List.of("draft_loan.txt"), found("terminat* -notice", "--syntax"));
    assertEquals(List.of("draft_loan.txt"), found("name:draft", "--syntax"));
    assertEquals(
        List.of("lease.md"), found("+heading:termination +writing", "--syntax", "--limit", "1"));
    assertEquals(
        List.of("draft_loan.txt"),
        found("terminat*", "--syntax", "--where", "path = draft_loan.txt"));
    Run explained = search("quiet OR loan -draft", "--syntax", "--explain");
    assertTrue(explained.err().contains("read as ((quiet OR loan) AND NOT draft)"));
  }

  @Test
  void showsWhereAQueryCannotBeRead() {
    Run run = search("quiet AND (enjoyment", "--syntax");
    assertEquals(Exit.USAGE.code(), run.exit());
    assertEquals("", run.out());
    assertEquals(
        """
        lectern search: at character 11 of the query: the parenthesis is never closed
          quiet AND (enjoyment
                    ^
        hint: Close it.
        """,
        run.err());
    assertEquals(Exit.USAGE.code(), search("-quiet", "--syntax").exit());
    assertEquals(Exit.USAGE.code(), search("\0(", "--syntax").exit());
    assertEquals(Exit.USAGE.code(), search("(".repeat(50_000), "--syntax").exit());
  }

  @Test
  void takesAnyTextForAQuestionWithoutTheOption() {
    for (String nothing :
        List.of(
            "a",
            "?",
            "the of and",
            "?!*:()[]{}~^\\/\"",
            "\0\1\u0007",
            "\ud83d",
            "مرحبا",
            "\u202e")) {
      assertEquals(List.of(), found(nothing), nothing);
    }
    for (String plain :
        List.of(
            "\"loan",
            "loan AND (",
            "+loan -lender",
            "title: loan",
            "loan\0",
            "\ud83d loan",
            "loan ".repeat(10_000),
            "x".repeat(50_000) + " loan",
            "loan مرحبا 你好")) {
      assertEquals("draft_loan.txt", found(plain).getFirst(), plain);
    }
    assertEquals(List.of("lease.md"), found("租金", "--limit", "1"));
    Run nowhere = search("loan", "--document", "nowhere.txt");
    assertEquals(Exit.USAGE.code(), nowhere.exit());
    assertTrue(nowhere.err().contains("nowhere.txt"), nowhere.err());
  }
}
