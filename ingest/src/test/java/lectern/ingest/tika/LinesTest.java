package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Plain text, Markdown, comma-separated values, program text.
class LinesTest extends WithParser {
  @Test
  void plainTextHasParagraphsAndLineNumbers() {
    SourceDocument document =
        read(
            "a note.txt",
            "\r\n  First   line\t here\r\nsecond\u00AD line\r\n\r\n\r\n\u0007Other\r\n");
    assertEquals("First line here\nsecond line\n\nOther", document.text());
    assertEquals(
        List.of("Paragraph @ line 2: First line here\nsecond line", "Paragraph @ line 6: Other"),
        Sources.blocks(document));
    assertEquals("line 3", document.locators().at(20).orElseThrow().words());
    assertEquals("a note", document.title());
    assertEquals("text/plain", document.mediaType());
  }

  @Test
  void composesCharacters() {
    assertEquals("Café", read("nfc.txt", "Cafe\u0301\n").text());
  }

  @Test
  void markdownHasHeadingsListsTablesAndCode() {
    SourceDocument document =
        read(
            "guide.md",
            """
            # The guide #

            Some *text*
            on two lines.

            ## Steps
            - first
              goes on
            - second
                - inner
            1. counted

            | name | rent |
            |------|-----:|
            | A    | 5 \\| 6 |
            after

            ```java
            int x =  1;

            # no heading
            ```
            #hashtag
            """);
    assertEquals(
        List.of(
            "Heading 1 @ line 1: The guide",
            "Paragraph @ line 3: Some *text*\non two lines.",
            "Heading 2 @ line 6: Steps",
            "ListItem 1 @ line 7: - first goes on",
            "ListItem 1 @ line 9: - second",
            "ListItem 2 @ line 10: - inner",
            "ListItem 1 @ line 11: 1. counted",
            "Table 2 @ line 13: name | rent\nA | 5 \\| 6",
            "Paragraph @ line 16: after",
            "Code @ line 19: int x =  1;\n\n# no heading",
            "Paragraph @ line 23: #hashtag"),
        Sources.blocks(document));
    assertEquals("The guide", document.title());
  }

  @Test
  void underlinedLinesOfMarkdownAreHeadings() {
    SourceDocument document =
        read(
            "setext.md",
            """
            The *lease*
            of a flat
            =====
            Rent
            ----
            The rent
            is due.

            ---
            - item
            ---
            > quote
            ---
            name | rent
            -----|-----
            A    | 5
            ---
                Code
                ====
            """);
    assertEquals(
        List.of(
            "Heading 1 @ line 1: The *lease* of a flat",
            "Heading 2 @ line 4: Rent",
            "Paragraph @ line 6: The rent\nis due.",
            "Paragraph @ line 9: ---",
            "ListItem 1 @ line 10: - item",
            "Paragraph @ line 11: ---",
            "Paragraph @ line 12: > quote\n---",
            "Table 2 @ line 14: name | rent\nA | 5",
            "Paragraph @ line 17: ---",
            "Paragraph @ line 18: Code\n===="),
        Sources.blocks(document));
    assertEquals(
        List.of(
            "Code @ line 2: layout: page\nn: 1",
            "Heading 2 @ line 5: Rent",
            "Paragraph @ line 7: due"),
        Sources.blocks(read("front.md", "---\nlayout: page\nn: 1\n---\nRent\n---\ndue\n")));
    assertEquals("The *lease* of a flat", document.title());
  }

  @Test
  void readsUtf32WithAByteOrderMark() {
    for (String encoding : List.of("UTF-32LE", "UTF-32BE")) {
      byte[] text = "\uFEFFMiete für 𝄞 März".getBytes(Charset.forName(encoding));
      assertEquals("Miete für 𝄞 März", read(encoding + ".txt", text).text(), encoding);
      assertEquals("Miete für 𝄞 März", read(encoding + ".bin", text).text(), encoding);
      byte[] page =
          "\uFEFF<html><body><p>März</p></body></html>".getBytes(Charset.forName(encoding));
      assertEquals("März", read(encoding + ".html", page).text(), encoding);
    }
  }

  @Test
  void commaSeparatedValuesAreOneTable() {
    SourceDocument document =
        read("rents.csv", "name;rent\n\"A; \"\"B\"\"\";5\n\nC;\"two\nlines\"\nD;;x\n");
    assertEquals(
        List.of("Table 4 @ line 1: name | rent\nA; \"B\" | 5\nC | two lines\nD | | x"),
        Sources.blocks(document));
    assertEquals(
        "line 4", document.locators().at(document.text().indexOf("C |")).orElseThrow().words());
    assertEquals(
        "line 6", document.locators().at(document.text().indexOf("D |")).orElseThrow().words());
  }

