import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Wall time of short commands over the ingested samples, with the AOT cache and without, in turn.
///
/// Run from the repository: `java bench/Startup.java [RUNS]`.
class Startup {
  static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    String lectern = Path.of("lectern").toAbsolutePath().toString();
    String leases = "data-samples/leases";
    time(List.of(lectern, "ingest", leases), false);
    List<List<String>> commands =
        List.of(
            List.of(lectern, "--version"),
            List.of(lectern, "search", leases, "break notice"),
            List.of(lectern, "ask", leases, "How much notice must the tenant give to end the Harbour Street lease early?"));
    System.out.printf(Locale.ROOT, "%-10s %28s %28s %7s%n", "command", "with cache, ms min/median/max", "without, ms min/median/max", "ratio");
    for (List<String> command : commands) {
      List<Long> with = new ArrayList<>();
      List<Long> without = new ArrayList<>();
      for (int i = -1; i < runs; i++) {
        long a = time(command, false);
        long b = time(command, true);
        if (i >= 0) {
          with.add(a);
          without.add(b);
        }
      }
      with.sort(null);
      without.sort(null);
      System.out.printf(Locale.ROOT, "%-10s %28s %28s %7.2f%n", command.get(1), figures(with), figures(without),
          (double) with.get(runs / 2) / without.get(runs / 2));
    }
  }

  private static String figures(List<Long> millis) {
    return millis.getFirst() + "/" + millis.get(millis.size() / 2) + "/" + millis.getLast();
  }

  private static long time(List<String> command, boolean plain) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("/dev/null"));
    if (plain) {
      builder.environment().put("LECTERN_JAVA_OPTS", "-XX:AOTMode=off");
    }
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(command + " ended with " + exit);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }
}
