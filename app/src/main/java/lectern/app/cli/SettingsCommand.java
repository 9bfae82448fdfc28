package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import lectern.app.LecternSettings;
import lectern.app.SettingKey;
import lectern.app.SettingsSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Prints every setting: name, value, where the value came from, meaning.
@Command(
    name = "settings",
    header = {
      "Print every setting: name, value, where it came from, meaning.",
      "",
      "Example:  lectern settings --set parse.workers=4",
      ""
    },
    description = {
      "Order: defaults, lectern.toml in the working folder (or the file that --settings or else"
          + " LECTERN_SETTINGS names), environment, flags; the later wins. Keys come from the environment only and are never printed."
    })
final class SettingsCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();

  SettingsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SettingsSources sources = common.sources(console);
    LecternSettings.of(sources);
    for (SettingKey key : SettingKey.values()) {
      SettingsSources.Value value = sources.value(key);
      if (common.json) {
        ObjectNode json = JsonLines.object();
        json.put("name", key.key());
        json.put("value", value.text());
        json.put("origin", value.origin());
        json.put("variable", key.variable());
        json.put("meaning", key.meaning());
        JsonLines.print(console.out(), json);
      } else {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%-24s %-18s %-12s %s%n",
                key.key(),
                value.text().isEmpty() ? "-" : Printable.line(value.text()),
                Printable.line(value.origin()),
                key.meaning());
      }
    }
    return Exit.OK.code();
  }
}
