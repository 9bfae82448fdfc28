import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.injector.DefaultContentInjector;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.app.Collection;
import lectern.app.Keys;
import lectern.app.Lectern;
import lectern.app.LecternSettings;
import lectern.app.ModelAccess;
import lectern.ingest.DocumentId;
import lectern.ingest.walk.Progress;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchableIndex;
import lectern.synthesize.CallProgress;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Series;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import lectern.synthesize.prompt.PromptLayout;
import lectern.synthesize.standin.Bill;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;

/// What the order of a prompt saves: 50 questions, each to 5 of 20 made-up documents, on the stand-in as it bills. Three workloads: `local`, where
/// questions come in tens that share most of their documents; `random`; `adversarial`, where the first document in reading order is another one each
/// time. Three ways of asking: `injected`, passages in the order of their scores behind the question, as LangChain4j's default injector puts them;
/// `one by one`, as `lectern ask` does; `together`, as `lectern ask` does with all the questions at once. `bound` is more than any order can save: each prompt
/// shares with one before it all that the two have in common.
///
/// Run from the repository after `./lectern --version` has built it:
/// `java --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/CacheWorkload.java [SEED]`
class CacheWorkload {
  private static final int DOCUMENTS = 20;
  private static final int QUESTIONS = 50;
  private static final int READ = 5;
  private static final List<String> WORDS =
      List.of("tenant", "landlord", "rent", "notice", "roof", "repair", "quarter", "premises", "insurance", "deposit", "assign", "consent", "break",
          "term", "schedule", "service", "charge", "review", "party", "wall", "the", "of", "shall", "not", "within", "months", "pays", "keeps");

  private enum Workload { LOCAL, RANDOM, ADVERSARIAL }

  private record Share(long prompt, long cached, double usd) {
    double cachedShare() {
      return (double) cached / prompt;
    }
  }

  static void main(String[] arguments) throws Exception {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    Path folder = Files.createTempDirectory("lectern-workload");
    try {
      documents(folder.resolve("documents"), new Random(seed));
      System.out.printf(Locale.ROOT, "%-12s %-12s %12s %12s %8s %10s %10s%n", "workload", "asked", "prompt", "not cached", "cached", "of bound", "USD");
      for (Workload workload : Workload.values()) {
        measure(folder, workload, new Random(seed + 1 + workload.ordinal()));
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void documents(Path folder, Random random) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text = new StringBuilder("Lease of house " + i + "\n\n");
      for (int clause = 1; clause <= 60; clause++) {
        text.append(clause).append(". ");
        for (int word = 0; word < 30; word++) {
          text.append(WORDS.get(random.nextInt(WORDS.size()))).append(word == 29 ? ".\n\n" : " ");
        }
      }
      Files.writeString(folder.resolve(String.format(Locale.ROOT, "lease-%02d.txt", i)), text);
    }
  }

  private static List<Set<Integer>> sets(Workload workload, Random random) {
    List<Set<Integer>> sets = new ArrayList<>();
    List<Integer> base = List.of();
    for (int i = 0; i < QUESTIONS; i++) {
      if (i % 10 == 0) {
        base = some(random, 0, DOCUMENTS, READ);
      }
      Set<Integer> set = new TreeSet<>();
      switch (workload) {
        case LOCAL -> {
          set.addAll(base);
          if (random.nextBoolean()) {
            set.remove(base.get(random.nextInt(READ)));
          }
        }
        case RANDOM -> set.addAll(some(random, 0, DOCUMENTS, READ));
        case ADVERSARIAL -> {
          set.add(i % (DOCUMENTS / 2));
          set.addAll(some(random, DOCUMENTS / 2, DOCUMENTS / 2 + READ, READ - 1));
        }
      }
      while (set.size() < READ) {
        set.add(random.nextInt(DOCUMENTS));
      }
      sets.add(set);
    }
    return sets;
  }

  private static List<Integer> some(Random random, int from, int to, int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return all.subList(0, count);
  }

  private static void measure(Path folder, Workload workload, Random random) throws Exception {
    List<Set<Integer>> sets = sets(workload, random);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      Set<DocumentId> ids =
          sets.get(i).stream().map(one -> new DocumentId(String.format(Locale.ROOT, "lease-%02d.txt", one))).collect(Collectors.toSet());
      List<String> words = some(random, 0, WORDS.size(), 3).stream().map(WORDS::get).toList();
      questions.add(new Question("What of " + String.join(" and ", words) + " in case " + i + "?", new Scope.Documents(ids), null));
    }
    double bound = bound(folder, sets);
    report(workload, "injected", injected(folder, questions), bound);
    report(workload, "one by one", ours(folder, questions, false), bound);
    report(workload, "together", ours(folder, questions, true), bound);
    System.out.printf(Locale.ROOT, "%-12s %-12s %12s %12s %7.1f%%%n", name(workload), "bound", "", "", 100 * bound);
  }

