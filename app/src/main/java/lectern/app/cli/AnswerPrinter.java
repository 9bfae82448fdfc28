package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import lectern.app.AppException;
import lectern.synthesize.Answer;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Wish;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;

/// What `ask` and `synthesize` say of an answer, while it is made and when it is there.
final class AnswerPrinter implements Stage.Listener {
  /// Prompts of as many questions or parts may be in memory, and in flight, at once.
  private static final int MOST_PARALLEL = 64;

  private final Console console;
  private final Interruption interruption;
  private final AskingOptions options;
  private final boolean strict;
  private final PartsView parts;
  private final @Nullable SpokenView spoken;

  /// @param command the name of it
  /// @param strict whether an answer that is not proved throughout is a failure
  /// @param spoken shows the answer while it is written; null where it is shown once it is there
  AnswerPrinter(
      Console console,
      Interruption interruption,
      AskingOptions options,
      String command,
      boolean strict,
      @Nullable SpokenView spoken) {
    this.spoken = spoken;
    this.console = console;
    this.interruption = interruption;
    this.options = options;
    this.strict = strict;
    this.parts = new PartsView(console, command, !options.common.quiet, System::nanoTime);
  }

  /// @throws AppException.BadArgument for a number that makes no sense
  static void requireParallel(int parallel) {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new AppException.BadArgument(
          "--parallel is " + parallel, "Give a number from 1 to " + MOST_PARALLEL + ".");
    }
  }

  /// Nothing is paid offline, so no price is passed.
  static Question unpaid(Question question) {
    return question.wishing(
        new Wish(question.wish().preference(), null, question.wish().mostCalls()));
  }

  @Override
  public void accept(Stage stage) {
    switch (stage) {
      case Stage.Planned(var plan) -> options.common.note(console, PlanView.twoLines(plan));
      case Stage.PartDone done -> parts.at(done);
      case Stage.Spoken more -> {
        if (spoken != null) {
          spoken.at(more);
        }
      }
      case Stage.Anew() -> {
        if (spoken != null) {
          spoken.anew();
        }
      }
    }
  }

  @Override
  public boolean wantsText() {
    return spoken != null;
  }

  /// Waits for an answer that Ctrl-C ends in good order.
  <T> T answered(Supplier<T> answering) {
    interruption.begun(Thread.currentThread()::interrupt);
    try {
      return answering.get();
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

  /// Answers a question and prints the answer.
  ///
  /// @return the exit code
  int printOne(
      Synthesizer synthesizer,
      Question question,
      @Nullable String stale,
      @Nullable String whyOffline) {
    return print(one(synthesizer, question), stale, whyOffline);
  }

  /// Answers a question; what came of an answer before it broke off is printed.
  Answer one(Synthesizer synthesizer, Question question) {
    try {
      return answered(() -> synthesizer.answer(question));
    } catch (SynthesisException.NoCompletion e) {
      printReceived(question, e.received());
      throw e;
    }
  }

  /// Prints it.
  ///
  /// @param stale why the index may be behind the folder, or null
  /// @param whyOffline why no model was asked, or null
  /// @return the exit code
  int print(Answer answer, @Nullable String stale, @Nullable String whyOffline) {
    StrictAnswer proved = strict ? StrictAnswer.of(answer) : new StrictAnswer(answer, 0);
    if (options.common.json) {
      ObjectNode json = AnswerView.json(proved.answer());
      json.put("left_out", proved.leftOut());
      json.put("stale", stale);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(text(proved));
    }
    answer.completion().notes().forEach(note -> options.tell(console, note));
    options.common.note(console, AnswerView.summary(answer, whyOffline));
    boolean sound =
        answer.outcome() == Answer.Outcome.ANSWERED
            && answer.everyCitationHolds()
            && answer.sentences().stream().noneMatch(one -> one.support().isDoubted())
            && answer.reading().unread().isEmpty();
    return (strict && !sound ? Exit.LIMIT : Exit.OK).code();
  }

  private String text(StrictAnswer proved) {
    if (strict) {
      return AnswerView.strict(proved);
    }
    Answer answer = proved.answer();
    return spoken != null && spoken.hasShown(answer.text())
        ? AnswerView.below(answer)
        : AnswerView.text(answer);
  }

  /// What is paid for is shown, though it is no answer.
  void printReceived(Question question, String received) {
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
}
