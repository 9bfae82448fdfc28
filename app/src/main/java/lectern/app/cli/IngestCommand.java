package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.IngestOutcome;
import lectern.ingest.walk.Difference;
import lectern.ingest.walk.IngestRequest;
import lectern.ingest.walk.Summary;
import lectern.retrieve.EmbeddingTally;
import lectern.retrieve.IndexException;
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
          + " A run that was stopped or killed is taken up by the next one.",
      "Words can be searched as soon as the files are in; then the passages are given vectors, to"
          + " search by meaning. That takes longer than all else and can be stopped at any time."
    })
final class IngestCommand implements Callable<Integer> {
  /// Rows of a manifest without a file that are named one by one.
  private static final int MOST_UNMATCHED = 10;

  private final Console console;
  private final Interruption interruption;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();
  @Mixin ManifestOption manifest = new ManifestOption();

  @Option(
      names = "--strict",
      description = "Exit with 5 if any file gave no text; with `--dry-run`, if one would stay so.")
  boolean strict;

  @Option(
      names = "--dry-run",
      description = "Print what a run would do with each file, and why; parse and write nothing.")
  boolean dryRun;

  @Option(
      names = "--retry",
      description = "Try only the files again that gave no text, those in quarantine too.")
  boolean retry;

  @Option(
      names = "--rehash",
      description =
          "Read every file, even where its size and time say that it did not change since.")
  boolean rehash;

  @Option(names = "--no-embed", description = "Make no vectors; `lectern embed` does so later.")
  boolean noEmbed;

  @Option(
      names = "--compact",
      description =
          "Afterwards group the documents into volumes anew, without the holes of those that left;"
              + " prompts of volumes are then read anew once.")
  boolean compact;

  IngestCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    Collection place = collection.collection();
    IngestRequest request = manifest.request(place).retrying(retry).rehashing(rehash);
    request.manifest().doubts().forEach(doubt -> common.note(console, doubt));
    if (dryRun) {
      List<Difference> differences = lectern.difference(place, request);
      DifferenceView.print(console, common.json, differences);
      return exit(differences.stream().anyMatch(it -> it.kind() == Difference.Kind.FAILED));
    }
    Summary summary;
    try (ProgressView progress = ProgressView.on(console, !common.quiet, "ingest")) {
      summary =
          lectern.ingest(
              place, request, outcome -> print(progress, outcome), progress, interruption::begun);
    }
    summary.unmatched().stream()
        .limit(MOST_UNMATCHED)
        .forEach(path -> common.note(console, "the manifest names no file here: " + path));
    if (summary.unmatched().size() > MOST_UNMATCHED) {
      common.note(
          console,
          "and " + (summary.unmatched().size() - MOST_UNMATCHED) + " more of the manifest");
    }
    if (common.json) {
      JsonLines.print(console.out(), OutcomeView.json(summary, request.manifest().doubts()));
    } else {
      console.out().println(OutcomeView.words(summary));
    }
    console.out().flush();
    if (compact && !interruption.isEnding()) {
      lectern.regroup(place);
    }
    if (lectern.embedsAfterIngest() && !noEmbed && !interruption.isEnding()) {
      embed(lectern, place);
    }
    return exit(summary.failed() > 0);
  }

  /// The files are in, whatever becomes of this.
  private void embed(Lectern lectern, Collection place) {
    String words;
    ObjectNode json;
    try {
      Embedding embedding = Embedding.run(console, interruption, common, lectern, place);
      if (embedding.passages() == 0 && !embedding.stopped()) {
        return;
      }
      words = embedding.words();
      embedding.tellCalls(console, common);
      json = embedding.json().putNull("reason");
    } catch (IndexException.NoEmbedder | IndexException.Incompatible | IndexException.Locked e) {
      words = "no vectors were made: " + e.getMessage() + "; words are searched without them";
      json =
          new Embedding(0, false, new EmbeddingTally().sums()).json().put("reason", e.getMessage());
    }
    if (common.json) {
      JsonLines.print(console.out(), JsonLines.object().set("vectors", json));
    } else {
      common.note(console, words);
    }
  }

  private int exit(boolean anyFailed) {
    return (strict && anyFailed ? Exit.LIMIT : Exit.OK).code();
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
