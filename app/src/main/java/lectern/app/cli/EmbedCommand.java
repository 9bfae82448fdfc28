package lectern.app.cli;

import java.util.concurrent.Callable;
import lectern.app.Lectern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Gives vectors to the passages that have none.
@Command(
    name = "embed",
    header = {
      "Make the vectors of a collection's passages, to search by meaning.",
      "",
      "Example:  lectern embed data-samples/leases",
      ""
    },
    description = {
      "Passages that have a vector are left alone, so that a run that was stopped or killed is taken up"
          + " by the next one. The model runs in this process and nothing is sent anywhere, unless"
          + " embedder.url names an endpoint; its key is read from EMBEDDER_API_KEY, and goes where"
          + " LECTERN_EMBEDDER_URL or --set embedder.url=… says."
    })
final class EmbedCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  EmbedCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    Embedding embedding =
        Embedding.run(console, interruption, common, lectern, collection.collection());
    if (common.json) {
      JsonLines.print(console.out(), embedding.json());
    } else {
      console.out().println(embedding.words());
      embedding.tellCalls(console, common);
    }
    return Exit.OK.code();
  }
}
