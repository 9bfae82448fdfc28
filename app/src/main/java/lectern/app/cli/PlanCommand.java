package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Prints how a question would be answered and at what price; sends nothing.
@Command(
    name = "plan",
    header = {
      "Print how a question would be answered and at what price; send nothing.",
      "",
      "Example:  lectern plan data-samples/leases \"Which leases have a break option?\"",
      ""
    },
    description = "Ingests first what changed in the folder.")
final class PlanCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();

  PlanCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    // A model that can be asked is looked up in the ledger; nothing is sent to it.
    return options.with(console, interruption, false, false, Stage.Listener.NONE, this::plan);
  }

  private int plan(
      Synthesizer synthesizer,
      Question question,
      @Nullable String stale,
      @Nullable String whyOffline) {
    Plan plan = synthesizer.plan(question);
    if (options.common.json) {
      ObjectNode json = PlanView.json(plan);
      json.put("stale", stale);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(PlanView.whole(plan));
    }
    return Exit.OK.code();
  }
}
