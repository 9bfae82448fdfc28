package lectern.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/// The command line without a command.
@Command(
    name = "lectern",
    header = {
      "Cited answers from a folder of documents.",
      "",
      "Example:  lectern ask data-samples/leases \"How much notice must the tenant give?\"",
      ""
    },
    subcommands = HelpCommand.class,
    versionProvider = Version.class,
    footer = {
      "",
      "COLLECTION is a folder of documents. Every command but help takes --json.",
      "Exit codes: 0 done, 1 bug, 2 usage, 3 index, 4 model, 5 limit,",
      "130 stopped by Ctrl-C, 143 by SIGTERM."
    },
    synopsisSubcommandLabel = "COMMAND")
final class RootCommand {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this page; lectern COMMAND --help prints a command's.")
  boolean help;
}
