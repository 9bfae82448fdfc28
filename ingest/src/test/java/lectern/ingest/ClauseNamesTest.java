package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseNamesTest {
  private static final String BODY =
      "This Agreement shall be read as the parties meant it, in every one of its parts and words.";

  private record Read(String text, List<Block> blocks, ClauseNames names) {
    List<List<String>> each() {
      return blocks.stream().map(block -> names.at(block.span())).toList();
    }
  }

  /// A document of paragraphs; `#` makes a heading of level 1, `~` furniture.
  private static Read read(List<String> lines) {
    StringBuilder text = new StringBuilder();
    List<Block> blocks = new ArrayList<>();
    for (String line : lines) {
      char kind = line.isEmpty() ? ' ' : line.charAt(0);
      boolean marked = kind == '#' || kind == '~';
      int start = text.length();
      text.append(marked ? line.substring(1) : line).append("\n\n");
      Span span = new Span(start, text.length() - 2);
      blocks.add(
          kind == '#'
              ? new Block.Heading(span, 1)
              : kind == '~' ? new Block.Furniture(span) : new Block.Paragraph(span));
    }
    return new Read(text.toString(), blocks, ClauseNames.of(text.toString(), blocks));
  }

  private static List<List<String>> names(String... lines) {
    return read(List.of(lines)).each();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13.4 Governing Law. " + BODY,
        "13.4. Governing Law: " + BODY,
        "Section 13.4 Governing Law. " + BODY,
        "13. Governing Law - " + BODY,
        "13. Governing Law.-- " + BODY,
        "§ 13 Governing Law – " + BODY,
        "13.A. Governing Law. (a) " + BODY,
        "(b) Governing Law. " + BODY,
        "a. Governing Law: \"Law\" means law. " + BODY,
        "ARTICLE XIII Governing Law. " + BODY,
        "Governing Law. " + BODY,
        "Governing Law: " + BODY,
        "13. \tGoverning  Law. " + BODY,
      })
  void aNameRunsIntoItsFirstSentence(String line) {
    assertEquals(List.of(List.of("Governing Law")), names(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12. LIMITATION OF LIABILITY",
        "12.LIMITATION OF LIABILITY.",
        "Section 12.1 LIMITATION OF LIABILITY",
        "ARTICLE IX LIMITATION OF LIABILITY",
        "ARTICLE IX - LIMITATION OF LIABILITY",
        "Article Nine: LIMITATION OF LIABILITY",
        "#ARTICLE IX. LIMITATION OF LIABILITY",
      })
  void aNameHasALineOfItsOwn(String line) {
    assertEquals(List.of("LIMITATION OF LIABILITY"), names(line, BODY).get(1));
  }

  @Test
  void capitalsBeforeASentenceAreAName() {
    assertEquals(
        List.of(List.of("TAXES"), List.of("TITLE; RISK OF LOSS")),
        names("3. TAXES A tax is due. " + BODY, "4. TITLE; RISK OF LOSS Title shall pass."));
    assertEquals(
        List.of(List.of("TERMINATION", "Term")),
        names("ARTICLE IX\nTERMINATION\n9.1 Term. " + BODY));
  }

  @Test
  void theLineBelowANumberIsItsName() {
    assertEquals(List.of("TERMINATION"), names("ARTICLE IX", "TERMINATION", BODY).get(2));
    assertEquals(List.of("Rent"), names("#ARTICLE I", "~12", "#Rent", BODY).get(3));
    assertEquals(List.of(), names("ARTICLE IX", BODY, "TERMINATION", BODY).get(3));
  }

  @Test
  void whatIsInSmallLettersIsANameWhereItsNumberGoesOn() {
    assertEquals(
        List.of(
            List.of("Royalties payable by Acme"),
            List.of("Selling price"),
            List.of("Selling price")),
        names(
            "1. Royalties payable by Acme. " + BODY,
            "2. Selling price. " + BODY,
            "7. Cost price. " + BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Section 4.2 of this Agreement. " + BODY,
        "1. The Tenant shall pay. " + BODY,
        "1.1 \"Rent\" means what is paid. " + BODY,
        "1.14 Confidential Information means, with respect to a Party, what is secret. " + BODY,
        "1. Rent is due. " + BODY,
        "(i) the Tenant. " + BODY,
        "(a) Acme Inc. The party of the first part. " + BODY,
        "1. DEFINITIONS AND INTERPRETATION10",
        "1.1 Definitions ............ 4",
        "12 March. " + BODY,
        "1. January 2020. " + BODY,
        "2975 East 4th Avenue. " + BODY,
        "By: /s/ John Smith",
        "Name: John Smith " + BODY,
        "1. Name: John Smith " + BODY,
        "Minn. Stat. § 80C.21 and the rules prohibit it. " + BODY,
        "\"Owner\" - Each person or entity that holds an interest. " + BODY,
        "Each Party. " + "Short.",
        "J. Smith. " + BODY,
        "LICENSOR: ACME INVESTMENT GROUP, LLC 5 TRADEMARK LICENSE AGREEMENT " + BODY,
        "Pursuant to Minn. Rule 2860 any release is void. " + BODY,
        "SCHEDULE G - Domain Names SCHEDULE H - Assets SCHEDULE I - Marks " + BODY,
        "1. ______________. " + BODY,
        "Exhibit 10.4 Master Services Agreement",
        "13. ",
        "",
      })
  void whatOnlyLooksLikeANameIsNone(String line) {
    assertEquals(List.of(), names(line, BODY).get(1));
  }

  @Test
  void aSentenceOverAPageBreakIsNoName() {
    String open = BODY.substring(0, BODY.length() - 1) + " of this";
    assertEquals(List.of(), names(open, "~14", "Agreement Term. " + BODY).get(2));
    assertEquals(List.of(), names(open + " Section", "4.2 Term. " + BODY).get(1));
    assertEquals(List.of("Agreement Term"), names(BODY, "Agreement Term. " + BODY).get(1));
  }

  @Test
  void aTableOfContentsNamesNothing() {
    List<List<String>> found =
        names(
            "1. RENT",
            "2. TERM",
            "3. NOTICES",
            BODY.substring(50),
            "1. RENT",
            BODY,
            "2. TERM",
            BODY);
    assertEquals(List.of(List.of(), List.of()), found.subList(0, 2));
    assertEquals(List.of("RENT"), found.get(5));
    assertEquals(List.of("TERM"), found.get(7));
  }

  @Test
  void namesHoldUntilTheNextOfTheirLevel() {
    assertEquals(
        List.of(
            List.of("Rent"),
            List.of("Rent", "Amount"),
            List.of("Rent", "Amount", "Cash"),
            List.of("Rent", "Amount", "Cash"),
            List.of("Rent", "Amount"),
            List.of("Rent", "Due Date"),
            List.of(),
            List.of("Notices"),
            List.of("Insurance"),
            List.of()),
        names(
            "1. Rent. " + BODY,
            "1.1 Amount. " + BODY,
            "(a) Cash. " + BODY,
            BODY,
            "(b) the rest of it is paid by cheque.",
            "1.2 Due Date. " + BODY,
            "2. The parties agree.",
            "3. Notices. " + BODY,
            "ARTICLE IV Insurance. " + BODY,
            "#Signatures"));
  }

  @Test
  void clausesWithinAParagraphAreFound() {
    Read read = read(List.of("2.5 Delay. Any delay is paid. 2.6 Audit Rights. " + BODY));
    assertEquals(List.of("Delay", "Audit Rights"), read.each().getFirst());
    int audit = read.text().indexOf("2.6");
    assertEquals(List.of("Audit Rights"), read.names().at(new Span(audit, audit + 20)));
    assertEquals(
        List.of("Delay", "Notices"),
        names("2. Delay. It is paid. 3. Notices. " + BODY + " 1. Steps. First they ask.")
            .getFirst());
    assertEquals(
        List.of("Delay"),
        names("2.5 Delay. It is paid as by Section 2.6 Audit. " + BODY).getFirst());
  }

  @Test
  void aSpanHasTheNamesOfAllItTouches() {
    Read read = read(List.of(BODY, "1. Rent. " + BODY, "2. Term. " + BODY));
    int end = read.text().length();
    assertEquals(List.of("Rent", "Term"), read.names().at(new Span(0, end)));
    assertEquals(List.of(), read.names().at(new Span(0, BODY.length())));
    assertEquals(List.of("Term"), read.names().at(new Span(end - 2, end)));
    assertEquals(List.of(), ClauseNames.of("", List.of()).at(new Span(0, 0)));
  }

  @Property(tries = 300)
  void anyTextIsRead(@ForAll @Size(max = 12) List<String> lines) {
    sound(read(lines));
  }

  /// Pieces of what clauses are made of, in any order.
  @Property(tries = 500)
  void anyOrderOfNumbersAndNamesIsRead(@ForAll @Size(max = 60) List<Byte> pieces) {
    String[] parts = {
      "1.",
      "1.1 ",
      "(a) ",
      "ARTICLE IX",
      "Section 2 ",
      "Rent",
      " Term.",
      ": ",
      " - ",
      "\n",
      "~",
      "#",
      "A ",
      "§",
      " the ",
      "TAXES ",
      "\t",
      BODY,
      "|",
      "|",
      "|",
      "|"
    };
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(parts[Math.floorMod(piece, parts.length)]));
    sound(read(List.of(text.toString().split("\\|", -1))));
  }

  private static void sound(Read read) {
    int last = -1;
    for (ClauseNames.Stretch stretch : read.names().stretches()) {
      assertTrue(stretch.start() > last && stretch.start() < read.text().length());
      last = stretch.start();
      for (String name : stretch.names()) {
        assertTrue(!name.isBlank() && name.length() <= ClauseTitle.MAX_CHARS, name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1 ",
        "(a) ",
        "A ",
        "ARTICLE IX ",
        "Section ",
        ",",
        ". 2.1 T. A",
        "\n",
        "-",
        "“"
      })
  void manyTimesTheSameIsReadInTime(String piece) {
    String text = piece.repeat(2_000_000 / piece.length());
    List<Block> blocks = List.of(new Block.Paragraph(new Span(0, text.length())));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> ClauseNames.of(text, blocks));
  }
}
