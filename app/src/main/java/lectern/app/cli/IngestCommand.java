package lectern.app.cli;

import java.util.concurrent.Callable;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.IngestOutcome;
import lectern.ingest.walk.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings the index of a collection up to date with its folder.
@Command(
    name = "ingest",
    header = {
      "Bring the index of a collection up to date with its folder.",
      "",
      "Example:  lectern ingest data-samples/leases",
      ""
    },
    description = {
      "New and changed files are parsed; files that are gone leave the index; nothing else is touched."
          + " A file that cannot be read is recorded with its reason and does not stop the run."
    })
final class IngestCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  @Option(names = "--strict", description = "Exit with 5 if any file gave no text.")
  boolean strict;

  IngestCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    Collection place = collection.collection();
    Summary summary;
    try (ProgressView progress = ProgressView.on(console, !common.quiet, "ingest")) {
      summary =
          lectern.ingest(place, outcome -> print(progress, outcome), progress, interruption::begun);
    }
    if (common.json) {
      JsonLines.print(console.out(), OutcomeView.json(summary));
    } else {
      console.out().println(OutcomeView.words(summary));
    }
    return (strict && summary.failed() > 0 ? Exit.LIMIT : Exit.OK).code();
  }

  private void print(ProgressView progress, IngestOutcome outcome) {
    if (common.json) {
      progress.above(() -> JsonLines.print(console.out(), OutcomeView.json(outcome)));
      return;
    }
    switch (outcome) {
      case IngestOutcome.Failed _, IngestOutcome.Moved _, IngestOutcome.Removed _ ->
          progress.above(() -> console.out().println(OutcomeView.words(outcome)));
      case IngestOutcome.Indexed _,
          IngestOutcome.Unchanged _,
          IngestOutcome.Described _,
          IngestOutcome.Duplicate _ -> {}
    }
  }
}
