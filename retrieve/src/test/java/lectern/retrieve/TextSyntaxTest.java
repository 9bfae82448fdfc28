package lectern.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lectern.retrieve.TextCondition.Phrase;
import lectern.retrieve.TextCondition.Word;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "rent | rent",
        "rent review | (rent OR review)",
        "rent OR review AND notice | (rent OR (review AND notice))",
        "rent review AND notice | (rent OR (review AND notice))",
        "NOT a AND b | (NOT a AND b)",
        "NOT (a b) c | (c AND NOT (a OR b))",
        "rent -deposit | (rent AND NOT deposit)",
        "rent NOT deposit | (rent AND NOT deposit)",
        "a AND -b | (a AND NOT b)",
        "+rent review -deposit | (+rent review -deposit)",
        "+rent +review | (rent AND review)",
        "+rent title:draft | (+rent title:draft)",
        "((rent)) | rent",
        "\"quiet  enjoyment\"~5 rent* | (\"quiet  enjoyment\"~5 OR rent*)",
        "“quiet enjoyment” | \"quiet enjoyment\"",
        "Title:Lease name:(a OR \"b c\") heading: x* text:y | (title:Lease OR name:(a OR \"b c\") OR heading:x* OR text:y)",
        "e-mail O'Brien's 3.2(b) | (e-mail OR O'Brien's OR 3.2 OR b)",
        "and or not | (and OR or OR not)",
        "10:30 | 10:30",
        "NOT NOT a | NOT NOT a",
        "a\u0000b\u0009c | (a OR b OR c)"
      })
  void readsOperatorsByTheirPrecedence(String query, String meaning) {
    assertEquals(meaning, TextSyntax.parse(query).written());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "rent \"quiet | 6 | the quote is never closed",
        "rent (quiet | 6 | the parenthesis is never closed",
        "rent) | 5 | \")\" stands where",
        "rent AND | 9 | it ends where",
        "AND rent | 1 | \"AND\" stands where",
        "rent () | 7 | \")\" stands where",
        "rent + | 7 | it ends where",
        "\"\" rent | 1 | nothing in the quotes",
        "-rent NOT \"x y\" | 1 | only what must not be there",
        "NOT rent | 1 | only what must not be there",
        "court:Hague | 1 | there is no field \"court\"",
        "x http://y | 3 | there is no field \"http\"",
        "title:(a name:b) | 10 | a field stands within another",
        "title: | 7 | it ends where",
        "re*nt | 3 | * stands at the end",
        "* | 1 | * stands at the end",
        "e-ma* | 5 | * stands at the end",
        "rent~2 | 5 | ~ stands behind a phrase",
        "\"a b\"~ | 6 | takes a number from 1 to 100",
        "\"a b\"~101 | 6 | takes a number from 1 to 100",
        "+a AND b | 1 | + cannot stand in one row with AND",
      })
  void tellsTheFirstPlaceThatCannotBeRead(String query, int place, String problem) {
    var thrown = assertThrows(IndexException.BadQuery.class, () -> TextSyntax.parse(query), query);
    assertTrue(thrown.toString().contains(problem), thrown.toString());
    assertEquals(place, thrown.at() + 1, thrown.getMessage());
    assertEquals(query, thrown.query());
    assertFalse(thrown.hint().isBlank());
  }

  @Test
  void ranksByWhatIsSoughtAlone() {
    assertEquals("a b c d f", TextSyntax.parse("+a \"b c\" title:d* -e NOT (NOT f)").words());
    assertEquals(
        List.of(new Word("a"), new Phrase("b c", 2)),
        TextSyntax.parse("a OR NOT (NOT \"b c\"~2 OR d)").sought());
  }

  @Test
  void refusesWhatWouldTakeTooLong() {
    refused("word ".repeat(TextSyntax.MAX_TERMS + 1), "more than 100 words");
    refused("w* ".repeat(TextSyntax.MAX_PREFIXES + 1), "more than 16 words with *");
    refused("(".repeat(9_000), "nested more than 50 deep");
    refused("NOT ".repeat(2_000) + "a", "nested more than 50 deep");
    refused("-".repeat(9_999) + "a", "nested more than 50 deep");
    refused("title:".repeat(1_000) + "a", "a field stands within another");
    refused("a".repeat(10_001), "longer than 10000 characters");
    refused(" \n\t", "the query is empty");
    String deep = "(a ".repeat(TextSyntax.MAX_DEPTH) + ")".repeat(TextSyntax.MAX_DEPTH);
    assertEquals(TextSyntax.MAX_DEPTH, TextSyntax.parse(deep).sought().size());
  }

  private static void refused(String query, String why) {
    var thrown = assertThrows(IndexException.BadQuery.class, () -> TextSyntax.parse(query));
    assertTrue(thrown.toString().contains(why), thrown.toString());
  }

  @Property(tries = 500)
  void readsWhatItWrites(@ForAll("conditions") TextCondition condition) {
    TextCondition read = TextSyntax.parse(condition.written());
    assertEquals(condition.written(), read.written());
    assertEquals(condition, read);
  }

  @Property(tries = 1_000)
  void readsAnyTextOrTellsThePlace(
      @ForAll @StringLength(max = 40) @Chars({'a', 'B', ' ', '"', '(', ')', '+', '-', '*', '~'})
          String text,
      @ForAll("pieces") String piece) {
    String query = text + piece + text;
    try {
      TextCondition condition = TextSyntax.parse(query);
      assertEquals(condition, TextSyntax.parse(condition.written()));
    } catch (IndexException.BadQuery e) {
      assertTrue(e.at() >= 0 && e.at() <= query.length(), e.getMessage());
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "AND", "OR", "NOT", " title:", "x:y", "~3", "\0", "\ud83d", "“", "租金", "1* ", "");
  }

  @Provide
  Arbitrary<TextCondition> conditions() {
    return RandomConditions.any();
  }
}
