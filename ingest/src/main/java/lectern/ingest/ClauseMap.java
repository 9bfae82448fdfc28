package lectern.ingest;

import java.util.List;

/// Finds the clause that a place in a document belongs to: the text from one entry's start to the
/// next one's is of that entry's clause.
///
/// @param entries in order of their starts, no two starts equal; empty for a document without
///   numbered clauses
public record ClauseMap(List<Entry> entries) {
  public static final ClauseMap EMPTY = new ClauseMap(List.of());

  /// Where a clause starts.
  ///
  /// @param start first offset in the document's normalised text that belongs to the clause
  /// @param number as a person cites it, `9.4(b)`, `Article IX`, `Schedule 2, 3(a)`; empty where
  ///   text without a number begins again
  public record Entry(int start, String number) {}

  public ClauseMap {
    entries = List.copyOf(entries);
    Stretches.requireRising(entries, Entry::start);
  }

  /// The number of the clause at an offset; empty where it belongs to none.
  public String at(int offset) {
    int at = Stretches.at(entries, Entry::start, offset);
    return at < 0 ? "" : entries.get(at).number();
  }

  /// A clause's number as it stands in a citation: `§ 9.4(b)`, but `Article IX`; empty for none.
  public static String words(String number) {
    return number.isEmpty() || !Character.isDigit(number.charAt(0)) ? number : "§ " + number;
  }
}
