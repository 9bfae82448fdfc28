import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.eval.workload.KnowingReader;
import lectern.ingest.Label;
import lectern.ingest.TokenCounter;
import lectern.ingest.tokens.O200kCounter;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.embed.BgeEmbedder;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.RankedSearch;
import lectern.synthesize.Answer;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.Calibration;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Outlook;
import lectern.synthesize.OutputCharge;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.Wish;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import lectern.synthesize.kimi.Governor;
import lectern.synthesize.kimi.KimiClient;
import lectern.synthesize.kimi.KimiOptions;
import lectern.synthesize.kimi.KimiSettings;
import lectern.synthesize.kimi.Limits;
import lectern.synthesize.kimi.Time;
import lectern.synthesize.ledger.FileLedger;
import lectern.synthesize.ledger.LedgerAccount;
import lectern.synthesize.standin.Bill;
import lectern.synthesize.standin.ForgettingReader;
import lectern.synthesize.standin.LimitRules;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import lectern.synthesize.standin.VirtualClock;

/// What plans are worth: questions with known answers, asked by fixed tiers, by Self-Route (retrieval, else everything; arXiv 2407.16833) and by the
/// planner, with a calibration measured on other questions and without. Accuracy, and price as billed, by policy and kind of question.
///
/// Retrieval, planner, client, ledger and citation check are Lectern's own. The model is the stand-in, by whose clock a question comes half a minute
/// or ten minutes after the one before, and whose reader knows the answers and notices them as GPT-4 did by length (RULER; `--curve` names another)
/// and LongChat by depth (Lost in the Middle).
///
/// Run from the repository after `./lectern --version` has built it:
/// `java -Xmx3g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/PlanWorkload.java
/// [--quick] [--work FOLDER] [--calibration FILE] [--guesses SHARE] [--seeds N] [--curve NAME] [DATA]`. `DATA` (or `LECTERN_DATA`) holds `contracts` and
/// `hotpotqa-100`; without it, and with `--quick`, only the samples are asked about. A work folder that is named is kept, indexes and all.
class PlanWorkload {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final Instant START = Instant.parse("2026-11-29T00:00:00Z");
  private static final ModelCatalogue CATALOGUE = ModelCatalogue.shipped();
  private static final ModelCard MODEL = CATALOGUE.find("kimi-k3.1-pro", TODAY);
  private static final TokenCounter COUNTER = new O200kCounter();

  /// Some 6,300 tokens: 5,500 to 7,300 were seen of K3.1 Pro at low effort.
  private static final int REASONING_CHARS = 29_000;

  /// Lengths that readers may go by; the first one unless another is named.
  private static final Map<String, ForgettingReader.Curve> CURVES = new LinkedHashMap<>();

  static {
    CURVES.put("ruler-gpt4", ForgettingReader.RULER_GPT4);
    CURVES.put("ruler-llama", ForgettingReader.RULER_LLAMA_70B);
    CURVES.put("nolima-gpt4o", ForgettingReader.NOLIMA_GPT4O);
  }

  private static final int[] CALIBRATION_SEEDS = {101, 102};
  private static final int[] TEST_SEEDS = {7, 8, 9, 10};

  /// Prompts that the reader is measured with: up to so many tokens.
  private static final List<Integer> LENGTHS = List.of(8_192, 16_384, 32_768, 65_536, 131_072, 262_144);

  /// Fewest cases that a point of the calibration rests on.
  private static final int LEAST_CASES = 20;

  private static final Map<String, Duration> ARRIVALS = new LinkedHashMap<>();

  static {
    ARRIVALS.put("half a minute apart", Duration.ofSeconds(30));
    ARRIVALS.put("ten minutes apart", Duration.ofMinutes(10));
  }

  /// A collection that questions are asked about.
  record Opened(String name, SearchableIndex index, RankedSearch search, List<WorkloadQuestions.Known> questions) {}

  /// What is no policy's: the same for all.
  ///
  /// @param guesses as of [KnowingReader]
  record Reading(Path work, ForgettingReader attention, double guesses) {}

  /// How questions are asked.
  ///
  /// @param tiers one after the other until one answers; empty where the planner chooses
  record Policy(String name, List<Tier> tiers, Wish wish, Calibration calibration) {
    Policy(String name, Tier... tiers) {
      this(name, List.of(tiers), Wish.DEFAULTS, Calibration.NONE);
    }

    Policy(String name, Wish wish, Calibration calibration) {
      this(name, List.of(), wish, calibration);
    }
  }

