package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import lectern.synthesize.Answer;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Answers a question with citations that were checked.
@Command(
    name = "ask",
    header = {
      "Answer a question, with citations checked against the source.",
      "",
      "Example:  lectern ask data-samples/leases \"How much notice must the tenant give?\"",
      ""
    },
    description =
        "Ingests first what changed in the folder. This version answers offline: the extractive"
            + " reader quotes the sentences that bear on the question, from the prompt that a model"
            + " would get. It sends nothing and costs nothing.")
final class AskCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();

  @Option(
      names = "--strict",
      description = "Exit with 5 unless the answer is found and every citation in it holds.")
  boolean strict;

  AskCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    return options.with(console, interruption, this::tell, this::answer);
  }

  private int answer(Synthesizer synthesizer, Question question, @Nullable String stale) {
    Answer answer = synthesizer.answer(question);
    if (options.common.json) {
      ObjectNode json = AnswerView.json(answer);
      json.put("stale", stale);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(AnswerView.text(answer));
    }
    options.common.note(
        console,
        String.format(
            Locale.ROOT,
            "%s: %s; nothing was sent or paid; %.1f s",
            answer.outcome(),
            answer.model().equals(Answer.NOBODY)
                ? "nothing was found to ask about"
                : "the offline extractive reader answered, because " + whyOffline(),
            answer.elapsed().toMillis() / 1000.0));
    boolean sound = answer.outcome() == Answer.Outcome.ANSWERED && answer.everyCitationHolds();
    return (strict && !sound ? Exit.LIMIT : Exit.OK).code();
  }

  private void tell(Stage stage) {
    if (stage instanceof Stage.Planned(var plan)) {
      options.common.note(console, PlanView.twoLines(plan));
    }
  }

  private String whyOffline() {
    return console.environment().getOrDefault("MOONSHOT_API_KEY", "").isBlank()
        ? "no key is set"
        : "this version calls no model yet, though a key is set";
  }
}
