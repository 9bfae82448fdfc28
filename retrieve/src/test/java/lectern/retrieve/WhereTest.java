package lectern.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereTest {
  private static final IndexedDocument DOCUMENT =
      new IndexedDocument(
          7,
          new DocumentId("leases/m.eml!Lease.pdf"),
          new DocumentId("leases/m.eml"),
          "r",
          "The  Acme Lease",
          "application/pdf",
          1,
          1,
          1,
          1,
          1,
          "de",
          Map.of(
              "pages", "12",
              "ocr_confidence", "68",
              "comments", "3",
              "pages_without_text", "5",
              "created", "2020-03-31T23:59:59Z",
              "author", "Ann O'Brien",
              "language", "en-US",
              "type", "fact"),
          Map.of(
              "type", new FieldValue.Text("ﬁxed  Lease"),
              "year", new FieldValue.Numeric(new BigDecimal("2020.0")),
              "rent", new FieldValue.Numeric(new BigDecimal("12345678901234567.01")),
              "on", new FieldValue.Day(LocalDate.of(2027, 9, 29)),
              "signed", new FieldValue.Flag(true)),
          List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "year = 2020",
        "YEAR = 2020.00",
        "year>=2020 and year<=2020",
        "year ~ 20*",
        "ocr_confidence < 70",
        "rent > 12345678901234567",
        "rent < 12345678901234567.02",
        "type = 'FIXED LEASE'",
        "type ~ \"fi?ed*\"",
        "type in (loan, \"fixed lease\")",
        "author = O'Brien or author = \"ann o'brien\"",
        "author = 'Ann O''Brien'",
        "title = 'the acme lease'",
        "on = 2027",
        "on = 2027-09",
        "on >= 2027 and on <= 2027-09 and on < 2027-10 and on > 2027-08",
        "on > 2026 and not on > 2027",
        "created = 2020-03-31",
        "created < 2020-04",
        "pages > 9",
        "pages in (1, 12)",
        "comments < 12",
        "pages_without_text = 5",
        "signed = yes",
        "signed != FALSE",
        "language = de",
        "media_type = application/pdf",
        "path ~ leases/*.pdf",
        "has year and not has court",
        "not court = 'The Hague'",
        "year = 1 or year = 2020 and has type",
        "(year = 1 or has type) AND (not (has court))",
        "not not has year",
        "type = loan or type ~ '*LEASE'",
      })
  void holds(String condition) {
    assertTrue(Where.parse(condition).holds(new DocumentFields(DOCUMENT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "year < 2020",
        "court != Hague",
        "court = Hague",
        "on > 2027",
        "on < 2027-09",
        "signed = false",
        "language = en-US",
        "type = fact",
        "type ~ lease",
        "has court",
        "year = twenty",
        "type > 5",
        "type <= 2020-03",
        "not has year or has court",
        // A list of pages, of which there is one: compared as it is written.
        "pages_without_text < 12",
        "year = 1 and year = 2020 or has court",
      })
  void doesNotHold(String condition) {
    assertFalse(Where.parse(condition).holds(new DocumentFields(DOCUMENT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "year >= | at character 8 stands the end, expected was a value",
        "year 2020 | at character 6 stands \"2020\", expected was one of =",
        "year == 2020 | at character 6 stands \"==\", expected was one of =",
        "= 3 | at character 1 stands \"=\", expected was the name of a field",
        "and = 3 | at character 1 stands \"and\", expected was the name of a field",
        "party = Acme Ltd | at character 14 stands \"Ltd\", expected was `and`",
        "year in 3 | at character 9 stands \"3\", expected was an opening",
        "year in (3 4) | at character 12 stands \"4\", expected was a comma",
        "(year = 3 | at character 10 stands the end, expected was `and`, `or` or a closing",
        "year = 3) | at character 9 stands \")\", expected was `and`",
        "year = in | at character 8 stands \"in\", expected was a value",
        "year = 'x | the quote at character 8 of the condition is never closed",
        "' ' | at character 1 stands \" \", expected was the name",
      })
  void tellsWhereAConditionBreaksOff(String condition, String message) {
    IndexException.BadCondition bad =
        assertThrows(IndexException.BadCondition.class, () -> Where.parse(condition));
    assertTrue(String.valueOf(bad.getMessage()).contains(message), bad.getMessage());
    assertFalse(bad.hint().isEmpty());
  }

  @Test
  void refusesWhatIsTooMuch() {
    for (String endless :
        List.of(
            " ",
            "(".repeat(5_000),
            "not ".repeat(2_000) + "has x",
            "has x or ".repeat(100) + "has x",
            "x = " + "y".repeat(10_000))) {
      assertThrows(IndexException.BadCondition.class, () -> Where.parse(endless));
    }
    Where.parse("has x or ".repeat(99) + "has x");
  }

  @Property(tries = 500)
  void anyTextIsAConditionOrAnError(
      @ForAll
          @Chars({'a', '2', ' ', '(', ')', ',', '=', '!', '<', '~', '"', '\'', '-'})
          @StringLength(max = 30)
          String text) {
    try {
      Where.parse(text).holds(new DocumentFields(DOCUMENT));
    } catch (IndexException.BadCondition e) {
      assertFalse(e.hint().isEmpty());
    }
  }

  @Test
  void namesTheNearestFieldThatThereIs() {
    KnownFields known = new KnownFields(List.of(DOCUMENT));
    known.require(Where.parse("year = 2020 and language = en and author ~ x and on > 2020"));
    assertMessage(known, "yaer = 2020", "no document has a field \"yaer\"", "The nearest are year");
    assertMessage(known, "not has langage", "\"langage\"", "The nearest are language");
    assertMessage(
        known, "year = abc", "\"abc\" cannot be compared with year, which holds numbers", "~");
    assertMessage(known, "has year or on >= 2020-13", "with on, which holds dates", "2020-03-31");
    assertMessage(known, "type > 2020", "with type, which holds text", "head it `type:number`");
    known.require(Where.parse("type = 2020 and type > a"));
    assertMessage(known, "signed in (yes, perhaps)", "which holds flags", "true or false");
  }

  private static void assertMessage(
      KnownFields known, String condition, String message, String hint) {
    IndexException.BadCondition bad =
        assertThrows(
            IndexException.BadCondition.class, () -> known.require(Where.parse(condition)));
    assertTrue(String.valueOf(bad.getMessage()).contains(message), bad.getMessage());
    assertTrue(bad.hint().contains(hint), bad.hint());
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "a*b, ab, true",
    "a*b, axbxb, true",
    "a*b, axbx, false",
    "?, '', false",
    "??, ab, true",
    "'', '', true",
    "'', a, false",
    "*a*a*a*b, aaaaaaaaaaaa, false"
  })
  void matchesPatterns(String pattern, String text, boolean matches) {
    assertEquals(matches, Glob.matches(pattern, text));
  }
}
