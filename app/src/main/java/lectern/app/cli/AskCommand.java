package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import lectern.app.AppException;
import lectern.synthesize.Answer;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Wish;
import lectern.synthesize.answer.Series;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
            + " that bear on the question from the same prompt: nothing is sent or paid. Several"
            + " questions are asked together, so that what their prompts share is paid for once.")
final class AskCommand implements Callable<Integer> {
  /// Prompts of as many questions may be in memory, and in flight, at once.
  private static final int MOST_PARALLEL = 64;

  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();

  @Parameters(
      index = "2..*",
      paramLabel = "MORE",
      description = "More questions to the same documents.")
  List<String> more = new ArrayList<>();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Questions asked at the same time, where there are several: 1 to 64, ${DEFAULT-VALUE} by"
              + " default.")
  int parallel = 4;

  @Option(
      names = "--strict",
      description =
          "Leave out sentences that their quotes do not bear out, say how many, and exit with 5 unless"
              + " the answer is found, every citation in it holds and no fact is missing.")
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
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new AppException.BadArgument(
          "--parallel is " + parallel, "Give a number from 1 to " + MOST_PARALLEL + ".");
    }
    AskingOptions.Sending sending = new AskingOptions.Sending(offline, anew, false);
    return options.with(console, interruption, "ask", sending, this::tell, this::answer);
  }

  private int answer(
      Synthesizer synthesizer,
      Question question,
      @Nullable String stale,
      @Nullable String whyOffline) {
    Question payable = whyOffline == null ? question : unpaid(question);
    return more.isEmpty()
        ? answerOne(synthesizer, payable, stale, whyOffline)
        : answerAll(synthesizer, payable, stale, whyOffline);
  }

  private int answerOne(
      Synthesizer synthesizer,
      Question question,
      @Nullable String stale,
      @Nullable String whyOffline) {
    try {
      return print(answered(() -> synthesizer.answer(question)), stale, whyOffline);
    } catch (SynthesisException.NoCompletion e) {
      printReceived(question, e.received());
      throw e;
    }
  }

  private int answerAll(
      Synthesizer synthesizer,
      Question first,
      @Nullable String stale,
      @Nullable String whyOffline) {
    List<Question> questions = new ArrayList<>(List.of(first));
    more.forEach(text -> questions.add(another(first, text)));
    AtomicInteger worst = new AtomicInteger(Exit.OK.code());
    AtomicReference<@Nullable SynthesisException> failed = new AtomicReference<>();
    Series series = new Series(synthesizer, parallel, note -> options.tell(console, note));
    answered(
        () -> {
          series.answer(
              questions,
              one -> {
                if (!options.common.json) {
                  console.out().print(Printable.block(one.question().text(), "? "));
                }
                Answer answer = one.answer();
                if (answer != null) {
                  worst.accumulateAndGet(print(answer, stale, whyOffline), Math::max);
                } else {
                  failed.compareAndSet(null, one.failure());
                  tellFailure(one);
                }
                console.out().flush();
              });
          return null;
        });
    SynthesisException failure = failed.get();
    if (failure != null) {
      throw failure;
    }
    return worst.get();
  }

  private static Question another(Question first, String text) {
    if (text.isBlank() || text.equals("-")) {
      throw new AppException.BadArgument(
          "one of several questions is " + (text.isBlank() ? "empty" : "-"),
          "Put each in quotes; only a single question can come from standard input.");
    }
    String same = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    return new Question(same, first.scope(), first.tier(), first.wish());
  }

  /// The first failure ends the command once all others are answered; this tells whose it was.
  private void tellFailure(Series.Answered one) {
    SynthesisException failure = one.failure();
    String received =
        failure instanceof SynthesisException.NoCompletion broken ? broken.received() : "";
    printReceived(one.question(), received);
    if (failure != null) {
      console
          .err()
          .println(
              Printable.line(
                  "no answer to \"" + one.question().text() + "\": " + failure.getMessage()));
    }
    if (options.common.json && received.isEmpty() && failure != null) {
      ObjectNode json = JsonLines.object();
      json.put("question", one.question().text());
      json.putNull("answer");
      json.put("error", failure.getMessage());
      JsonLines.print(console.out(), json);
    }
  }

  private int print(Answer answer, @Nullable String stale, @Nullable String whyOffline) {
    StrictAnswer proved = strict ? StrictAnswer.of(answer) : new StrictAnswer(answer, 0);
    if (options.common.json) {
      ObjectNode json = AnswerView.json(proved.answer());
      json.put("left_out", proved.leftOut());
      json.put("stale", stale);
      JsonLines.print(console.out(), json);
    } else {
      console.out().print(strict ? AnswerView.strict(proved) : AnswerView.text(answer));
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
        new Wish(question.wish().preference(), null, question.wish().mostCalls()));
  }

  private <T> T answered(Supplier<T> answering) {
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
