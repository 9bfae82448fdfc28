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
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).start() <= entries.get(i - 1).start()) {
        throw new IllegalArgumentException(
            "clauses must rise: " + entries.get(i - 1) + ", then " + entries.get(i));
      }
    }
  }

  /// The number of the clause at an offset; empty where it belongs to none.
  public String at(int offset) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? "" : entries.get(low - 1).number();
  }

  /// A clause's number as it stands in a citation: `§ 9.4(b)`, but `Article IX`; empty for none.
  public static String words(String number) {
    return number.isEmpty() || !Character.isDigit(number.charAt(0)) ? number : "§ " + number;
  }
}
