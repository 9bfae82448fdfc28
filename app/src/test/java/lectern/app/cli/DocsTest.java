package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The reference pages are what the program prints. `-Ddocs.update=true` writes them anew.
class DocsTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void commandPageIsTheHelp() throws IOException {
    StringBuilder page =
        new StringBuilder("# Commands\n\nMade from `lectern --help`; a test keeps it so.\n");
    for (String command :
        new String[] {
          "",
          "ingest",
          "embed",
          "search",
          "plan",
          "ask",
          "synthesize",
          "documents",
          "failures",
          "show",
          "status",
          "doctor",
          "eval",
          "eval retrieval",
          "eval quotes",
          "quotes",
          "costs",
          "standin",
          "models",
          "settings"
        }) {
      Run help =
          command.isEmpty() ? Run.of("--help") : Run.of((command + " --help").split(" ", -1));
      assertEquals(0, help.exit(), command);
      page.append("\n## lectern ").append(command);
      while (page.charAt(page.length() - 1) == ' ') {
        page.setLength(page.length() - 1);
      }
      page.append("\n```\n").append(help.out().strip()).append("\n```\n");
    }
    hold("cli.md", page.toString());
  }

  @Test
  void settingsPageIsTheSettingsCommand() throws IOException {
    Run settings = Run.asShipped("settings");
    assertEquals(0, settings.exit());
    for (String line : settings.lines()) {
      assertTrue(line.matches("\\S+ +\\S+ +default .*"), line);
    }
    hold(
        "settings.md",
        "# Settings\n\nMade from `lectern settings`: name, value, where it came from, meaning.\n\n```\n"
            + settings.out()
            + "```\n\nIn the environment a setting is called LECTERN_ and its name in capitals, with"
            + " an underscore for each dot and dash: `LECTERN_PARSE_WORKERS`. `LECTERN_SETTINGS`"
            + " names the settings file to read in place of `./lectern.toml`; `--settings` goes"
            + " before it. Paths in a settings file start from the working folder. A name in the file may have"
            + " underscores for dashes.\n\nWhich model is asked, the variables that others use for it"
            + " (`PRIMARY_MODEL`, `FALLBACK_MODEL`, `KIMI_MODEL_PREFERENCE`, `KIMI_BASE_URL`,"
            + " `OPENAI_BASE_URL`) and where its key goes is said in [models.md](models.md). `model` and"
            + " `LECTERN_MODEL`, as `llm.model` was called before, go on working.\n\nKeys are no settings"
            + " and come from the environment alone; one in a file is refused. For embeddings: `EMBEDDER_API_KEY` goes to the endpoint that"
            + " `LECTERN_EMBEDDER_URL` or `--set embedder.url=…` names; `OPENAI_API_KEY` does, where the endpoint is"
            + " api.openai.com or of the host and port in `OPENAI_BASE_URL`; both over https or on this"
            + " machine alone. Without a key texts go to this machine, or where one of these names the"
            + " address, and not where only a file does: words are searched then, and it is said."
            + " Redirects are not followed.\n");
  }

  /// What stands above the mark is written by hand.
  @Test
  void modelsPageEndsWithTheCatalogue() throws IOException {
    String mark = "<!-- made by a test from here on -->\n";
    String page = Files.readString(DOCS.resolve("models.md"));
    int end = page.indexOf(mark);
    assertTrue(end > 0, "models.md has no mark");
    StringBuilder made = new StringBuilder(page.substring(0, end)).append(mark);
    for (String arguments :
        new String[] {
          "models --prices-as-of 2026-11-20",
          "models --prices-as-of 2026-04-24",
          "models --providers",
          "models --tiers"
        }) {
      Run run = Run.of(arguments.split(" ", -1));
      assertEquals(0, run.exit(), run.err());
      made.append("\n## lectern ").append(arguments).append("\n```\n");
      made.append(run.out().strip()).append("\n```\n");
    }
    hold("models.md", made.toString());
  }

  private static void hold(String name, String expected) throws IOException {
    Path page = DOCS.resolve(name);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(page, expected);
    }
    assertEquals(expected, Files.readString(page), name + " is stale: run with -Ddocs.update=true");
  }
}
