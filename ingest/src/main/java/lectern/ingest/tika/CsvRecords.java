package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;

/// Records of comma-separated values (RFC 4180), the separator told from the first lines.
final class CsvRecords {
  private static final String SEPARATORS = ",;\t|";
  private static final int LOOK_CHARS = 8_192;

  private final String source;
  private final char separator;

  CsvRecords(String source) {
    this.source = source;
    this.separator = separator(source);
  }

  /// What a record is given to.
  interface Records {
    /// Takes one record.
    ///
    /// @param line one-based number of the record's first line
    void accept(int line, List<String> cells);
  }

  void forEach(Records records) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int line = 1;
    int first = 1;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
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
      } else if (c == '"' && cell.isEmpty()) {
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
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    records.accept(first, cells);
  }

  private static char separator(String source) {
    String head = source.substring(0, Math.min(source.length(), LOOK_CHARS));
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
