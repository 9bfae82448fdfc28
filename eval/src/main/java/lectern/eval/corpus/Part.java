package lectern.eval.corpus;

import java.util.List;

/// A structural unit of a manuscript. Texts may hold `**bold**` words.
sealed interface Part {

  /// The name of the document, once, at the top.
  record Title(String text) implements Part {}

  /// A centred line under the title: authors, addresses, dates.
  record Byline(String text) implements Part {}

  /// A heading with its number, if it has one, in the text.
  ///
  /// @param level 1 is the highest
  record Heading(int level, String text) implements Part {}

  /// A numbered clause of a contract, such as 8.2.
  record Clause(String number, String text) implements Part {}

  /// A list item: `(a)`, `1.` or `-` and its text.
  record Item(String marker, String text) implements Part {}

  record Paragraph(String text) implements Part {}

  /// A table of at least one row; the first row is its header. All rows are equally long.
  record Table(List<List<String>> rows) implements Part {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
      int width = rows.getFirst().size();
      for (List<String> row : rows) {
        if (row.size() != width) {
          throw new IllegalArgumentException(
              "Row of " + row.size() + " cells in a table of " + width + ": " + row);
        }
      }
    }

    /// Longest cell of each column, in characters.
    int[] widths() {
      int[] widths = new int[rows.getFirst().size()];
      for (List<String> row : rows) {
        for (int column = 0; column < widths.length; column++) {
          widths[column] = Math.max(widths[column], TextRun.plain(row.get(column)).length());
        }
      }
      return widths;
    }
  }
}
