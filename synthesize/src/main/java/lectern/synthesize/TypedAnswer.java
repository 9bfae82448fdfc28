package lectern.synthesize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer in the form that was wished, with what proves each value.
///
/// @param values JSON of the user's form
/// @param fields each value that the form has a place for, in order
/// @param faults where `values` break the user's schema, in words; empty where they keep it
public record TypedAnswer(String values, List<Field> fields, List<String> faults) {
  public TypedAnswer {
    fields = List.copyOf(fields);
    faults = List.copyOf(faults);
  }

  /// One value.
  ///
  /// @param pointer where it stands in the values: a JSON Pointer (RFC 6901)
  /// @param value as JSON; null where the documents do not say
  /// @param citations places of its citations in [Answer#citations], from 0
  /// @param missing facts of the value that its quotes do not say
  public record Field(
      String pointer,
      Form form,
      @Nullable String value,
      State state,
      List<Integer> citations,
      List<Fact> missing) {
    public Field {
      citations = List.copyOf(citations);
      missing = List.copyOf(missing);
    }
  }

  /// What a value is.
  public enum Form {
    /// Words.
    TEXT,
    /// A number.
    NUMBER,
    /// A number of hundredths.
    PERCENTAGE,
    /// A day, `2026-05-01`.
    DATE,
    /// A length of time, `P30D` (ISO 8601).
    DURATION,
    /// An amount behind its currency, `GBP 1250.00`.
    MONEY,
    /// A name.
    PARTY,
    /// One of some words, yes or no, true or false.
    CHOICE
  }

  /// How a value stands to its quotes.
  public enum State {
    /// Its quotes stand in their source, and say the value.
    PROVED,
    /// Its quotes stand in their source; that they mean the value is the model's reading.
    READ,
    /// Its quotes stand in their source, and say something else.
    NOT_IN_QUOTES,
    /// A quote of it does not stand where it is said to.
    FALSELY_CITED,
    /// It has no quote.
    UNPROVED,
    /// The documents do not say it, by the model's word.
    ABSENT
  }
}
