import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import lectern.ingest.TokenCounter;
import lectern.ingest.tokens.O200kCounter;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.synthesize.Answer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.Plan;
import lectern.synthesize.Pricing;
import lectern.synthesize.Question;
import lectern.synthesize.Tier;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;

/// Time, and bytes allocated, to plan a prompt that holds a whole collection, and to plan, gather and lay it out, from an open index; beside it the time to
/// count the tokens of the same prompt anew with jtokkit. Medians of the runs after the first ten.
///
/// Run from the repository after `./lectern --version` has built it, with the index of a collection of up to a million tokens (`lectern ingest`):
/// `java --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/PlanSpeed.java INDEX [RUNS]`
class PlanSpeed {
  private static final int WARM_UP = 10;
  private static final ModelCard MODEL =
      new ModelCard("kimi-k3.1-pro", "moonshot", 1_048_576, 1_048_576,
          new Pricing(new BigDecimal("2"), new BigDecimal("0.2"), BigDecimal.TEN, null, null, null, LocalDate.EPOCH, false),
          ModelRules.PLAIN, null, null, URI.create("https://platform.kimi.ai"), LocalDate.EPOCH);

  record Taken(double millis, double megabytes) {}

  static void main(String[] arguments) {
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    TokenCounter counter = new O200kCounter();
    AtomicReference<ChatRequest> sent = new AtomicReference<>();
    ChatClient nobody =
        request -> {
          sent.set(request);
          return Completion.unpaid(Answer.NOT_FOUND, Completion.Finish.STOP, Answer.NOBODY);
        };
    try (SearchableIndex index = LuceneIndex.open(Path.of(arguments[0]), LuceneSettings.DEFAULTS, counter.name())) {
      Synthesizer synthesizer =
          new Synthesizer(index, index, counter, List.of(MODEL), nobody, System::nanoTime, Stage.Listener.NONE);
      Question question = new Question("Which clauses survive termination?", new Scope.Everything(), Tier.FULL_WINDOW);
      Plan plan = synthesizer.plan(question);
      System.out.printf(Locale.ROOT, "%,d documents, %,d prompt tokens planned%n", plan.documents(), plan.promptTokens());
      report("plan", taken(runs, () -> synthesizer.plan(question)));
      report("plan, gather, lay out", taken(runs, () -> synthesizer.answer(question)));
      String prompt = sent.get().prompt().prefix();
      report("count anew (jtokkit)", taken(Math.min(runs, 15), () -> counter.count(prompt)));
      System.out.printf(Locale.ROOT, "the prompt has %,d characters%n", prompt.length());
    }
  }

  private static void report(String what, Taken taken) {
    System.out.printf(Locale.ROOT, "%-24s %8.1f ms %8.1f MB%n", what, taken.millis(), taken.megabytes());
  }

  private static Taken taken(int runs, Supplier<?> work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Double> millis = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    for (int i = 0; i < WARM_UP + runs; i++) {
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      if (work.get() == null) {
        throw new IllegalStateException("nothing was made");
      }
      millis.add((System.nanoTime() - start) / 1e6);
      megabytes.add((threads.getCurrentThreadAllocatedBytes() - bytes) / 1e6);
    }
    return new Taken(median(millis.subList(WARM_UP, millis.size())), median(megabytes.subList(WARM_UP, megabytes.size())));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }
}
