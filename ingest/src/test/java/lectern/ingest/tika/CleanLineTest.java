package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import lectern.ingest.Repairs;
import lectern.ingest.Span;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CleanLineTest {
  private static CleanLine printed(String raw) {
    return CleanLine.ofPrint(Joints.unwrapped(raw, Hyphens.NONE));
  }

  private static Hyphens knowing(String... lines) {
    List<PrintedLine> printed =
        List.of(lines).stream()
            .map(line -> new PrintedLine(line, 0, 100, 0, 11, false, false, false, List.of()))
            .toList();
    return Hyphens.of(List.of(new PageStripper.Page(800, printed)));
  }

  @Test
  void joinsWrappedLines() {
    assertEquals("in advance, on", printed("in ad-\nvance,\non\n").text());
    assertEquals("in advance", printed("in ad\u00AD\nvance").text());
    assertEquals("in advance", printed("in ad\u2010\r\nvance").text());
    assertEquals("Anglo- Saxon", printed("Anglo-\nSaxon").text());
    assertEquals("page 3- 4", printed("page 3-\n4").text());
    assertEquals("租金在每月", printed("租金\n在每月\n").text());
  }

  @Test
  void aCompoundKeepsItsHyphen() {
    Hyphens known = knowing("a long-term lease of the long-", "term kind", "paid in ad-", "vance");
    assertEquals("the long-term kind", Joints.unwrapped("the long-\nterm kind", known));
    assertEquals("in advance", Cleaning.line(Joints.unwrapped("in ad-\nvance", known)));
    Hyphens both = knowing("on-line and online", "on-", "line");
    assertEquals("online", Cleaning.line(Joints.unwrapped("on-\nline", both)));
  }

  @Test
  void ligaturesBecomeLetters() {
    CleanLine line = CleanLine.of("o\uFB03ce of the \uFB01rm");
    assertEquals("office of the firm", line.text());
    assertEquals(
        List.of(
            new Repairs.Repair(new Span(1, 4), "\uFB03"),
            new Repairs.Repair(new Span(14, 16), "\uFB01")),
        line.repairs());
  }

  @Test
  void onlyPrintHasJoints() {
    CleanLine line = CleanLine.of("re\uFDD0nt");
    assertEquals(new CleanLine("rent", List.of()), line);
    assertEquals(new CleanLine("rent", List.of()), printed("re\uFDD0nt"));
  }

  @Property(tries = 500)
  void thePrintMakesTheSameTextAgain(@ForAll("prints") String raw) {
    CleanLine line = printed(raw);
    Repairs repairs = new Repairs(line.repairs());
    String print = repairs.printed(line.text(), new Span(0, line.text().length()));
    assertEquals(line, printed(print));
    assertFalse(line.text().chars().anyMatch(c -> Joints.is(c) || CleanLine.isLigature(c)));
  }

  /// Lines of words, some broken, some with ligatures.
  @Provide
  Arbitrary<String> prints() {
    return Arbitraries.of(
            "ad",
            "vance",
            "-\n",
            "\u2010\n",
            "\u00AD\n",
            "-",
            "\n",
            " ",
            "\uFB01",
            "\uFB04",
            "A",
            "é",
            "e\u0301",
            "7",
            ",",
            "\uD83D\uDE00",
            "\u200B",
            "租",
            "\uFDD0")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
