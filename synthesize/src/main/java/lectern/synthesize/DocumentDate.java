package lectern.synthesize;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The date that a document gives itself in its first lines: "Dated 3 March 2024", "This deed is
/// made on 3 March 2024", "Date: 2024-03-03", or a line of its own. A date of another document, as
/// in "supplemental to a lease dated 12 March 2021", is none.
public final class DocumentDate {
  /// Passages, from the first on, that can hold it.
  public static final int OPENING_PASSAGES = 2;

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String MONTH = "(" + String.join("|", MONTHS) + ")[a-z]*\\.?";

  private static final Pattern DATE =
      Pattern.compile(
          "(?im)^\\W{0,3}(?:(?:this\\s+(?:[\\w-]+\\s+){1,5}?(?:is|was)\\s+)?(?:dated?|made|sent|entered into)\\b"
              + "(?:[\\s:]|as of|as a deed|and|dated|on|the|this|effective|[a-z]{3,9},)*)?"
              + "(?:([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "|([0-9]{1,2})(?:st|nd|rd|th)?\\s+(?:day\\s+of\\s+|of\\s+)?"
              + MONTH
              + ",?\\s+([0-9]{4})"
              + "|"
              + MONTH
              + "\\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\\s+([0-9]{4}))\\b");

  private DocumentDate() {}

  /// The date; empty where the text gives none.
  ///
  /// @param text of one of the document's first passages
  public static Optional<LocalDate> in(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          date.group(1) != null
              ? day(date, 1, number(date, 2), 3)
              : date.group(4) != null
                  ? day(date, 6, month(date, 5), 4)
                  : day(date, 9, month(date, 7), 8));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDate day(Matcher date, int year, int month, int day) {
    return LocalDate.of(number(date, year), month, number(date, day));
  }

  private static int month(Matcher date, int group) {
    return MONTHS.indexOf(date.group(group).toLowerCase(Locale.ROOT)) + 1;
  }

  private static int number(Matcher date, int group) {
    return Integer.parseInt(date.group(group));
  }
}
