import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import lectern.eval.data.SpanTests;
import lectern.eval.workload.KnownAnswer;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.cite.AlphanumericProjection;
import lectern.synthesize.prompt.PromptLayout;

/// The questions of [PlanWorkload] and where their answers stand, as labels of an index.
final class WorkloadQuestions {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Quotes of a document from which a summary of it can be judged.
  private static final int LEAST_KEY_PASSAGES = 3;

  /// Contracts are taken, by name, until they have so many characters: some 800,000 tokens, which the largest window takes whole.
  private static final long CONTRACT_CHARS = 3_500_000;

  private static final int CONTRACT_LOOK_UPS = 60;
  private static final int CONTRACT_ABSENCES = 16;
  private static final int CONTRACT_SUMMARIES = 12;

  /// A question with what is known about its answer.
  ///
  /// @param kind what it is, whatever the planner takes it for
  /// @param about passages that must all be read before it is known that nothing answers; none where something does
  record Known(String collection, QuestionKind kind, Question question, KnownAnswer answer, Set<Label> about) {}

  private final String collection;
  private final PassageIndex index;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, AlphanumericProjection> letters = new HashMap<>();
  private final Map<Integer, List<Passage>> passages = new HashMap<>();
  private final List<Known> all = new ArrayList<>();
  private int unplaced;

  private WorkloadQuestions(String collection, PassageIndex index) {
    this.collection = collection;
    this.index = index;
    for (IndexedDocument document : index.documents(new Scope.Everything())) {
      document.everywhere().forEach(place -> numbers.put(place.id().value(), document.number()));
    }
  }

  List<Known> all() {
    return all;
  }

  /// Questions left out because a quote of theirs stands nowhere in the index.
  int unplaced() {
    return unplaced;
  }

  // ---- the samples

  static WorkloadQuestions samples(Path samples, String collection, PassageIndex index) throws IOException {
    WorkloadQuestions questions = new WorkloadQuestions(collection, index);
    Map<String, List<String>> quotes = new TreeMap<>();
    for (JsonNode line : lines(samples.resolve("questions.jsonl"))) {
      if (line.path("collection").asText().equals(collection)) {
        questions.sample(line);
        line.path("supporting")
            .forEach(one -> quotes.computeIfAbsent(one.path("document").asText(), _ -> new ArrayList<>()).add(one.path("quote").asText()));
      }
    }
    quotes.forEach((document, said) -> questions.summary("Summarise what " + document + " says.", new Scope.Everything(), document, said));
    return questions;
  }

  private void sample(JsonNode line) {
    List<Optional<Label>> gold = new ArrayList<>();
    line.path("supporting").forEach(one -> gold.add(place(one.path("document").asText(), one.path("quote").asText())));
    QuestionKind kind =
        switch (line.path("type").asText()) {
          case "absence" -> QuestionKind.ABSENCE;
          case "comparison" -> QuestionKind.COMPARISON;
          case "multi-hop" -> QuestionKind.MULTI_HOP;
          case "list" -> QuestionKind.LIST_ALL;
          default -> QuestionKind.LOOK_UP;
        };
    // The decisive document stands first: what an amendment replaced does not answer.
    List<Optional<Label>> needed = kind == QuestionKind.LOOK_UP ? gold.subList(0, 1) : gold;
    add(kind, line.path("question").asText(), new Scope.Everything(), needed, text -> all(kind, text, needed), Set.of());
  }

  private static KnownAnswer all(QuestionKind kind, String text, List<Optional<Label>> gold) {
    List<Label> labels = gold.stream().flatMap(Optional::stream).toList();
    return kind == QuestionKind.ABSENCE ? KnownAnswer.none(text) : KnownAnswer.allOf(text, labels);
  }

  // ---- HotpotQA

  /// Writes its paragraphs as files.
  static void writeHotpot(Path set, Path folder) throws IOException {
    Files.createDirectories(folder);
    int number = 0;
    for (JsonNode row : lines(set.resolve("corpus.jsonl"))) {
      Files.writeString(folder.resolve(String.format("%04d.txt", number++)), row.path("title").asText() + "\n\n" + row.path("text").asText() + "\n");
    }
  }

