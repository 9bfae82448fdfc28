package lectern.ingest.walk;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.IngestException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads a manifest of comma-separated values (RFC 4180); commas may be semicolons or tabs.
final class ManifestCsv {
  private static final char[] SEPARATORS = {',', ';', '\t'};

  private static final String HEADER =
      "The first line names the columns, one of them `path`, parted by commas, semicolons or tabs.";

  /// A record and the line it begins in.
  private record Line(long number, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  private ManifestCsv() {}

  /// @throws IngestException.BadManifest where a line does not fit the header
  static ManifestTable read(String name, String text) {
    for (char separator : SEPARATORS) {
      List<Line> header = records(name, text, separator, 1);
      if (!header.isEmpty() && header.getFirst().cells().stream().anyMatch(ManifestTable::isPath)) {
        return table(name, records(name, text, separator, Integer.MAX_VALUE));
      }
    }
    throw ManifestTable.bad(name, 1, "there is no column \"path\"", HEADER);
  }

  private static ManifestTable table(String name, List<Line> lines) {
    Line first = lines.getFirst();
    List<String> header = first.cells();
    Map<String, Long> keys = new LinkedHashMap<>();
    int path = -1;
    for (int i = 0; i < header.size(); i++) {
      String key = header.get(i);
      if (ManifestTable.isPath(key) && path < 0) {
        path = i;
      } else if (!key.isEmpty() && keys.put(key, first.number()) != null) {
        throw ManifestTable.bad(
            name, first.number(), "two columns are called \"" + key + "\"", HEADER);
      }
    }
    List<ManifestTable.Row> rows = new ArrayList<>();
    for (Line line : lines.subList(1, lines.size())) {
      rows.add(row(name, line, header, path));
    }
    return new ManifestTable(name, keys, rows);
  }

  private static ManifestTable.Row row(String name, Line line, List<String> header, int path) {
    List<String> cells = line.cells();
    if (path >= cells.size() || cells.get(path).isEmpty()) {
      throw ManifestTable.bad(
          name,
          line.number(),
          "the path is empty",
          "Name a file, or a folder with a / at the end.");
    }
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (i == path || cell.isEmpty()) {
        continue;
      }
      if (i >= header.size() || header.get(i).isEmpty()) {
        throw ManifestTable.bad(
            name,
            line.number(),
            "cell " + (i + 1) + " (\"" + ManifestTable.shortened(cell) + "\") has no column",
            "Name its column in the first line, or put a cell that holds the separator in quotes.");
      }
      words.put(header.get(i), ManifestTable.words(cell));
    }
    return new ManifestTable.Row(line.number(), cells.get(path), words);
  }

  /// Records that are not blank.
  private static List<Line> records(String name, String text, char separator, int most) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator)
            .setIgnoreEmptyLines(false)
            .setIgnoreSurroundingSpaces(separator != '\t')
            .get();
    List<Line> lines = new ArrayList<>();
    long start = 1;
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      while (lines.size() < most && records.hasNext()) {
        Line line = new Line(start, records.next().stream().map(String::strip).toList());
        start = parser.getCurrentLineNumber() + 1;
        if (!line.isBlank()) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException | UncheckedIOException e) {
      throw ManifestTable.bad(
          name,
          start,
          "the record that begins here has a quote out of place",
          "A quote that opens a cell must be closed, and stands doubled within.");
    }
  }
}
