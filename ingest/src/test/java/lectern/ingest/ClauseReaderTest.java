package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClauseReaderTest {
  /// The clause of each line; `#` makes a heading of level 1, `##` of level 2.
  private static List<String> clauses(String... lines) {
    StringBuilder text = new StringBuilder();
    List<Block> blocks = new ArrayList<>();
    for (String line : lines) {
      int level = line.startsWith("##") ? 2 : line.startsWith("#") ? 1 : 0;
      int start = text.length();
      text.append(line.substring(level)).append("\n\n");
      Span span = new Span(start, text.length() - 2);
      blocks.add(level > 0 ? new Block.Heading(span, level) : new Block.Paragraph(span));
    }
    ClauseMap map = ClauseReader.of(text.toString(), blocks);
    return blocks.stream().map(block -> map.at(block.span().start())).toList();
  }

  @Test
  void numbersNest() {
    assertEquals(
        List.of(
            "1", "1.1", "1.1(a)", "1.1(b)", "1.1(b)(i)", "1.1(b)(ii)", "1.1(c)", "1.2", "2", "2"),
        clauses(
            "#1. Definitions",
            "1.1 Rent means what is paid.",
            "(a) in cash;",
            "(b) by cheque:",
            "(i) of a bank;",
            "(ii) of a friend;",
            "(c) in kind.",
            "1.2 Term means ten years.",
            "#2. Rent",
            "The tenant pays."));
  }

  @Test
  void theNinthLetterIsNoRomanOneAfterTheEighth() {
    List<String> lines = new ArrayList<>(List.of("1. Words"));
    for (char c = 'a'; c <= 'j'; c++) {
      lines.add("(" + c + ") more");
    }
    List<String> found = clauses(lines.toArray(new String[0]));
    assertEquals("1(i)", found.get(9));
    assertEquals("1(j)", found.get(10));
    assertEquals(List.of("1", "1(i)", "1(ii)"), clauses("1. Words", "(i) one", "(ii) two"));
  }

  @Test
  void divisionsCarryTheirNumbers() {
    assertEquals(
        List.of(
            "Article IX",
            "9.01",
            "9.01(a)",
            "9.02",
            "Schedule 2",
            "Schedule 2, 1",
            "Schedule 2, 1(a)"),
        clauses(
            "#ARTICLE IX NOTICES",
            "##9.01 Form",
            "(a) in writing",
            "##9.02 Time",
            "#SCHEDULE 2 – Rent",
            "1. The rent is paid.",
            "(a) monthly"));
  }

  @Test
  void whatContinuesNothingIsNoClause() {
    assertEquals(
        List.of("4", "4", "4", "4", "5", "", ""),
        clauses(
            "#Section 4. Term",
            "2024 was a good year.",
            "12 months later it ended.",
            "17. Tenants were asked.",
            "Section 5. Rent",
            "#Signatures",
            "1990 Main Street"));
  }

  @Test
  void aReservedNumberMayBeMissing() {
    assertEquals(
        List.of("3.1", "3.3", "4.1"),
        clauses("#ARTICLE 3 A", "3.1 One", "3.3 Three", "4.1 Next").subList(1, 4));
  }

  @Test
  void numbersGoOnBehindAHeadingWithoutOne() {
    assertEquals(
        List.of("6", "", "7", "Article II", "Article II, 8"),
        clauses("#Section 6. Rent", "#Miscellaneous", "7. Notices", "#ARTICLE II", "8. Costs"));
    assertEquals(List.of("6", "", ""), clauses("#Section 6. Rent", "#Miscellaneous", "9. Notices"));
  }

  @Test
  void lettersNumberSectionsAndItems() {
    assertEquals(
        List.of("4", "4.A", "4.A(a)", "4.A(b)", "4.A(b)(i)", "4.A(b)(ii)", "4.A(c)", "4.B"),
        clauses(
            "#Section 4. Fees",
            "#4.A. INITIAL FEE",
            "a. in cash;",
            "(b). by cheque:",
            "i. of a bank;",
            "ii. of a friend;",
            "c. in kind.",
            "#4.B. LATER FEES"));
  }

  @Test
  void aNumberMayGoOnInASmallLetterWhereItContinues() {
    assertEquals(
        List.of("4.2", "4.2.1", "4.2.2", "4.2.2"),
        clauses("Section 4.2 Words.", "4.2.1 the rent", "4.2.2 the term", "9.3 of this lease"));
  }

  @Test
  void theDocumentsOwnNameIsNoDivisionOfIt() {
    assertEquals(
        List.of("", "", "1", "Exhibit A", "Exhibit A, 1"),
        clauses("#Exhibit 10.4", "#AGREEMENT", "1. Rent.", "#Exhibit A", "1. Form."));
    assertEquals(List.of("Article I", "1.1"), clauses("#ARTICLE I", "1.1 Words."));
  }

  @Test
  void citationsSayWhatTheNumberIs() {
    assertEquals("§ 9.4(b)", ClauseMap.words("9.4(b)"));
    assertEquals("Article IX", ClauseMap.words("Article IX"));
    assertEquals("", ClauseMap.words(""));
  }
}