  static WorkloadQuestions hotpot(Path set, PassageIndex index) throws IOException {
    WorkloadQuestions questions = new WorkloadQuestions("hotpotqa-100", index);
    Map<String, String> files = new HashMap<>();
    Map<String, JsonNode> sentences = new HashMap<>();
    for (JsonNode row : lines(set.resolve("corpus.jsonl"))) {
      files.put(row.path("title").asText(), String.format("%04d.txt", files.size()));
      sentences.put(row.path("title").asText(), row.path("sentences"));
    }
    for (JsonNode line : lines(set.resolve("answers.jsonl"))) {
      List<Optional<Label>> gold = new ArrayList<>();
      for (JsonNode fact : line.path("supporting_facts")) {
        String title = fact.path(0).asText();
        JsonNode sentence = sentences.getOrDefault(title, JSON.createArrayNode()).path(fact.path(1).asInt());
        // Some facts name a sentence that the paragraph does not have.
        if (!sentence.isMissingNode()) {
          gold.add(questions.place(files.get(title), sentence.asText()));
        }
      }
      QuestionKind kind = line.path("type").asText().equals("comparison") ? QuestionKind.COMPARISON : QuestionKind.MULTI_HOP;
      questions.add(kind, line.path("question").asText(), new Scope.Everything(), gold, text -> all(kind, text, gold), Set.of());
    }
    return questions;
  }

  // ---- contracts

