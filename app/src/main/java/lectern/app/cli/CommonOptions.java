package lectern.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.app.Keys;
import lectern.app.Lectern;
import lectern.app.LecternSettings;
import lectern.app.SettingsSources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Flags that every command takes.
final class CommonOptions {
  @Option(names = "--json", description = "Print JSON Lines, one object a line.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the result only: no progress, plan or notes.")
  boolean quiet;

  @Option(names = "--debug", description = "Show the stack trace of an error.")
  boolean debug;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set what `lectern settings` lists, for this command.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Settings file to read in place of ./lectern.toml.")
  @Nullable Path settings;

  SettingsSources sources(Console console) {
    return SettingsSources.read(Path.of(""), settings, console.environment(), set);
  }

  Lectern lectern(Console console) {
    return new Lectern(LecternSettings.of(sources(console)), new Keys(console.environment()));
  }

  /// Says something that is not the result, unless `--quiet` is given.
  void note(Console console, String text) {
    if (!quiet) {
      console.err().println(text);
    }
  }
}
