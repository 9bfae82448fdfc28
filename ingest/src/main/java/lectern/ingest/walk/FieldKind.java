package lectern.ingest.walk;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.ingest.FieldValue;
import org.jspecify.annotations.Nullable;

/// What the values of a manifest's column are, in the words of its header: `text`, `number`, `date`
/// or `flag`.
enum FieldKind {
  NUMBER("a number such as 2020 or -1.5") {
    @Override
    Optional<FieldValue> read(String words) {
      return FieldValue.Numeric.of(words).map(FieldValue.class::cast);
    }

    // What begins with a zero or a plus sign is more often a key or a telephone number.
    @Override
    boolean looksLike(String words) {
      return QUANTITY.matcher(words).matches();
    }
  },
  DATE("a date such as 2027-09-29") {
    @Override
    Optional<FieldValue> read(String words) {
      try {
        return ISO_DAY.matcher(words).matches()
            ? Optional.of(new FieldValue.Day(LocalDate.parse(words)))
            : Optional.empty();
      } catch (DateTimeParseException _) {
        return Optional.empty();
      }
    }
  },
  FLAG("true, false, yes or no") {
    @Override
    Optional<FieldValue> read(String words) {
      return switch (words.toLowerCase(Locale.ROOT)) {
        case "true", "yes" -> Optional.of(new FieldValue.Flag(true));
        case "false", "no" -> Optional.of(new FieldValue.Flag(false));
        default -> Optional.empty();
      };
    }
  },
  TEXT("at most " + FieldKind.MAX_TEXT_CHARS + " characters") {
    @Override
    Optional<FieldValue> read(String words) {
      return words.length() <= MAX_TEXT_CHARS
          ? Optional.of(new FieldValue.Text(words))
          : Optional.empty();
    }
  };

  /// Longer text is a document, not a word about one.
  static final int MAX_TEXT_CHARS = 1_000;

  private static final Pattern QUANTITY = Pattern.compile("-?(0|[1-9]\\d{0,29})(\\.\\d{1,30})?");
  private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final String wanted;

  FieldKind(String wanted) {
    this.wanted = wanted;
  }

  /// The value that words stand for; empty where they stand for none of this kind.
  ///
  /// @param words not empty
  abstract Optional<FieldValue> read(String words);

  /// Whether words are of this kind though nobody says so.
  boolean looksLike(String words) {
    return read(words).isPresent();
  }

  /// What a value of this kind looks like, after "is not".
  String wanted() {
    return wanted;
  }

  /// The kind that a header names behind a colon.
  static Optional<FieldKind> named(String name) {
    return List.of(values()).stream()
        .filter(kind -> kind.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /// The kind, other than text, that more than half of the values of a column are of; null where
  /// there is none.
  static @Nullable FieldKind ofMost(Collection<String> values) {
    for (FieldKind kind : List.of(NUMBER, DATE, FLAG)) {
      if (2 * values.stream().filter(kind::looksLike).count() > values.size()) {
        return kind;
      }
    }
    return null;
  }

  /// The kind that all values of a column are of; text where there is none.
  static FieldKind of(Collection<String> values) {
    if (!values.isEmpty()) {
      for (FieldKind kind : values()) {
        if (values.stream().allMatch(kind::looksLike)) {
          return kind;
        }
      }
    }
    return TEXT;
  }
}
