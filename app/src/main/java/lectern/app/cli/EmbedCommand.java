package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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
          + " by the next one. The model runs in this process; nothing is sent anywhere."
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
    StepView view = new StepView(console, !common.quiet, "embed", "passages");
    int done;
    try {
      done = lectern.embed(collection.collection(), view::at, interruption::begun);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped; what was embedded is committed");
    }
    boolean stopped = interruption.isEnding();
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("embedded", done);
      json.put("stopped", stopped);
      JsonLines.print(console.out(), json);
    } else {
      console
          .out()
          .println(
              (stopped ? "stopped: " : "")
                  + PlanView.count(done, "passage")
                  + " embedded"
                  + (stopped ? "; run again to go on" : ""));
    }
    return Exit.OK.code();
  }
}