  @Test
  void theSeparatorIsTheOneThatMakesAllRecordsAlike() {
    assertEquals(
        "name | rent | note\nA | 5,00 | due, late, unpaid\nB | 6,50 | paid, in part, late",
        read(
                "decimals.csv",
                "name;rent;note\nA;5,00;due, late, unpaid\nB;6,50;paid, in part, late\n")
            .text());
    assertEquals(
        "name | note\nA, B, C | x, y\nD, E | z",
        read("tabs.tsv", "name\tnote\nA, B, C\tx, y\nD, E\tz\n").text());
    assertEquals(
        "a, b, c\nd, e", read("one column.tsv", "a, b, c\nd, e\n").text(), "tabs are declared");
    assertEquals("a;b | c\nd | e;f;g", read("quoted.csv", "\"a;b\",c\nd,\"e;f;g\"\n").text());
    assertEquals("1,5 | 2,5\n3,5 | 4,5", read("bare.csv", "1,5;2,5\n3,5;4,5\n").text());
    assertEquals("a | b | c", read("single.csv", "a;b;c\n").text());
    assertEquals("a | b | c\nd\ne | f", read("ragged.csv", "a,b,c\nd\ne,f\n").text());
  }

  @Test
  void aQuoteThatIsNeverClosedIsACharacter() {
    SourceDocument document =
        read("inches.csv", "name,size\n\"A, B\",3\nscrew,\"5 inch\nnail,2\nbolt,4\n");
    assertEquals(
        List.of("Table 5 @ line 1: name | size\nA, B | 3\nscrew | \"5 inch\nnail | 2\nbolt | 4"),
        Sources.blocks(document));
    assertEquals(
        "line 4", document.locators().at(document.text().indexOf("nail")).orElseThrow().words());
  }

  @Test
  void programTextKeepsItsWhiteSpace() {
    SourceDocument document = read("a.py", "def f(x):\n\n    return  x\n");
    assertEquals("def f(x):\n\n    return  x", document.text());
    assertTrue(Sources.blocks(document).getFirst().startsWith("Code"));
  }

  @Test
  void readsEveryEncoding() {
    String text = "Übergabe der Wohnung im März – „Schlüssel“ für 5 €. Gruß, Jürgen Müller.";
    assertEquals(text, read("u8.txt", text).text());
    assertEquals(text, read("bom.txt", "\uFEFF" + text).text());
    assertEquals(text, read("w.txt", text.getBytes(Charset.forName("windows-1252"))).text());
    assertEquals(text, read("le.txt", text.getBytes(StandardCharsets.UTF_16LE)).text());
    assertEquals(text, read("be.txt", text.getBytes(StandardCharsets.UTF_16BE)).text());
    assertEquals(text, read("u16.txt", text.getBytes(StandardCharsets.UTF_16)).text());
  }

  @Test
  void readsUtf8WithOneUmlautFarBehind() {
    String text = "plain ascii text\n".repeat(6_000) + "Müller";
    assertTrue(read("late.txt", text).text().endsWith("Müller"));
    assertTrue(
        read("late.html", "<html><body><p>" + text + "</p></body></html>")
            .text()
            .endsWith("Müller"));
  }

  @Test
  void readsCyrillicAndJapaneseOfOlderEncodings() {
    String russian =
        "Арендатор обязуется вносить арендную плату ежемесячно, не позднее пятого числа.";
    assertEquals(russian, read("r.txt", russian.getBytes(Charset.forName("windows-1251"))).text());
    String japanese = "賃借人は毎月一日に賃料を支払うものとする。これは日本語の文章です。";
    assertEquals(japanese, read("j.txt", japanese.getBytes(Charset.forName("Shift_JIS"))).text());
  }

  @Test
  void aTextNamedLikeAPdfIsRead() {
    assertEquals("just text", read("wrong.pdf", "just text").text());
  }

  @Test
  void bytesThatAreNoTextAreNotIndexed() {
    byte[] noise = new byte[5_000];
    new java.util.Random(7).nextBytes(noise);
    assertEquals(Reason.UNSUPPORTED_TYPE, rejected("noise.txt", noise).reason());
    assertEquals(Reason.UNSUPPORTED_TYPE, rejected("noise.bin", noise).reason());
  }

  @Test
  void blankTextIsEmpty() {
    assertEquals(
        Reason.EMPTY, rejected("blank.txt", " \n\t\n".getBytes(StandardCharsets.UTF_8)).reason());
    assertEquals(Reason.EMPTY, rejected("none.txt", new byte[0]).reason());
  }
}
