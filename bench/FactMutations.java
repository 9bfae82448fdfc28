import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import lectern.eval.cite.FactChange;
import lectern.eval.cite.FactClause;
import lectern.eval.cite.FactSuite;
import lectern.eval.corpus.SampleTexts;

/// How many changed facts the audit of sentences catches, and how often it marks what is true: paraphrases of clauses of the samples' leases and, with
/// LECTERN_DATA naming the folder of data sets, of the contracts of CUAD, faithful and with one fact changed, by kind of change.
///
/// Run from the repository after `./lectern --version` has built it:
/// `java -cp 'app/target/lib/*' bench/FactMutations.java [--seed N] [--skip CLAUSES] [--misses]`
class FactMutations {
  /// Clauses of one contract, behind those that are skipped: long ones must not drown the others.
  private static final int MOST_CLAUSES = 60;

  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    long seed = given.contains("--seed") ? Long.parseLong(given.get(given.indexOf("--seed") + 1)) : 20261129;
    int skip = given.contains("--skip") ? Integer.parseInt(given.get(given.indexOf("--skip") + 1)) : 0;
    boolean misses = given.contains("--misses");
    List<FactClause> samples = new ArrayList<>();
    SampleTexts.leases().forEach(lease -> samples.addAll(FactClause.of(lease.title(), lease.text())));
    report("generated leases", FactSuite.run(samples, seed), misses);
    String data = System.getenv("LECTERN_DATA");
    if (data == null) {
      System.out.println("LECTERN_DATA is not set: no real contracts");
      return;
    }
    for (int half = 0; half < 2; half++) {
      report("real contracts, half " + (half + 1), FactSuite.run(real(Path.of(data, "contracts", "txt"), half, skip), seed), misses);
    }
  }

  private static List<FactClause> real(Path folder, int half, int skip) throws IOException {
    List<FactClause> clauses = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    for (int i = half; i < files.size(); i += 2) {
      String name = String.valueOf(files.get(i).getFileName());
      clauses.addAll(FactClause.of(name, Files.readString(files.get(i))).stream().skip(skip).limit(MOST_CLAUSES).toList());
    }
    return clauses;
  }

  private static void report(String what, List<FactSuite.Case> cases, boolean misses) {
    FactSuite.Tally faithful = FactSuite.faithful(cases);
    System.out.printf(Locale.ROOT, "%s: %,d cases%n", what, cases.size());
    System.out.printf(
        Locale.ROOT, "  %-16s %,6d cases, %5.1f %% marked (false alarms)%n", "faithful", faithful.cases(), 100 * faithful.share());
    int all = 0;
    int caught = 0;
    for (Map.Entry<FactChange, FactSuite.Tally> one : FactSuite.changed(cases).entrySet()) {
      all += one.getValue().cases();
      caught += one.getValue().marked();
      System.out.printf(
          Locale.ROOT, "  %-16s %,6d cases, %5.1f %% caught%n", one.getKey(), one.getValue().cases(), 100 * one.getValue().share());
    }
    System.out.printf(Locale.ROOT, "  %-16s %,6d cases, %5.1f %% caught%n", "all changes", all, 100.0 * caught / all);
    if (misses) {
      cases.stream()
          .filter(one -> !one.isRight())
          .forEach(one -> System.out.println(one.change() + " | " + one.sentence() + " | " + one.clause().text() + " | " + one.found()));
    }
  }
}
