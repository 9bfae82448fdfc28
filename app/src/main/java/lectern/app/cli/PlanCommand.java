package lectern.app.cli;

import java.util.concurrent.Callable;
import lectern.app.Lectern;
import lectern.retrieve.PassageIndex;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Stage;
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
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin QuestionOptions asked = new QuestionOptions();
  @Mixin PlanOptions wanted = new PlanOptions();

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    Question question = asked.question(console, wanted.tier());
    ModelCard model = lectern.model(wanted.model);
    try (PassageIndex index =
        Freshening.open(console, common, lectern, asked.collection.collection())) {
      Plan plan = lectern.synthesizer(index, model, Stage.Listener.NONE).plan(question);
      if (common.json) {
        JsonLines.print(console.out(), PlanView.json(plan));
      } else {
        console.out().print(PlanView.whole(plan));
      }
    }
    return Exit.OK.code();
  }
}
