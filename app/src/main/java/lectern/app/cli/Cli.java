package lectern.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/// The command line as a function: arguments in, exit code out.
public final class Cli {
  private Cli() {}

  /// Runs one command.
  ///
  /// @return an exit code of [Exit]
  public static int run(Console console, String... arguments) {
    CommandLine line = commands(console);
    line.setExecutionExceptionHandler(
        (thrown, command, _) -> fail(console, command, thrown, arguments));
    line.setParameterExceptionHandler(
        (thrown, _) -> {
          CommandLine command = thrown.getCommandLine();
          console.err().println(name(command) + ": " + Printable.line(thrown.getMessage() + ""));
          console.err().println("hint: " + name(command) + " --help");
          return Exit.USAGE.code();
        });
    int code = line.execute(arguments);
    console.out().flush();
    console.err().flush();
    return code;
  }

  /// Every command, for running and for the reference page.
  static CommandLine commands(Console console) {
    CommandLine line = new CommandLine(new RootCommand());
    line.addSubcommand(new IngestCommand(console));
    line.addSubcommand(new SearchCommand(console));
    line.addSubcommand(new PlanCommand(console));
    line.addSubcommand(new AskCommand(console));
    line.addSubcommand(new DocumentsCommand(console));
    line.addSubcommand(new ShowCommand(console));
    line.addSubcommand(new StatusCommand(console));
    line.addSubcommand(new DoctorCommand(console));
    line.addSubcommand(new SettingsCommand(console));
    line.getSubcommands().values().forEach(Cli::addHelp);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return line;
  }

  private static void addHelp(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              CommandLine.Model.OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Print this page.")
                  .build());
    }
  }

  private static int fail(
      Console console, CommandLine command, Throwable thrown, String[] arguments) {
    Failure failure = Failure.of(thrown);
    console.out().flush();
    console.err().println(name(command) + ": " + Printable.line(failure.message()));
    console.err().println("hint: " + Printable.line(failure.hint()));
    if (Arrays.asList(arguments).contains("--debug")) {
      thrown.printStackTrace(console.err());
    }
    return failure.exit().code();
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
