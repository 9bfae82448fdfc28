package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import lectern.synthesize.Answer;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Wish;
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
        "Ingests first what changed in the folder. Where a key is set, the prompt goes to the model"
            + " that `lectern models` and the settings name, and the call into the ledger of `lectern"
            + " costs`. Without a key, or with --offline, the extractive reader quotes the sentences"
            + " that bear on the question from the same prompt: nothing is sent or paid.")
final class AskCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();

  @Option(
      names = "--strict",
      description = "Exit with 5 unless the answer is found and every citation in it holds.")
  boolean strict;

  @Option(
      names = "--offline",
      description = "Send nothing, though a key is set: the extractive reader answers.")
  boolean offline;

  @Option(
      names = "--anew",
      description = "Ask and pay again, though the ledger holds a reply to the very same prompt.")
  boolean anew;

  AskCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    return options.with(console, interruption, offline, anew, this::tell, this::answer);
  }

  private int answer(
      Synthesizer synthesizer,
      Question question,
      @Nullable String stale,
      @Nullable String whyOffline) {
    Answer answer;
    try {
      answer = answered(synthesizer, whyOffline == null ? question : unpaid(question));
    } catch (SynthesisException.NoCompletion e) {
      printReceived(question, e.received());
      throw e;
    }
    if (options.common.json) {
      ObjectNode json = AnswerView.json(answer);
      json.put("stale", stale);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(AnswerView.text(answer));
    }
    answer.completion().notes().forEach(note -> options.tell(console, note));
    options.common.note(console, AnswerView.summary(answer, whyOffline));
    boolean sound = answer.outcome() == Answer.Outcome.ANSWERED && answer.everyCitationHolds();
    return (strict && !sound ? Exit.LIMIT : Exit.OK).code();
  }

  /// Nothing is paid offline, so no price is passed.
  private static Question unpaid(Question question) {
    return new Question(
        question.text(),
        question.scope(),
        question.tier(),
        new Wish(question.wish().preference(), null));
  }

  private Answer answered(Synthesizer synthesizer, Question question) {
    interruption.begun(Thread.currentThread()::interrupt);
    try {
      return synthesizer.answer(question);
    } catch (RuntimeException e) {
      // Whatever an interrupted thread stumbles over, it is told to end.
      throw interruption.isEnding() && !(e instanceof CancellationException)
          ? new CancellationException("stopped before there was an answer")
          : e;
    } finally {
      interruption.over();
      if (interruption.isEnding()) {
        // What is open closes in good order.
        Thread.interrupted();
      }
    }
  }

  /// What is paid for is shown, though it is no answer.
  private void printReceived(Question question, String received) {
    if (received.isEmpty()) {
      return;
    }
    if (options.common.json) {
      ObjectNode json = JsonLines.object();
      json.put("question", question.text());
      json.putNull("answer");
      json.put("incomplete", received);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(Printable.block(received, ""));
      console.out().println("[incomplete: it broke off here, and nothing of it was checked]");
    }
  }

  private void tell(Stage stage) {
    if (stage instanceof Stage.Planned(var plan)) {
      options.common.note(console, PlanView.twoLines(plan));
    }
  }
}
