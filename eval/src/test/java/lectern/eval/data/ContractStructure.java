package lectern.eval.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lectern.synthesize.cite.AlphanumericProjection;

/// What a careful reader calls the headings and the clauses of a contract, on its first pages.
///
/// @param file name of the PDF
/// @param heldOut whether the parser was improved without it
/// @param pages that were read, from the first
record ContractStructure(
    String file, boolean heldOut, int pages, List<Heading> headings, List<Clause> clauses) {
  private static final String MORE = " …";

  /// Less of a title than this is not it: a page may break it in lines that are read apart.
  private static final double LEAST_SHARE = 0.4;

  /// A heading.
  ///
  /// @param certain whether every reader would call it one
  /// @param words its first ones
  /// @param whole whether these are all
  record Heading(boolean certain, int level, int page, String words, boolean whole) {
    boolean isCalled(String other) {
      String mine = AlphanumericProjection.project(words);
      String theirs = AlphanumericProjection.project(other);
      if (!whole) {
        return theirs.startsWith(mine);
      }
      int shorter = Math.min(mine.length(), theirs.length());
      return (mine.contains(theirs) || theirs.contains(mine))
          && shorter >= LEAST_SHARE * Math.max(mine.length(), theirs.length());
    }
  }

  /// A numbered clause.
  ///
  /// @param number as it is cited
  /// @param words its first ones
  record Clause(String number, int page, String words) {}

  /// The contracts that were read.
  static List<ContractStructure> read() {
    List<ContractStructure> read = new ArrayList<>();
    InputStream resource =
        Objects.requireNonNull(
            ContractStructure.class.getResourceAsStream("contract-structure.tsv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(line -> !line.startsWith("#")).toList()) {
        add(line.split("\t", -1), read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private static void add(String[] row, List<ContractStructure> read) {
    if (row[0].equals("contract")) {
      read.add(
          new ContractStructure(
              row[3],
              !row[1].isEmpty(),
              Integer.parseInt(row[2]),
              new ArrayList<>(),
              new ArrayList<>()));
      return;
    }
    boolean whole = !row[3].endsWith(MORE);
    String words = whole ? row[3] : row[3].substring(0, row[3].length() - MORE.length());
    int page = Integer.parseInt(row[2]);
    if (row[0].equals("C")) {
      read.getLast().clauses().add(new Clause(row[1], page, words));
    } else {
      read.getLast()
          .headings()
          .add(new Heading(row[0].equals("H"), Integer.parseInt(row[1]), page, words, whole));
    }
  }
}
