package lectern.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import lectern.app.report.ReportFile;
import lectern.synthesize.Answer;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Answers a question from everything in scope, in as many prompts as it takes.
@Command(
    name = "synthesize",
    header = {
      "Answer from everything in scope, in as many prompts as it takes.",
      "",
      "Example:  lectern synthesize data-samples/leases \"Which leases can be ended early?\"",
      ""
    },
    description =
        "What a model's window holds is read in one prompt. Of more, notes are taken part by part,"
            + " their quotes are checked at once, and the answer is written from the passages in which"
            + " the verified ones stand. `lectern plan --tier map-reduce` tells the prompts and the"
            + " price. Every call is in the ledger: a run that was stopped goes on where it was, and"
            + " pays for no reply again.")
final class SynthesizeCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report with footnotes that open the source: Markdown for FILE.md, a page by itself"
              + " for FILE.html.")
  @Nullable Path report;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Prompts sent at the same time: 1 to 64, ${DEFAULT-VALUE} by default.")
  int parallel = Synthesizer.USUAL_AT_ONCE;

  @Option(
      names = "--strict",
      description =
          "Leave out sentences that their quotes do not bear out, say how many, and exit with 5 unless"
              + " the answer is found, every citation in it holds, no fact is missing and everything"
              + " was read.")
  boolean strict;

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description =
          "Have this model of `lectern models` say too whether quotes bear sentences out. It sees the"
              + " sentences and their quotes alone, and what it doubts is told; nothing becomes true"
              + " by its word.")
  @Nullable String judge;

  @Option(
      names = "--offline",
      description = "Send nothing, though a key is set: the extractive reader takes the notes.")
  boolean offline;

  @Option(
      names = "--anew",
      description = "Ask and pay again, though the ledger holds replies to the very same prompts.")
  boolean anew;

  SynthesizeCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    AnswerPrinter.requireParallel(parallel);
    Path file = report;
    Path root = options.asked.collection.collection().root();
    ReportFile written = file == null ? null : ReportFile.of(file, root);
    AskingOptions.Sending sending = new AskingOptions.Sending(offline, anew, false, judge);
    AnswerPrinter printer =
        new AnswerPrinter(console, interruption, options, "synthesize", strict, null);
    return options.with(
        console,
        interruption,
        "synthesize",
        PlanOptions.Choice.EVERYTHING,
        sending,
        printer,
        (synthesizer, question, _, stale, whyOffline) -> {
          Question payable = whyOffline == null ? question : AnswerPrinter.unpaid(question);
          Answer answer = printer.one(synthesizer.atOnce(parallel), payable);
          int code = printer.print(answer, stale, whyOffline);
          if (written != null) {
            written.write(answer, root, Instant.now());
            options.common.note(console, "the report is in " + Printable.line("" + file));
          }
          return code;
        });
  }
}
