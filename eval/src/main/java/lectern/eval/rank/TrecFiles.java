package lectern.eval.rank;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import lectern.eval.EvalException;
import lectern.eval.NumberedLines;

/// Judgements and runs in TREC's text formats, columns parted by white space: `query 0 document
/// grade` and `query Q0 document rank score tag`.
public final class TrecFiles {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private static final String BLANK = "%20";

  private TrecFiles() {}

  /// Reads judgements.
  ///
  /// @throws EvalException.MalformedFile for a line that is no judgement, or judges a document
  ///   twice
  public static Qrels readQrels(Path file) {
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    eachRow(
        file,
        4,
        "query 0 document grade",
        (line, columns) -> {
          int grade;
          try {
            grade = Integer.parseInt(columns[3]);
          } catch (NumberFormatException e) {
            throw new EvalException.MalformedFile(file, line, "no such grade: " + columns[3]);
          }
          put(grades, columns[0], columns[2], grade, file, line);
        });
    return new Qrels(grades);
  }

  /// Reads a run.
  ///
  /// @throws EvalException.MalformedFile for a line that is no hit, or ranks a document twice
  public static Run readRun(Path file) {
    Map<String, Map<String, Double>> scores = new HashMap<>();
    eachRow(
        file,
        6,
        "query Q0 document rank score tag",
        (line, columns) -> {
          double score;
          try {
            score = Double.parseDouble(columns[4]);
          } catch (NumberFormatException e) {
            score = Double.NaN;
          }
          if (!Double.isFinite(score)) {
            throw new EvalException.MalformedFile(file, line, "no such score: " + columns[4]);
          }
          put(scores, columns[0], columns[2].replace(BLANK, " "), score, file, line);
        });
    return new Run(scores);
  }

  public static void writeQrels(Path file, Qrels qrels) {
    write(
        file,
        out -> {
          for (Map.Entry<String, Map<String, Integer>> query : qrels.grades().entrySet()) {
            for (Map.Entry<String, Integer> entry : query.getValue().entrySet()) {
              out.write(judgement(query.getKey(), entry.getKey(), entry.getValue()));
            }
          }
        });
  }

  /// One line of judgements, its line feed included.
  public static String judgement(String query, String document, int grade) {
    return row(query, "0", document, Integer.toString(grade));
  }

  /// Columns are parted by blanks, so a blank of a name is written otherwise.
  private static String written(String name) {
    return name.replace(" ", BLANK);
  }

  /// Writes a run in trec_eval's order; a blank in a document's name becomes `%20`.
  ///
  /// @param tag name of the ranker
  public static void writeRun(Path file, Run run, String tag) {
    write(
        file,
        out -> {
          for (Map.Entry<String, Map<String, Double>> query : run.scores().entrySet()) {
            List<String> ranked = run.ranked(query.getKey());
            for (int i = 0; i < ranked.size(); i++) {
              String score = Double.toString(query.getValue().getOrDefault(ranked.get(i), 0.0));
              String rank = String.format(Locale.ROOT, "%d", i + 1);
              out.write(row(query.getKey(), "Q0", written(ranked.get(i)), rank, score, tag));
            }
          }
        });
  }

  private interface Row {
    void read(long line, String[] columns);
  }

  private interface Content {
    void write(BufferedWriter out) throws IOException;
  }

  private static void eachRow(Path file, int columns, String format, Row reader) {
    NumberedLines.each(
        file,
        (line, text) -> {
          String[] found = WHITE_SPACE.split(text.strip(), -1);
          if (found.length != columns) {
            throw new EvalException.MalformedFile(
                file, line, "expected `" + format + "`, found " + found.length + " columns");
          }
          reader.read(line, found);
        });
  }

  private static <T> void put(
      Map<String, Map<String, T>> all,
      String query,
      String document,
      T value,
      Path file,
      long line) {
    if (all.computeIfAbsent(query, _ -> new HashMap<>()).putIfAbsent(document, value) != null) {
      throw new EvalException.MalformedFile(
          file, line, "document " + document + " stands twice under query " + query);
    }
  }

  private static void write(Path file, Content content) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String row(String... columns) {
    for (String column : columns) {
      if (column.isEmpty() || WHITE_SPACE.matcher(column).find()) {
        throw new IllegalArgumentException(
            "TREC's formats cannot hold an empty name or one with white space: \"" + column + "\"");
      }
    }
    return String.join(" ", columns) + "\n";
  }
}