  /// Copies the contracts that the questions are about.
  static void writeContracts(Path set, Path folder) throws IOException {
    Files.createDirectories(folder);
    long chars = 0;
    try (Stream<Path> files = Files.list(set.resolve("txt"))) {
      for (Path file : files.sorted().toList()) {
        chars += Files.size(file);
        if (chars > CONTRACT_CHARS) {
          return;
        }
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  static WorkloadQuestions contracts(Path set, Path folder, PassageIndex index) throws IOException {
    WorkloadQuestions questions = new WorkloadQuestions("contracts", index);
    Map<String, String> openings = new TreeMap<>();
    Map<String, Set<String>> asked = new HashMap<>();
    Set<String> endings = new LinkedHashSet<>();
    List<SpanTests.Test> here = new ArrayList<>();
    for (SpanTests.Test test : SpanTests.read(set.resolve("legalbench-rag-style.json")).tests()) {
      int cut = test.query().lastIndexOf("; ") + 2;
      String file = name(test);
      if (Files.exists(folder.resolve(file))) {
        here.add(test);
        openings.put(file, test.query().substring(0, cut));
        asked.computeIfAbsent(file, _ -> new TreeSet<>()).add(test.query().substring(cut));
      }
      endings.add(test.query().substring(cut));
    }
    Map<String, List<String>> key = questions.clauses(set);
    for (SpanTests.Test test : spread(here, CONTRACT_LOOK_UPS)) {
      questions.contractLookUp(test, folder);
    }
    List<String[]> absent = new ArrayList<>();
    Map<String, Set<String>> categories = categories(set);
    for (String file : openings.keySet()) {
      for (String ending : endings) {
        // The lawyers marked nothing of that kind in it, not even what no question was made of.
        String category = categoryOf(set, ending);
        if (!asked.get(file).contains(ending) && !categories.getOrDefault(file, Set.of()).contains(category)) {
          absent.add(new String[] {file, openings.get(file) + ending});
        }
      }
    }
    for (String[] one : spread(absent, CONTRACT_ABSENCES)) {
      Set<Label> about = new LinkedHashSet<>();
      questions.passages(questions.numbers.get(one[0])).forEach(passage -> about.add(passage.label()));
      questions.add(QuestionKind.ABSENCE, one[1], new Scope.Everything(), List.of(), KnownAnswer::none, about);
    }
    for (String file : spread(key.keySet().stream().filter(openings::containsKey).toList(), CONTRACT_SUMMARIES)) {
      // Who wants a summary of one contract names it.
      Scope scope = new Scope.Documents(Set.of(new DocumentId(file)));
      String opening = openings.get(file);
      questions.summary("Summarise" + opening.substring("Consider".length(), opening.length() - 2) + ".", scope, file, key.get(file));
    }
    return questions;
  }

  private void contractLookUp(SpanTests.Test test, Path folder) throws IOException {
    String text = Files.readString(folder.resolve(name(test)));
    List<Optional<Label>> gold = new ArrayList<>();
    for (SpanTests.Snippet snippet : test.snippets()) {
      Span span = snippet.span();
      int from = text.offsetByCodePoints(0, span.start());
      gold.add(place(name(test), text.substring(from, text.offsetByCodePoints(from, span.length()))));
    }
    add(QuestionKind.LOOK_UP, test.query(), new Scope.Everything(), gold,
        asked -> KnownAnswer.anyOf(asked, gold.stream().flatMap(Optional::stream).toList()), Set.of());
  }

  private static String name(SpanTests.Test test) {
    return test.snippets().getFirst().file().substring("txt/".length());
  }

  /// What lawyers marked in each contract, names and dates left out.
  private Map<String, List<String>> clauses(Path set) throws IOException {
    Map<String, List<String>> clauses = new TreeMap<>();
    for (JsonNode row : lines(set.resolve("spans.jsonl"))) {
      if (row.path("status").asText().equals("exact") && row.path("text").asText().length() > 80) {
        clauses.computeIfAbsent(row.path("file").asText(), _ -> new ArrayList<>()).add(row.path("text").asText());
      }
    }
    return clauses;
  }

  private static Map<String, Set<String>> categories(Path set) throws IOException {
    Map<String, Set<String>> categories = new HashMap<>();
    for (JsonNode row : lines(set.resolve("spans.jsonl"))) {
      categories.computeIfAbsent(row.path("file").asText(), _ -> new TreeSet<>()).add(row.path("category").asText());
    }
    return categories;
  }

  private static String categoryOf(Path set, String ending) throws IOException {
    if (CATEGORIES.isEmpty()) {
      for (JsonNode test : JSON.readTree(Files.readString(set.resolve("legalbench-rag-style.json"))).path("tests")) {
        String query = test.path("query").asText();
        CATEGORIES.put(query.substring(query.lastIndexOf("; ") + 2), test.path("category").asText());
      }
    }
    return CATEGORIES.getOrDefault(ending, "");
  }

  private static final Map<String, String> CATEGORIES = new LinkedHashMap<>();

  // ---- all

  private void summary(String text, Scope scope, String document, List<String> quotes) {
    List<Optional<Label>> gold = new ArrayList<>(quotes.stream().map(quote -> place(document, quote)).filter(Optional::isPresent).toList());
    if (new TreeSet<>(gold.stream().flatMap(Optional::stream).toList()).size() >= LEAST_KEY_PASSAGES) {
      add(QuestionKind.SUMMARY, text, scope, gold, asked -> KnownAnswer.mostOf(asked, gold.stream().flatMap(Optional::stream).toList()), Set.of());
    }
  }

  private void add(
      QuestionKind kind, String text, Scope scope, List<Optional<Label>> gold, Function<String, KnownAnswer> answer, Set<Label> about) {
    Question question = new Question(text, scope, null);
    String asked = PromptLayout.question(question);
    boolean again = all.stream().anyMatch(one -> one.answer().question().equals(asked));
    if (again || gold.stream().anyMatch(Optional::isEmpty) || (kind != QuestionKind.ABSENCE && gold.isEmpty())) {
      unplaced++;
      return;
    }
    Set<Label> whole = new LinkedHashSet<>(about);
    if (kind == QuestionKind.ABSENCE && about.isEmpty()) {
      numbers.values().forEach(number -> passages(number).forEach(passage -> whole.add(passage.label())));
    }
    all.add(new Known(collection, kind, question, answer.apply(asked), whole));
  }

  /// The passage that holds most of a quote.
  private Optional<Label> place(String document, String quote) {
    Integer number = numbers.get(new DocumentId(document).value());
    if (number == null) {
      return Optional.empty();
    }
    AlphanumericProjection text =
        letters.computeIfAbsent(number, it -> AlphanumericProjection.of(index.text(it).map(DocumentText::text).orElse("")));
    String wanted = AlphanumericProjection.project(quote);
    int from = wanted.isEmpty() ? -1 : text.text().indexOf(wanted);
    if (from < 0) {
      return Optional.empty();
    }
    Span span = text.original(from, from + wanted.length());
    Label best = null;
    int most = 0;
    for (Passage passage : passages(number)) {
      int shared = Math.min(span.end(), passage.span().end()) - Math.max(span.start(), passage.span().start());
      if (shared > most) {
        most = shared;
        best = passage.label();
      }
    }
    return Optional.ofNullable(best);
  }

  private List<Passage> passages(int number) {
    return passages.computeIfAbsent(number, index::passages);
  }

  /// So many of them, evenly from first to last.
  private static <T> List<T> spread(List<T> from, int wanted) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i < Math.min(wanted, from.size()); i++) {
      some.add(from.get((int) ((long) i * from.size() / Math.min(wanted, from.size()))));
    }
    return some;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        nodes.add(JSON.readTree(line));
      }
    }
    return nodes;
  }
}