  private static String name(Workload workload) {
    return workload.name().toLowerCase(Locale.ROOT);
  }

  private static void report(Workload workload, String how, Share share, double bound) {
    System.out.printf(Locale.ROOT, "%-12s %-12s %,12d %,12d %7.1f%% %9.1f%% %10.4f%n", name(workload), how, share.prompt(),
        share.prompt() - share.cached(), 100 * share.cachedShare(), 100 * share.cachedShare() / bound, share.usd());
  }

  /// Share of all tokens that each prompt has in common with the one before it with which it has most.
  private static double bound(Path folder, List<Set<Integer>> sets) throws Exception {
    try (SearchableIndex index = index(folder)) {
      List<Integer> tokens = index.documents(new Scope.Everything()).stream().map(IndexedDocument::tokens).toList();
      long instructions = new lectern.ingest.tokens.O200kCounter().count(PromptLayout.instructions());
      long all = 0;
      long shared = 0;
      for (int i = 0; i < sets.size(); i++) {
        long most = 0;
        for (Set<Integer> before : sets.subList(0, i)) {
          Set<Integer> both = new HashSet<>(before);
          both.retainAll(sets.get(i));
          most = Math.max(most, instructions + both.stream().mapToLong(tokens::get).sum());
        }
        shared += most;
        all += instructions + sets.get(i).stream().mapToLong(tokens::get).sum();
      }
      return (double) shared / all;
    }
  }

  private static Collection collection(Path folder) {
    return Collection.at(folder.resolve("documents"), folder.resolve("index"));
  }

  private static SearchableIndex index(Path folder) {
    Lectern lectern = new Lectern(LecternSettings.DEFAULTS, Keys.NONE);
    Collection collection = collection(folder);
    if (!Files.exists(collection.index())) {
      lectern.ingest(collection, Lectern.request(collection, null), _ -> {}, Progress.NONE, _ -> {});
    }
    return lectern.openToAsk(collection);
  }

  private static Share ours(Path folder, List<Question> questions, boolean together) throws Exception {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(3));
        SearchableIndex index = index(folder)) {
      Keys keys = new Keys(Map.of("KIMI_BASE_URL", standIn.baseUrl().toString(), "KIMI_API_KEY", "sk-of-the-bench"));
      Lectern lectern = new Lectern(LecternSettings.DEFAULTS, keys);
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      Path ledger = Files.createTempDirectory(folder, "ledger");
      try (ModelAccess access =
          lectern.access(ledger, new ModelAccess.Options(null, today, today, false, false, null), System.err::println, CallProgress.NONE)) {
        Synthesizer synthesizer = lectern.synthesizer(index, index, access, Stage.Listener.NONE);
        if (together) {
          new Series(synthesizer, 4, _ -> {}).answer(questions, CacheWorkload::requireAnswer);
        } else {
          questions.forEach(synthesizer::answer);
        }
      }
      return share(standIn.bill());
    }
  }

  private static void requireAnswer(Series.Answered one) {
    if (one.failure() != null) {
      throw one.failure();
    }
  }

  private static Share share(Bill bill) {
    Bill.Line total = bill.total();
    return new Share(total.promptTokens(), total.cachedTokens(), total.usd().doubleValue());
  }

  /// The same documents' passages, best first, as LangChain4j's default injector writes them into the user's message.
  private static Share injected(Path folder, List<Question> questions) throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(3));
        SearchableIndex index = index(folder);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (Question question : questions) {
        List<Hit> hits = index.search(new PassageQuery(question.text(), question.scope(), 10_000)).hits();
        Set<lectern.ingest.Label> found = hits.stream().map(hit -> hit.passage().label()).collect(Collectors.toSet());
        List<Content> contents = new ArrayList<>();
        hits.forEach(hit -> contents.add(Content.from(hit.passage().body())));
        // Those that no word was found in are evidence too.
        index.documents(question.scope()).stream().flatMap(document -> index.passages(document.number()).stream())
            .filter(passage -> !found.contains(passage.label()) && !passage.body().isBlank())
            .forEach(passage -> contents.add(Content.from(passage.body())));
        UserMessage message =
            (UserMessage) DefaultContentInjector.builder().build().inject(contents, UserMessage.from(question.text()));
        ObjectNode body = json.createObjectNode().put("model", "kimi-k3.1-pro").put("max_completion_tokens", 32_768);
        body.putArray("messages").addObject().put("role", "user").put("content", message.singleText());
        HttpRequest request =
            HttpRequest.newBuilder(java.net.URI.create(standIn.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer sk-of-the-bench").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
          throw new IllegalStateException(reply.body());
        }
      }
      return share(standIn.bill());
    }
  }
}
