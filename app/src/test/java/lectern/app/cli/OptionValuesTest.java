package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "costs|--since|2026-13-01|'2026-13-01' is no day: year, month and day, as 2026-11-01",
        "costs|--until|2026-02-30|'2026-02-30' is no day",
        "costs|--until|''|'' is no day",
        "costs|--limit|2147483648|'2147483648' is no whole number",
        "costs|--limit|-1|--limit must be 1 or more: -1",
        "costs|--by|weather|expected one of [DAY, MODEL, ACCOUNT, TIER, SCOPE]",
        "standin|--balance|x|'x' is no number, as 12.50",
        "standin|--balance|NaN|'NaN' is no number, as 12.50",
        "standin|--balance|''|'' is no number, as 12.50",
        "standin|--balance|1e999999999|is no number of at most 30 digits",
        "standin|--balance|1e-999999999|is no number of at most 30 digits",
        "standin|--balance|-1|--balance -1 is less than nothing",
        "standin|--seed|1.5|'1.5' is no whole number",
        "standin|--seed|9223372036854775808|is no whole number",
        "standin|--port|-1|--port -1 is no port",
        "standin|--tier|''|'' is no whole number",
        "standin|--usage|anthropic|expected one of [MOONSHOT, OPENAI, DEEPSEEK]",
        "models|--prices-as-of|2026-13-01|--prices-as-of is no date: 2026-13-01",
      })
  void saysWhatWasExpectedAndNamesNoClass(
      String command, String option, String value, String words) {
    Run run = Run.of(command, option, value);
    assertEquals(Exit.USAGE.code(), run.exit(), run.err());
    assertTrue(run.err().contains(words), run.err());
    assertTrue(run.err().contains("hint: "), run.err());
    assertFalse(run.err().contains("java"), run.err());
    assertFalse(run.err().contains("convert"), run.err());
    assertEquals("", run.out());
  }
}
