package lectern.synthesize;

import lectern.ingest.Span;

/// Something in a sentence of an answer that its source must say too, for the sentence to be true.
///
/// @param span where it stands in the answer
/// @param words the answer's words there
public record Fact(Kind kind, Span span, String words) {
  /// What is compared, after numbers, dates and units are brought to one form.
  public enum Kind {
    /// A number in digits or words, alone or with a unit of measure.
    NUMBER,
    /// An amount and its currency.
    MONEY,
    /// A share in per cent.
    PERCENTAGE,
    /// A day, a month of a year, a day of a month.
    DATE,
    /// A length of time: 24 months are two years, and 30 days are no month.
    DURATION,
    /// A person, company, defined term or address; and who does a thing to whom.
    NAME,
    /// A clause, section, schedule or other part that is referred to by its number.
    REFERENCE,
    /// Whether a thing is so or not.
    NEGATION,
    /// Whether a thing must, may, must not or need not be done.
    MODALITY,
    /// Words in quotation marks without a label of their own, which no cited document has.
    QUOTE,
    /// Whether a figure is the least or the most, and what comes before or after what.
    COMPARISON
  }
}
