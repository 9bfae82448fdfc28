package lectern.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Measures this build on judged data sets.
@Command(
    name = "eval",
    header = {
      "Measure retrieval on judged data sets, and the check of quotes.",
      "",
      "Example:  lectern eval retrieval scifact --mode hybrid",
      ""
    },
    synopsisSubcommandLabel = "COMMAND")
final class EvalCommand {
  private EvalCommand() {}

  static CommandLine line(Console console) {
    return new CommandLine(new EvalCommand())
        .addSubcommand(new EvalRetrievalCommand(console))
        .addSubcommand(new EvalSpansCommand(console))
        .addSubcommand(new EvalQuotesCommand(console));
  }
}