  /// What became of one question.
  ///
  /// @param whole whether everything in scope was read in the end
  /// @param bill what the stand-in billed for it
  /// @param first what it would have been without a second call; null where it is that
  record Result(WorkloadQuestions.Known known, QuestionKind told, boolean right, Tier tier, boolean whole, Bill.Line bill, Result first) {}

  static void main(String[] arguments) throws Exception {
    List<String> given = new ArrayList<>(List.of(arguments));
    boolean quick = given.remove("--quick");
    String named = option(given, "--work");
    String calibrationFile = option(given, "--calibration");
    String guesses = option(given, "--guesses");
    String seeds = option(given, "--seeds");
    String asked = option(given, "--curve");
    String curve = asked == null ? CURVES.keySet().iterator().next() : asked;
    if (!CURVES.containsKey(curve)) {
      System.err.println("--curve is one of " + String.join(", ", CURVES.keySet()) + ", not " + curve);
      System.exit(1);
    }
    String data = given.isEmpty() ? System.getenv("LECTERN_DATA") : given.getFirst();
    for (String set : quick || data == null ? List.<String>of() : List.of("contracts", "hotpotqa-100")) {
      if (!Files.isDirectory(Path.of(data, set))) {
        System.err.println("there is no folder " + Path.of(data, set) + ": name the folder that holds contracts and hotpotqa-100, or ask the samples alone with --quick");
        System.exit(1);
      }
    }
    Path work = named == null ? Files.createTempDirectory("plan-workload") : Files.createDirectories(Path.of(named));
    try (BgeEmbedder embedder = new BgeEmbedder()) {
      List<Opened> collections = collections(work, quick || data == null ? null : Path.of(data), embedder);
      measure(
          collections,
          new Reading(
              work,
              ForgettingReader.byLengthAndDepth(CURVES.get(curve), ForgettingReader.LOST_IN_THE_MIDDLE),
              guesses == null ? 0 : Double.parseDouble(guesses)),
          seeds == null ? 1 : Math.clamp(Integer.parseInt(seeds), 1, TEST_SEEDS.length),
          calibrationFile == null ? null : Path.of(calibrationFile));
    } finally {
      if (named == null) {
        delete(work);
      }
    }
  }

  private static String option(List<String> given, String name) {
    int at = given.indexOf(name);
    if (at < 0) {
      return null;
    }
    given.remove(at);
    if (at == given.size()) {
      System.err.println(name + " needs a value");
      System.exit(1);
    }
    return given.remove(at);
  }

  // ---- collections

  private static List<Opened> collections(Path work, Path data, BgeEmbedder embedder) throws Exception {
    Path samples = Path.of("data-samples");
    List<Opened> opened = new ArrayList<>();
    for (String name : List.of("leases", "papers")) {
      SearchableIndex index = index(samples.resolve(name), work.resolve(name + ".index"));
      opened.add(opened(name, index, embedder, WorkloadQuestions.samples(samples, name, index)));
    }
    if (data != null) {
      Path hotpot = work.resolve("hotpotqa-100");
      if (!Files.exists(hotpot)) {
        WorkloadQuestions.writeHotpot(data.resolve("hotpotqa-100"), hotpot);
      }
      SearchableIndex index = index(hotpot, work.resolve("hotpotqa-100.index"));
      opened.add(opened("hotpotqa-100", index, embedder, WorkloadQuestions.hotpot(data.resolve("hotpotqa-100"), index)));
      Path contracts = work.resolve("contracts");
      if (!Files.exists(contracts)) {
        WorkloadQuestions.writeContracts(data.resolve("contracts"), contracts);
      }
      index = index(contracts, work.resolve("contracts.index"));
      opened.add(opened("contracts", index, embedder, WorkloadQuestions.contracts(data.resolve("contracts"), contracts, index)));
    }
    return opened;
  }

