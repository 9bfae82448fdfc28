package lectern.ingest;

/// The start of a clause as a document prints it: its place among the levels of numbering, and its
/// name.
///
/// @param start offset of the number, or of the name where there is no number
/// @param level the smaller, the higher; one of the constants, or counted from one
/// @param name empty where the clause has none
/// @param ownLine whether nothing stands behind the name on its line, as in a table of contents
record ClauseMark(int start, int level, String name, boolean ownLine) {
  /// `ARTICLE IX`, `Schedule 2`.
  static final int DIVISION = 0;

  /// `4`; each further part of a decimal number is one level deeper.
  static final int NUMBER = 1;

  /// A name without a number: below all decimal numbers, of which there are at most six parts and a
  /// letter, and above the items within it.
  static final int UNNUMBERED = 9;

  /// `(a)`; items within items are deeper.
  static final int ITEM = 10;

  ClauseMark named(String found) {
    return new ClauseMark(start, level, found, true);
  }

  ClauseMark unnamed() {
    return new ClauseMark(start, level, "", ownLine);
  }
}
