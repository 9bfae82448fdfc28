package lectern.retrieve;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lectern.ingest.FieldNames;
import lectern.ingest.FieldValue;
import org.jspecify.annotations.Nullable;

/// The fields of a document that a condition may name: `path`, `language`, `media_type`; what the
/// manifest says of its file; `title`, and what the file says of itself. A name earlier in this
/// list hides the same name later in it.
public record DocumentFields(IndexedDocument document) {
  private static final String TITLE = "title";

  /// Facts of [IndexedDocument#metadata] that are numbers; a parser that could not tell gives none.
  /// `pages_without_text` is none even where it is one page: it is a list of ranges.
  private static final Set<String> NUMBERS =
      Set.of("pages", "comments", "ocr_confidence", "pictures_not_read", "unshown_chars");

  /// Facts that begin with an ISO date.
  private static final Set<String> DATES = Set.of("created", "modified", "date");

  /// More of a text is not compared; an index has to hold it for every passage.
  private static final int MAX_CHARS = 1_000;

  /// `2020-03-04` of `2020-03-04T10:00:00Z`.
  private static final int DATE_CHARS = 10;

  private static final int MAX_DIGITS = 18;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// Text as it is compared: in compatibility form (NFKC), without capitals, one blank between
  /// words, at most 1,000 characters.
  public static String folded(String text) {
    String part = text.substring(0, Math.min(text.length(), MAX_CHARS));
    String same = Normalizer.normalize(part, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String line = SPACE.matcher(same).replaceAll(" ").strip();
    StringBuilder whole = new StringBuilder(line.length());
    // A surrogate that stands alone cannot be written in UTF-8, as an index holds its terms.
    line.codePoints()
        .limit(MAX_CHARS)
        .forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  /// Names of the fields that the document has.
  public Set<String> names() {
    Set<String> names = new TreeSet<>(document.fields().keySet());
    names.addAll(document.metadata().keySet());
    names.add(FieldNames.PATH);
    names.add(FieldNames.MEDIA_TYPE);
    names.add(TITLE);
    names.remove(FieldNames.LANGUAGE);
    if (!document.language().isEmpty()) {
      names.add(FieldNames.LANGUAGE);
    }
    return names;
  }

  /// All values, by name; text as [#folded] makes it.
  public Map<String, FieldValue> all() {
    Map<String, FieldValue> all = new TreeMap<>();
    for (String name : names()) {
      value(name).ifPresent(value -> all.put(name, value));
    }
    return all;
  }

  /// One value; text as [#folded] makes it. Empty where the document does not have the field, or it
  /// is blank.
  public Optional<FieldValue> value(String name) {
    @Nullable FieldValue raw = raw(name);
    return raw instanceof FieldValue.Text(String words)
        ? Optional.of(folded(words)).filter(text -> !text.isEmpty()).map(FieldValue.Text::new)
        : Optional.ofNullable(raw);
  }

  private @Nullable FieldValue raw(String name) {
    return switch (name) {
      case FieldNames.PATH -> new FieldValue.Text(document.id().value());
      case FieldNames.LANGUAGE -> new FieldValue.Text(document.language());
      case FieldNames.MEDIA_TYPE -> new FieldValue.Text(document.mediaType());
      default -> {
        FieldValue given = document.fields().get(name);
        String fact = name.equals(TITLE) ? document.title() : document.metadata().get(name);
        yield given != null || fact == null ? given : fact(name, fact);
      }
    };
  }

  private static FieldValue fact(String name, String words) {
    if (NUMBERS.contains(name)
        && words.length() <= MAX_DIGITS
        && words.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new FieldValue.Numeric(new BigDecimal(words));
    }
    if (DATES.contains(name) && words.length() >= DATE_CHARS) {
      try {
        return new FieldValue.Day(LocalDate.parse(words.substring(0, DATE_CHARS)));
      } catch (DateTimeParseException _) {
        return new FieldValue.Text(words);
      }
    }
    return new FieldValue.Text(words);
  }
}
