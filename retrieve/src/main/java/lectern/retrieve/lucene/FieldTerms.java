package lectern.retrieve.lucene;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.FieldValue;
import lectern.retrieve.DocumentFields;
import org.apache.lucene.util.BytesRef;

/// Fields of a document as terms on its passages: name, zero, a letter for the kind, the value in
/// words. A reader gets the value back, so that the index and [lectern.retrieve.Condition] cannot
/// disagree on what a comparison means.
final class FieldTerms {
  private static final char TEXT = 't';
  private static final char NUMBER = 'n';
  private static final char DAY = 'd';
  private static final char FLAG = 'f';

  private FieldTerms() {}

  static List<String> of(DocumentFields document) {
    List<String> terms = new ArrayList<>();
    document.all().forEach((name, value) -> terms.add(prefix(name) + kind(value) + value.words()));
    return terms;
  }

  /// What all terms of a field begin with, and no other's.
  static String prefix(String name) {
    return name + '\0';
  }

  /// The value of a term.
  ///
  /// @param prefix what the term begins with, in bytes
  static FieldValue value(BytesRef term, BytesRef prefix) {
    BytesRef rest =
        new BytesRef(term.bytes, term.offset + prefix.length, term.length - prefix.length);
    String kindAndWords = rest.utf8ToString();
    String words = kindAndWords.substring(1);
    return switch (kindAndWords.charAt(0)) {
      case NUMBER -> new FieldValue.Numeric(new BigDecimal(words));
      case DAY -> new FieldValue.Day(LocalDate.parse(words));
      case FLAG -> new FieldValue.Flag(Boolean.parseBoolean(words));
      default -> new FieldValue.Text(words);
    };
  }

  private static char kind(FieldValue value) {
    return switch (value) {
      case FieldValue.Text _ -> TEXT;
      case FieldValue.Numeric _ -> NUMBER;
      case FieldValue.Day _ -> DAY;
      case FieldValue.Flag _ -> FLAG;
    };
  }
}
