package lectern.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lectern.retrieve.IndexException;
import picocli.CommandLine;

/// The command line as a function: arguments in, exit code out.
public final class Cli {
  private static final Set<String> VERSION = Set.of("--version", "-V");

  /// What begins with one dash and is no short option.
  private static final Pattern DASHED = Pattern.compile("-[^-\\s].");

  private Cli() {}

  /// Runs one command.
  ///
  /// @return an exit code of [Exit]
  public static int run(Console console, String... arguments) {
    try (Interruption interruption = Interruption.watched(console)) {
      return run(console, interruption, arguments);
    }
  }

  private static int run(Console console, Interruption interruption, String... arguments) {
    CommandLine line = commands(console, interruption, arguments);
    line.setExecutionExceptionHandler(
        (thrown, command, _) -> fail(console, command, thrown, arguments));
    line.setParameterExceptionHandler(
        (thrown, _) -> {
          CommandLine command = thrown.getCommandLine();
          console.err().println(name(command) + ": " + Printable.line(thrown.getMessage() + ""));
          console.err().println("hint: " + hint(command, arguments));
          return Exit.USAGE.code();
        });
    int code = execute(console, line, arguments);
    console.out().flush();
    int written = written(console, line);
    console.err().flush();
    return code == Exit.OK.code() ? written : code;
  }

  /// A query may begin as an option does.
  private static String hint(CommandLine command, String... arguments) {
    boolean asks =
        command.getCommandSpec().positionalParameters().stream()
            .anyMatch(parameter -> parameter.paramLabel().equals("QUESTION"));
    boolean dashed = Stream.of(arguments).anyMatch(text -> DASHED.matcher(text).lookingAt());
    return asks && dashed
        ? "A question that begins with - goes last, behind --: "
            + name(command)
            + " [OPTIONS] COLLECTION -- \"-draft lease\""
        : name(command) + " --help";
  }

  /// picocli hands on exceptions, but lets errors through.
  private static int execute(Console console, CommandLine line, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return fail(console, line, e, arguments);
    }
  }

  /// Says so where the result did not get out.
  private static int written(Console console, CommandLine line) {
    Optional<String> failure =
        console.out() instanceof ResultStream out ? out.failure() : Optional.empty();
    if (failure.isEmpty()) {
      return Exit.OK.code();
    }
    console.err().println(name(line) + ": the result could not be written: " + failure.get());
    console.err().println("hint: Send standard output to a place that takes it, and run it again.");
    return Exit.USAGE.code();
  }

  /// The command that was asked for, or all of them where that is not plain: describing a command
  /// to picocli takes longer than most commands.
  private static CommandLine commands(
      Console console, Interruption interruption, String... arguments) {
    CommandLine line = new CommandLine(new RootCommand());
    Map<String, Supplier<Object>> known = known(console, interruption);
    Supplier<Object> asked = arguments.length == 0 ? null : known.get(arguments[0]);
    if (asked != null) {
      line.addSubcommand(asked.get());
    } else if (arguments.length == 0 || !VERSION.contains(arguments[0])) {
      known.values().forEach(command -> line.addSubcommand(command.get()));
    }
    line.getSubcommands().values().forEach(Cli::addHelp);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    OptionValues.register(line);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return line;
  }

  private static Map<String, Supplier<Object>> known(Console console, Interruption interruption) {
    Map<String, Supplier<Object>> known = new LinkedHashMap<>();
    known.put("ingest", () -> new IngestCommand(console, interruption));
    known.put("embed", () -> new EmbedCommand(console, interruption));
    known.put("search", () -> new SearchCommand(console));
    known.put("plan", () -> new PlanCommand(console, interruption));
    known.put("ask", () -> new AskCommand(console, interruption));
    known.put("synthesize", () -> new SynthesizeCommand(console, interruption));
    known.put("documents", () -> new DocumentsCommand(console));
    known.put("failures", () -> new FailuresCommand(console));
    known.put("show", () -> new ShowCommand(console));
    known.put("status", () -> new StatusCommand(console));
    known.put("doctor", () -> new DoctorCommand(console));
    known.put("eval", () -> EvalCommand.line(console));
    known.put("quotes", () -> new QuotesCommand(console));
    known.put("costs", () -> new CostsCommand(console));
    known.put("models", () -> new ModelsCommand(console));
    known.put("standin", () -> new StandInCommand(console, interruption));
    known.put("settings", () -> new SettingsCommand(console));
    return known;
  }

  private static void addHelp(CommandLine command) {
    command.getSubcommands().values().forEach(Cli::addHelp);
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
      Console console, CommandLine command, Throwable thrown, String... arguments) {
    Failure failure = Failure.of(thrown);
    console.out().flush();
    console.err().println(name(command) + ": " + Printable.line(failure.message()));
    if (thrown instanceof IndexException.BadQuery bad) {
      console.err().print(Printable.caret(bad.query(), bad.at()));
    }
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
