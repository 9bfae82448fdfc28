package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Records of comma-separated values (RFC 4180), the separator told from the first records.
final class CsvRecords {
  /// The comma last: it also stands in numbers and in running text.
  private static final String SEPARATORS = "\t;|,";

  /// So much of the file is counted where its records differ.
  private static final int LOOK_CHARS = 8_192;

  /// The first record, and a few that should have as many cells.
  private static final int LOOK_RECORDS = 6;

  /// Longer cells are sentences; PostgreSQL cuts the name of a column there, others have longer
  /// ones.
  private static final int LONGEST_NAME_CHARS = 63;

  private static final Pattern NAME = Pattern.compile("[^\\p{N}]*\\p{L}.*");

  private final String source;
  private final char separator;

  private CsvRecords(String source, char separator) {
    this.source = source;
    this.separator = separator;
  }

  static CsvRecords of(String source) {
    return new CsvRecords(source, separator(source));
  }

  static CsvRecords ofTabs(String source) {
    return new CsvRecords(source, '\t');
  }

  /// Whether a record looks like the names of columns: more than one cell, none empty, no two
  /// alike, each short and with a letter before any digit. A first record of names of people does
  /// too.
  static boolean names(List<String> cells) {
    Set<String> names = new HashSet<>();
    for (String cell : cells) {
      String name = Cleaning.line(cell);
      if (name.length() > LONGEST_NAME_CHARS || !NAME.matcher(name).matches() || !names.add(name)) {
        return false;
      }
    }
    return names.size() > 1;
  }

  /// What a record is given to.
  interface Records {
    /// Takes one record.
    ///
    /// @param line one-based number of the record's first line
    void accept(int line, List<String> cells);
  }

  void forEach(Records records) {
    read(records, Integer.MAX_VALUE);
  }

  private void read(Records records, int most) {
    int left = most;
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean plain = false;
    int line = 1;
    int first = 1;
    int start = 0;
    for (int i = 0; i <= source.length() && left > 0; i++) {
      if (i == source.length() && quoted) {
        // A quote that is never closed is a character; the record is read once more.
        plain = true;
        quoted = false;
        i = start;
        line = first;
        cells.clear();
        cell.setLength(0);
      }
      char c = i < source.length() ? source.charAt(i) : '\n';
      boolean feed =
          c == '\n' || (c == '\r' && (i + 1 == source.length() || source.charAt(i + 1) != '\n'));
      line += feed ? 1 : 0;
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < source.length() && source.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty() && !plain) {
        quoted = true;
      } else if (c == separator) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (feed) {
        cells.add(cell.toString());
        cell.setLength(0);
        records.accept(first, cells);
        cells = new ArrayList<>();
        first = line;
        start = i + 1;
        plain = false;
        left--;
      } else {
        cell.append(c);
      }
    }
  }

  /// The separator that gives all of the first records the same number of cells; where none does,
  /// the one that occurs most.
  private static char separator(String source) {
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      Set<Integer> cells = new HashSet<>();
      new CsvRecords(source, separator)
          .read(
              (_, record) -> {
                if (record.size() > 1 || !record.getFirst().isBlank()) {
                  cells.add(record.size());
                }
              },
              LOOK_RECORDS);
      if (cells.size() == 1 && !cells.contains(1)) {
        return separator;
      }
    }
    return mostFrequent(source.substring(0, Math.min(source.length(), LOOK_CHARS)));
  }

  private static char mostFrequent(String head) {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      quoted ^= c == '"';
      int at = SEPARATORS.indexOf(c);
      if (!quoted && at >= 0) {
        counts[at]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return SEPARATORS.charAt(best);
  }
}