  /// As the command line makes it.
  private static SearchableIndex index(Path folder, Path index) throws Exception {
    if (!Files.exists(index)) {
      List<String> ingest = List.of(Path.of("lectern").toAbsolutePath().toString(), "ingest", folder.toString(), "--index", index.toString(), "--quiet");
      int exit = new ProcessBuilder(ingest).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(ingest + " ended with " + exit);
      }
    }
    return LuceneIndex.open(index, LuceneSettings.DEFAULTS, COUNTER.name());
  }

  private static Opened opened(String name, SearchableIndex index, BgeEmbedder embedder, WorkloadQuestions questions) {
    RankedSearch search = new RankedSearch(index, embedder, null, RankOptions.DEFAULTS, 2, System.err::println, RankedSearch.Keeper.NONE);
    long tokens = index.documents(new Scope.Everything()).stream().mapToLong(document -> document.tokens()).sum();
    Map<QuestionKind, Long> kinds =
        questions.all().stream().collect(Collectors.groupingBy(WorkloadQuestions.Known::kind, TreeMap::new, Collectors.counting()));
    System.out.printf(Locale.ROOT, "%s: %,d documents, %,d tokens as counted; questions %s, %d left out, ranked by %s%n",
        name, index.status().documents(), tokens, kinds, questions.unplaced(), search.mode());
    return new Opened(name, index, search, questions.all());
  }

  /// Every second question of a kind and collection: the others are what the calibration is measured on.
  private static List<WorkloadQuestions.Known> half(Opened collection, int half) {
    Map<QuestionKind, Integer> seen = new TreeMap<>();
    return collection.questions().stream().filter(one -> seen.merge(one.kind(), 1, Integer::sum) % 2 == half).toList();
  }

  // ---- asking

  /// A client of a stand-in of its own, with a ledger of its own.
  private static final class Asking implements ChatClient, AutoCloseable {
    private final VirtualClock clock = VirtualClock.from(START);
    private final Path folder;
    private final StandIn standIn;
    private final FileLedger ledger;
    private final KimiClient client;
    private final Calibration calibration;
    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();

    Asking(Reading reading, Collection<WorkloadQuestions.Known> known, long seed, int reasoningChars, Calibration calibration)
        throws IOException {
      this.calibration = calibration;
      folder = Files.createTempDirectory(reading.work(), "ledger");
      KnowingReader reader =
          new KnowingReader(known.stream().map(WorkloadQuestions.Known::answer).toList(), reading.attention(), reading.guesses(), reasoningChars);
      standIn =
          StandIn.start(
              StandInSettings.DEFAULTS
                  .withSeed(seed)
                  .withClock(clock)
                  .withReader(reader)
                  .withLimits(LimitRules.DEFAULTS.withCharge(LimitRules.Charge.NOTHING)));
      ledger = FileLedger.open(folder, LedgerAccount.of("moonshot", "stand-in", "sk-bench"), clock, new Random(1), System.err::println);
      client =
          new KimiClient(
              new Endpoint(CATALOGUE.provider(MODEL.provider()), standIn.baseUrl(), "sk-bench"),
              KimiSettings.DEFAULTS,
              KimiOptions.DEFAULTS,
              ledger,
              new Governor(Limits.UNKNOWN, List.of(), OutputCharge.BUDGET, Time.SYSTEM),
              Time.SYSTEM,
              clock,
              new Random(1),
              new EnvironmentProxy(Map.of()),
              _ -> {});
    }

    @Override
    public Completion complete(ChatRequest request) {
      Completion completion = client.complete(request);
      requests.add(request);
      completions.add(completion);
      return completion;
    }

    /// What the first call since the last question came to.
    Result first(WorkloadQuestions.Known known, QuestionKind told) {
      ChatRequest request = requests.getFirst();
      Completion completion = completions.getFirst();
      boolean right =
          known.kind() == QuestionKind.ABSENCE
              ? completion.text().equals(Answer.NOT_FOUND) && labels(request.prompt().evidence()).containsAll(known.about())
              : known.answer().isIn(labels(completion.text()));
      Usage usage = completion.usage();
      Bill.Line bill =
          new Bill.Line("*", "*", 1, usage.promptTokens(), usage.cachedTokens(), usage.cacheWriteTokens(), usage.completionTokens(), completion.costUsd());
      requests.clear();
      completions.clear();
      return new Result(known, told, right, request.tier(), false, bill, null);
    }

    @Override
    public Outlook outlook(ModelCard card) {
      return new Outlook(KimiOptions.DEFAULTS.effort(), CacheTtl.FIVE_MINUTES, ledger.past(card.name()), clock.instant(), calibration);
    }

    Synthesizer synthesizer(Opened collection, ModelCard card) {
      return new Synthesizer(collection.index(), collection.search(), COUNTER, List.of(card), this, System::nanoTime, Stage.Listener.NONE);
    }

    @Override
    public void close() throws IOException {
      client.close();
      ledger.close();
      standIn.close();
      clock.close();
      delete(folder);
    }
  }

  private static List<Result> run(List<Opened> collections, Reading reading, Policy policy, Duration apart, long seed) throws Exception {
    List<Result> results = new ArrayList<>();
    List<WorkloadQuestions.Known> known = collections.stream().flatMap(one -> one.questions().stream()).toList();
    try (Asking asking = new Asking(reading, known, seed, REASONING_CHARS, policy.calibration())) {
      for (Opened collection : collections) {
        for (WorkloadQuestions.Known one : half(collection, 1)) {
          asking.clock.sleep(apart);
          Bill.Line before = asking.standIn.bill().total();
          Answer answer = null;
          List<Tier> tiers = policy.tiers();
          for (int i = 0; i < Math.max(1, tiers.size()) && (answer == null || answer.outcome() == Answer.Outcome.NO_EVIDENCE); i++) {
            answer = asking.synthesizer(collection, MODEL).answer(asked(one.question(), tiers.isEmpty() ? null : tiers.get(i), policy.wish()));
          }
          results.add(
              new Result(one, answer.plan().kind(), isRight(one, answer), answer.plan().tier(), answer.plan().wholeScope(),
                  less(asking.standIn.bill().total(), before), asking.first(one, answer.plan().kind())));
        }
      }
    }
    return results;
  }

  private static Question asked(Question question, Tier tier, Wish wish) {
    return new Question(question.text(), question.scope(), tier, wish);
  }

  private static Wish wish(Preference preference, int mostCalls) {
    return new Wish(preference, null, mostCalls);
  }

  private static boolean isRight(WorkloadQuestions.Known known, Answer answer) {
    if (known.kind() == QuestionKind.ABSENCE) {
      return answer.outcome() == Answer.Outcome.NO_EVIDENCE && shown(answer).containsAll(known.about());
    }
    return known.answer().isIn(
        answer.citations().stream()
            .filter(one -> one.state() == Citation.State.VERIFIED || one.state() == Citation.State.UNQUOTED)
            .map(Citation::label)
            .collect(Collectors.toSet()));
  }

  private static Set<Label> labels(String text) {
    Set<Label> labels = new HashSet<>();
    Matcher matcher = Label.PATTERN.matcher(text);
    while (matcher.find()) {
      labels.add(Label.parse(matcher.group()).orElseThrow());
    }
    return labels;
  }

  private static Set<Label> shown(Answer answer) {
    Set<Label> shown = new HashSet<>();
    answer.evidence().forEach(one -> one.passages().forEach(passage -> shown.add(passage.label())));
    return shown;
  }

  private static Bill.Line less(Bill.Line all, Bill.Line before) {
    return new Bill.Line("*", "*", all.requests() - before.requests(), all.promptTokens() - before.promptTokens(), all.cachedTokens() - before.cachedTokens(),
        all.writtenTokens() - before.writtenTokens(), all.completionTokens() - before.completionTokens(), all.usd().subtract(before.usd()));
  }

  // ---- calibration

  private record Case(String question, QuestionKind kind, long promptTokens, boolean found) {
    /// About equally long prompts have the same.
    long length() {
      return Math.round(Math.log(promptTokens) / Math.log(2));
    }
  }

  /// What the reader finds, of what prompts of several lengths hold.
  private static Calibration calibrate(List<Opened> collections, Reading reading) throws Exception {
    List<Case> cases = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<List<Case>>> running = new ArrayList<>();
      for (int seed : CALIBRATION_SEEDS) {
        running.add(two.submit(() -> cases(collections, reading, seed)));
      }
      for (Future<List<Case>> run : running) {
        cases.addAll(run.get());
      }
    }
    return new Calibration(points(cases));
  }

  private static List<Case> cases(List<Opened> collections, Reading reading, long seed) throws Exception {
    List<Case> cases = new ArrayList<>();
    List<WorkloadQuestions.Known> known = collections.stream().flatMap(one -> one.questions().stream()).toList();
    // A small window leaves no room for long thoughts, and what is found does not depend on them.
    try (Asking asking = new Asking(reading, known, seed, 0, Calibration.NONE)) {
      for (Opened collection : collections) {
        for (WorkloadQuestions.Known one : half(collection, 0)) {
          boolean whole = false;
          for (int i = 0; i <= LENGTHS.size() && !whole; i++) {
            boolean full = i == LENGTHS.size();
            Question question = new Question(one.question().text(), one.question().scope(), full ? Tier.FULL_WINDOW : Tier.MEDIUM_RAG);
            Answer answer = asking.synthesizer(collection, full ? MODEL : holding(LENGTHS.get(i))).answer(question);
            whole = answer.plan().wholeScope();
            Set<Label> shown = shown(answer);
            if (one.kind() == QuestionKind.ABSENCE ? shown.containsAll(one.about()) : one.answer().isIn(shown)) {
              QuestionKind told = answer.plan().kind() == QuestionKind.UNTOLD ? QuestionKind.COMPARISON : answer.plan().kind();
              cases.add(new Case(seed + " " + one.answer().question(), told, answer.usage().promptTokens(), isRight(one, answer)));
            }
          }
        }
      }
    }
    return cases;
  }

  /// The model with a window that leaves so many tokens to the prompt, so that it is shown so many.
  private static ModelCard holding(int promptTokens) {
    int window = Math.min(promptTokens + 16_000, (promptTokens * 4 + 2) / 3 + 1);
    return new ModelCard(MODEL.id(), MODEL.provider(), window, window, MODEL.pricing(), MODEL.rules(), null, null, MODEL.source(), MODEL.asOf());
  }

  /// One for all prompts of a kind that are about equally long. Not every collection fills the longer ones, and some are asked harder questions: so
  /// from one length to the next only those questions count that were asked at both.
  private static List<Calibration.Point> points(List<Case> cases) {
    List<Calibration.Point> points = new ArrayList<>();
    cases.stream().collect(Collectors.groupingBy(Case::kind, TreeMap::new, Collectors.toList())).forEach((kind, of) -> {
      List<Case> before = List.of();
      double found = 1;
      for (List<Case> some : of.stream().collect(Collectors.groupingBy(Case::length, TreeMap::new, Collectors.toList())).values()) {
        List<Case> here = before.isEmpty() ? some : among(some, before);
        double was = before.isEmpty() ? 1 : share(among(before, some));
        if (here.size() >= LEAST_CASES && was > 0) {
          found = Math.min(1, found * share(here) / was);
          double tokens = Math.exp(here.stream().mapToDouble(one -> Math.log(one.promptTokens())).average().orElseThrow());
          points.add(new Calibration.Point(MODEL.id(), kind, Math.round(tokens), found, here.size()));
          before = some;
        }
      }
    });
    return points;
  }

  /// The cases whose questions are among those of the others.
  private static List<Case> among(List<Case> some, List<Case> others) {
    Set<String> questions = others.stream().map(Case::question).collect(Collectors.toSet());
    return some.stream().filter(one -> questions.contains(one.question())).toList();
  }

  private static double share(List<Case> cases) {
    return cases.stream().filter(Case::found).count() / (double) Math.max(1, cases.size());
  }

  private static void write(Calibration calibration, Path file) throws IOException {
    StringBuilder toml = new StringBuilder("# Measured by bench/PlanWorkload.java on the stand-in: of a made-up reader, not of a model.\n");
    for (Calibration.Point point : calibration.points()) {
      toml.append(String.format(Locale.ROOT, "%n[[point]]%nmodel = \"%s\"%nkind = \"%s\"%nprompt-tokens = %d%nfound = %.3f%ncases = %d%n",
          point.model(), point.kind().written(), point.promptTokens(), point.found(), point.cases()));
    }
    Files.writeString(file, toml.toString());
  }

  // ---- measuring

  private static void measure(List<Opened> collections, Reading reading, int seeds, Path calibrationFile) throws Exception {
    long begin = System.nanoTime();
    Calibration calibration = calibrate(collections, reading);
    if (calibrationFile != null) {
      write(calibration, calibrationFile);
    }
    calibration.points().forEach(point -> System.out.printf(Locale.ROOT, "calibration: %s, %,d tokens: %.2f of %d%n",
        point.kind().written(), point.promptTokens(), point.found(), point.cases()));
    System.out.printf(Locale.ROOT, "calibrated in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    List<Policy> policies =
        List.of(
            new Policy("always short", Tier.SHORT),
            new Policy("always medium", Tier.MEDIUM_RAG),
            new Policy("always full window", Tier.FULL_WINDOW),
            new Policy("Self-Route", Tier.SHORT, Tier.FULL_WINDOW),
            new Policy("planner", wish(Preference.BALANCED, 3), Calibration.NONE),
            new Policy("planner, cheap", wish(Preference.CHEAP, 3), Calibration.NONE),
            new Policy("planner, cheap, 2 calls", wish(Preference.CHEAP, 2), Calibration.NONE),
            new Policy("planner, cheap, 1 call", wish(Preference.CHEAP, 1), Calibration.NONE),
            new Policy("planner, calibrated", wish(Preference.BALANCED, 3), calibration),
            new Policy("planner, cheap, calibrated", wish(Preference.CHEAP, 3), calibration),
            new Policy("planner, cheap, calibrated, 2 calls", wish(Preference.CHEAP, 2), calibration),
            new Policy("planner, cheap, calibrated, 1 call", wish(Preference.CHEAP, 1), calibration));
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Map.Entry<String, Duration> arrival : ARRIVALS.entrySet()) {
        Map<String, List<Future<List<Result>>>> running = new LinkedHashMap<>();
        for (Policy policy : policies) {
          for (int i = 0; i < seeds; i++) {
            long seed = TEST_SEEDS[i];
            running.computeIfAbsent(policy.name(), _ -> new ArrayList<>())
                .add(two.submit(() -> run(collections, reading, policy, arrival.getValue(), seed)));
          }
        }
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (Map.Entry<String, List<Future<List<Result>>>> one : running.entrySet()) {
          List<Result> all = new ArrayList<>();
          for (Future<List<Result>> run : one.getValue()) {
            all.addAll(run.get());
          }
          results.put(one.getKey(), all);
          if (one.getKey().startsWith("planner") && !one.getKey().contains("cheap")) {
            results.put(one.getKey() + ", first call alone", all.stream().map(Result::first).toList());
          }
        }
        System.out.printf("%n# Questions %s%n", arrival.getKey());
        report(results);
        System.out.printf(Locale.ROOT, "%nafter %.0f s%n", (System.nanoTime() - begin) / 1e9);
      }
    }
  }

  private static void report(Map<String, List<Result>> results) {
    table("all", results, _ -> true);
    for (QuestionKind kind : QuestionKind.values()) {
      table(kind.written(), results, one -> one.known().kind() == kind);
    }
    Set<String> names = results.values().iterator().next().stream().map(one -> one.known().collection()).collect(Collectors.toCollection(LinkedHashSet::new));
    for (String name : names) {
      table(name, results, one -> one.known().collection().equals(name));
      table(name + ", look-ups", results, one -> one.known().collection().equals(name) && one.known().kind() == QuestionKind.LOOK_UP);
    }
    System.out.println("\ntold from their words: " + results.values().iterator().next().stream()
        .collect(Collectors.groupingBy(one -> one.known().kind().written() + " as " + one.told().written(), TreeMap::new, Collectors.counting())));
    results.forEach((policy, some) -> System.out.println(policy + " read at last: " + some.stream()
        .collect(Collectors.groupingBy(one -> one.tier().words() + (one.whole() ? " (all)" : "") + " after " + one.bill().requests(), TreeMap::new, Collectors.counting()))));
  }

  private static void table(String title, Map<String, List<Result>> results, Function<Result, Boolean> which) {
    long asked = results.values().iterator().next().stream().filter(which::apply).count();
    if (asked == 0) {
      return;
    }
    System.out.printf(Locale.ROOT, "%n| %s (%d) | right | USD | of it prompts | prompt tokens | cached | calls |%n|---|---|---|---|---|---|---|%n", title, asked);
    results.forEach((policy, all) -> {
      List<Result> some = all.stream().filter(which::apply).toList();
      Bill.Line sum = some.stream().map(Result::bill).reduce(less(some.getFirst().bill(), some.getFirst().bill()), PlanWorkload::plus);
      BigDecimal output = MODEL.pricing().outputUsdPerMTok().multiply(BigDecimal.valueOf(sum.completionTokens())).movePointLeft(6);
      System.out.printf(Locale.ROOT, "| %s | %.1f %% | %.3f | %.3f | %,d | %.0f %% | %d |%n",
          policy,
          100.0 * some.stream().filter(Result::right).count() / some.size(),
          sum.usd(),
          sum.usd().subtract(output),
          sum.promptTokens(),
          100.0 * sum.cachedTokens() / Math.max(1, sum.promptTokens()),
          sum.requests());
    });
  }

  private static Bill.Line plus(Bill.Line one, Bill.Line other) {
    return new Bill.Line("*", "*", one.requests() + other.requests(), one.promptTokens() + other.promptTokens(), one.cachedTokens() + other.cachedTokens(),
        one.writtenTokens() + other.writtenTokens(), one.completionTokens() + other.completionTokens(), one.usd().add(other.usd()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
