package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Gatherers;
import lectern.app.AppException;
import lectern.synthesize.Answer;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.answer.Classifier;
import lectern.synthesize.answer.Series;
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
  private final Console console;
  private final Interruption interruption;
  @Mixin AskingOptions options = new AskingOptions();
  @Mixin PlanOptions wanted = new PlanOptions();

  @Parameters(
      index = "2..*",
      paramLabel = "MORE",
      description = "More questions to the same documents.")
  List<String> more = new ArrayList<>();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Questions asked at the same time, where there are several, and prompts of a question that"
              + " takes several: 1 to 64, ${DEFAULT-VALUE} by default.")
  int parallel = Synthesizer.USUAL_AT_ONCE;

  @Mixin SchemaOption schema = new SchemaOption();

  @Option(
      names = "--strict",
      description =
          "Leave out sentences that their quotes do not bear out, say how many, and exit with 5 unless"
              + " the answer is found, every citation in it holds and no fact is missing.")
  boolean strict;

  @Option(
      names = "--stream",
      description =
          "Show the answer while it is written; with --json a line for each piece of text, and one for"
              + " each sentence with what its sources bear out, before the line of the answer.")
  boolean stream;

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description =
          "Have this model of `lectern models` say too whether quotes bear sentences out. It sees the"
              + " sentences and their quotes alone, and what it doubts is told; nothing becomes true"
              + " by its word.")
  @Nullable String judge;

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
    AnswerPrinter.requireParallel(parallel);
    requireStreamable();
    AnswerSchema form = schema.schema();
    AskingOptions.Sending sending = new AskingOptions.Sending(offline, anew, false, judge);
    SpokenView spoken = stream ? new SpokenView(console, options.common.json) : null;
    AnswerPrinter printer =
        new AnswerPrinter(console, interruption, options, "ask", strict, spoken);
    return options.with(
        console,
        interruption,
        "ask",
        wanted.choice(),
        sending,
        printer,
        (synthesizer, question, classifier, stale, whyOffline) -> {
          requireModel(form, whyOffline);
          Question payable =
              (whyOffline == null ? question : AnswerPrinter.unpaid(question)).formed(form);
          Synthesizer several = synthesizer.atOnce(parallel);
          List<Question> questions = printer.answered(() -> told(questions(payable), classifier));
          return more.isEmpty()
              ? printer.printOne(several, questions.getFirst(), stale, whyOffline)
              : answerAll(printer, several, questions, stale, whyOffline);
        });
  }

  private void requireStreamable() {
    String why = strict ? "--strict" : schema.file != null ? "--schema" : "several questions";
    if (stream && (strict || schema.file != null || !more.isEmpty())) {
      throw new AppException.BadArgument(
          "--stream does not go with " + why,
          "Leave one of them out: what was shown cannot be taken back.");
    }
  }

  /// The extractive reader quotes sentences, and reads no value out of them.
  private static void requireModel(@Nullable AnswerSchema form, @Nullable String whyOffline) {
    if (form != null && whyOffline != null) {
      throw new AppException.BadArgument(
          "--schema needs a model, and " + whyOffline,
          "Set a key for the model in the environment (see `lectern models --providers`), or leave"
              + " --schema out.");
    }
  }

  private int answerAll(
      AnswerPrinter printer,
      Synthesizer synthesizer,
      List<Question> questions,
      @Nullable String stale,
      @Nullable String whyOffline) {
    AtomicInteger worst = new AtomicInteger(Exit.OK.code());
    AtomicReference<@Nullable SynthesisException> failed = new AtomicReference<>();
    Series series = new Series(synthesizer, parallel, note -> options.tell(console, note));
    printer.answered(
        () -> {
          series.answer(
              questions,
              one -> {
                if (!options.common.json) {
                  console.out().print(Printable.block(one.question().text(), "? "));
                }
                Answer answer = one.answer();
                if (answer != null) {
                  worst.accumulateAndGet(printer.print(answer, stale, whyOffline), Math::max);
                } else {
                  failed.compareAndSet(null, one.failure());
                  tellFailure(printer, one);
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

  private List<Question> questions(Question first) {
    List<Question> questions = new ArrayList<>(List.of(first));
    more.forEach(text -> questions.add(another(first, text)));
    return questions;
  }

  /// The questions with their kinds, where a model tells them.
  private List<Question> told(List<Question> questions, @Nullable Classifier classifier) {
    return classifier == null
        ? questions
        : questions.stream().gather(Gatherers.mapConcurrent(parallel, classifier::told)).toList();
  }

  private static Question another(Question first, String text) {
    if (text.isBlank() || text.equals("-")) {
      throw new AppException.BadArgument(
          "one of several questions is " + (text.isBlank() ? "empty" : "-"),
          "Put each in quotes; only a single question can come from standard input.");
    }
    String same = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    return first.saying(same);
  }

  /// The first failure ends the command once all others are answered; this tells whose it was.
  private void tellFailure(AnswerPrinter printer, Series.Answered one) {
    SynthesisException failure = one.failure();
    String received =
        failure instanceof SynthesisException.NoCompletion broken ? broken.received() : "";
    printer.printReceived(one.question(), received);
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
}
