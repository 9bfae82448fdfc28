package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import lectern.synthesize.answer.TokenCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints how a question would be answered and at what price; sends nothing, but to have it
/// counted.
@Command(
    name = "plan",
    header = {
      "Print how a question would be answered and at what price; ask no model.",
      "",
      "Example:  lectern plan data-samples/leases \"Which leases have a break option?\"",
      ""
    },
    description = "Ingests first what changed in the folder. Needs no key, but for --exact.")
final class PlanCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();
  @Mixin PlanOptions wanted = new PlanOptions();
  @Mixin SchemaOption schema = new SchemaOption();

  @Option(
      names = "--exact",
      description =
          "Have the provider count the prompt too: its text, documents included, is sent there; it"
              + " is not answered, costs nothing and is not written down.")
  boolean exact;

  PlanCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    // A model that can be asked is looked up in the ledger.
    AskingOptions.Sending sending = new AskingOptions.Sending(false, false, exact, null);
    AnswerSchema form = schema.schema();
    return options.with(
        console,
        interruption,
        "plan",
        wanted.choice(),
        sending,
        Stage.Listener.NONE,
        (synthesizer, question, classifier, stale, _) ->
            plan(
                synthesizer,
                (classifier == null ? question : classifier.held(question)).formed(form),
                stale));
  }

  private int plan(Synthesizer synthesizer, Question question, @Nullable String stale) {
    Plan plan = synthesizer.plan(question);
    TokenCheck check = exact ? synthesizer.check(question, plan) : null;
    if (options.common.json) {
      ObjectNode json = PlanView.json(plan);
      json.put("exact_prompt_tokens", check == null ? null : check.exactTokens());
      json.put("stale", stale);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(PlanView.whole(plan));
      if (exact) {
        console.out().println(CountView.sentence(check));
      }
    }
    return Exit.OK.code();
  }
}
