package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lectern.app.Lectern;
import lectern.ingest.HeldFile;
import lectern.ingest.ParseResult;
import lectern.retrieve.PassageIndex;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the files that gave no text, by reason.
@Command(
    name = "failures",
    header = {
      "List the files of a collection that gave no text: reason, attempts, last error.",
      "",
      "Example:  lectern failures data-samples/leases",
      ""
    },
    description =
        "`lectern ingest --retry` tries them again. A file that changes is tried again by itself, and"
            + " so is one that may have failed by chance, three times in all.")
final class FailuresCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only those with this reason: ${COMPLETION-CANDIDATES}.")
  ParseResult.@Nullable Reason reason;

  FailuresCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    try (PassageIndex index = lectern.open(collection.collection())) {
      List<Failed> failed =
          index.files().stream()
              .flatMap(file -> Failed.of(file).stream())
              .filter(file -> reason == null || file.cause().reason() == reason)
              .sorted(Comparator.comparing(file -> file.cause().reason()))
              .toList();
      failed.forEach(this::print);
      if (!common.json) {
        console.out().println(summary(failed));
      }
    }
    return Exit.OK.code();
  }

  /// A file with its failure.
  private record Failed(HeldFile file, ParseResult.Rejected cause) {
    static List<Failed> of(HeldFile file) {
      ParseResult.Rejected failure = file.failure();
      return failure == null ? List.of() : List.of(new Failed(file, failure));
    }
  }

  private void print(Failed failed) {
    HeldFile file = failed.file();
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("path", file.id().value());
      json.put("reason", failed.cause().reason().name());
      json.put("detail", failed.cause().detail());
      json.put("attempts", file.attempts());
      json.put("may_pass", failed.cause().reason().mayPass());
      json.put("documents", file.documents());
      json.put("revision", file.revision());
      json.put("tried_by", file.pipeline());
      JsonLines.print(console.out(), json);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%-17s %2d  %s: %s%n",
            failed.cause().reason(),
            file.attempts(),
            Printable.line(file.id().value()),
            Printable.line(failed.cause().detail()));
  }

  private static String summary(List<Failed> failed) {
    Map<ParseResult.Reason, Integer> counts = new EnumMap<>(ParseResult.Reason.class);
    failed.forEach(file -> counts.merge(file.cause().reason(), 1, Integer::sum));
    String parts =
        counts.entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    return PlanView.count(failed.size(), "failure") + (parts.isEmpty() ? "" : ": " + parts);
  }
}
