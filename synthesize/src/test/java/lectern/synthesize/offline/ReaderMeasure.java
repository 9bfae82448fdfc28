package lectern.synthesize.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import lectern.ingest.Label;
import lectern.ingest.Rendering;
import lectern.synthesize.Answer;
import lectern.synthesize.Prompt;
import lectern.synthesize.cite.AlphanumericProjection;
import lectern.synthesize.cite.CitationReader;

/// Measures the extractive reader on ClapNQ and HotpotQA, from the folder that LECTERN_DATA names.
/// Prints shares; with the argument `-v` also each miss.
final class ReaderMeasure {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean verbose;

  private ReaderMeasure(boolean verbose) {
    this.verbose = verbose;
  }

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(System.getenv("LECTERN_DATA"));
    var measure = new ReaderMeasure(List.of(arguments).contains("-v"));
    measure.clapNq(data.resolve("clapnq"));
    measure.hotpot(data.resolve("hotpotqa-100"));
    measure.speed(data.resolve("contracts/txt"));
  }

  private record Text(String title, String text) {}

  /// Each question over its own passage, and over all passages of the set.
  private void clapNq(Path folder) throws IOException {
    List<JsonNode> answerable = lines(folder.resolve("dev_answerable_first150.jsonl"));
    List<JsonNode> unanswerable = lines(folder.resolve("dev_unanswerable_first150.jsonl"));
    var all = new ArrayList<Text>();
    answerable.forEach(q -> all.add(passage(q)));
    unanswerable.forEach(q -> all.add(passage(q)));
    for (boolean pooled : new boolean[] {false, true}) {
      int right = 0;
      int precise = 0;
      int quotes = 0;
      int declined = 0;
      for (JsonNode q : answerable) {
        List<Text> shown = pooled ? all : List.of(passage(q));
        String answer = answer(shown, q.get("input").asText());
        var gold = new TreeSet<String>();
        q.get("output")
            .forEach(
                o ->
                    o.get("selected_sentences")
                        .forEach(s -> gold.add(AlphanumericProjection.project(s.asText()))));
        List<String> quoted = quotes(answer);
        long good = quoted.stream().filter(s -> gold.stream().anyMatch(g -> overlap(g, s))).count();
        quotes += quoted.size();
        precise += (int) good;
        right += good > 0 ? 1 : 0;
        boolean none = answer.equals(Answer.NOT_FOUND);
        declined += none ? 1 : 0;
        if (verbose && good == 0 && !pooled) {
          System.out.println(
              "\nMISS "
                  + q.get("input").asText()
                  + "\n  "
                  + answer
                  + "\n  GOLD "
                  + q.get("output").get(0).get("answer").asText());
        }
      }
      int refused = 0;
      for (JsonNode q : unanswerable) {
        List<Text> shown = pooled ? all : List.of(passage(q));
        String answer = answer(shown, q.get("input").asText());
        refused += answer.equals(Answer.NOT_FOUND) ? 1 : 0;
        if (verbose && !pooled && !answer.equals(Answer.NOT_FOUND)) {
          System.out.println("\nFALSE " + q.get("input").asText() + "\n  " + answer);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "clapnq %s: hit %.3f, quotes in gold %.3f (%d), declined answerable %.3f, unanswerable %.3f%n",
          pooled ? "all 300 passages" : "own passage",
          right / (double) answerable.size(),
          precise / (double) quotes,
          quotes,
          declined / (double) answerable.size(),
          refused / (double) unanswerable.size());
    }
  }

  /// Each question over its gold paragraphs and 8 others, over all 1,000 paragraphs, and over the
  /// others alone.
  private void hotpot(Path folder) throws IOException {
    Map<String, JsonNode> corpus = new LinkedHashMap<>();
    lines(folder.resolve("corpus.jsonl")).forEach(d -> corpus.put(d.get("_id").asText(), d));
    List<Text> all = corpus.values().stream().map(ReaderMeasure::paragraph).toList();
    List<JsonNode> questions = lines(folder.resolve("answers.jsonl"));
    int[] answerHit = new int[2];
    int[] supportHit = new int[2];
    int[] both = new int[2];
    int[] declined = new int[3];
    int seed = 0;
    for (JsonNode q : questions) {
      var gold = new TreeSet<String>();
      var support = new ArrayList<String>();
      for (JsonNode fact : q.get("supporting_facts")) {
        String id = fact.get(0).asText();
        JsonNode paragraph = corpus.get(id);
        gold.add(id);
        if (paragraph != null && paragraph.get("sentences").has(fact.get(1).asInt())) {
          support.add(
              AlphanumericProjection.project(
                  paragraph.get("sentences").get(fact.get(1).asInt()).asText()));
        }
      }
      var shown = new ArrayList<Text>();
      corpus.forEach(
          (id, paragraph) -> {
            if (gold.contains(id)) {
              shown.add(paragraph(paragraph));
            }
          });
      var others = new ArrayList<Text>();
      for (int i = 0; i < 8; i++) {
        seed = (seed + 37) % all.size();
        if (!gold.contains(all.get(seed).title())) {
          others.add(all.get(seed));
        }
      }
      shown.addAll(others);
      List<List<Text>> settings = List.of(shown, all);
      for (int s = 0; s < 2; s++) {
        String answer = answer(settings.get(s), q.get("question").asText());
        List<String> quoted = quotes(answer);
        String target = AlphanumericProjection.project(q.get("answers").get(0).asText());
        answerHit[s] += quoted.stream().anyMatch(x -> x.contains(target)) ? 1 : 0;
        long found =
            support.stream().filter(f -> quoted.stream().anyMatch(x -> overlap(f, x))).count();
        supportHit[s] += found > 0 ? 1 : 0;
        both[s] += found >= 2 ? 1 : 0;
        declined[s] += answer.equals(Answer.NOT_FOUND) ? 1 : 0;
        if (verbose && s == 0 && found < 1) {
          System.out.println(
              "\nMISS "
                  + q.get("question").asText()
                  + "\n  "
                  + answer
                  + "\n  GOLD "
                  + target
                  + " "
                  + q.get("supporting_facts"));
        }
      }
      declined[2] += answer(others, q.get("question").asText()).equals(Answer.NOT_FOUND) ? 1 : 0;
    }
    double n = questions.size();
    for (int s = 0; s < 2; s++) {
      System.out.printf(
          Locale.ROOT,
          "hotpot %s: a supporting fact %.2f, two %.2f, answer string %.2f, declined %.2f%n",
          s == 0 ? "gold + 8" : "all 1,000",
          supportHit[s] / n,
          both[s] / n,
          answerHit[s] / n,
          declined[s] / n);
    }
    System.out.printf(Locale.ROOT, "hotpot 8 others alone: declined %.2f%n", declined[2] / n);
  }

  private void speed(Path folder) throws IOException {
    var texts = new ArrayList<Text>();
    int chars = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (chars < 1_200_000) {
          String text = Files.readString(file);
          chars += text.length();
          texts.add(new Text(file.getFileName().toString(), text));
        }
      }
    }
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      answer(texts, "What is the notice period for termination of the distribution agreement?");
      System.out.printf(
          Locale.ROOT, "%,d chars in %d ms%n", chars, (System.nanoTime() - start) / 1_000_000);
    }
  }

  private static Text passage(JsonNode q) {
    JsonNode passage = q.get("passages").get(0);
    return new Text(passage.get("title").asText(), passage.get("text").asText());
  }

  private static Text paragraph(JsonNode d) {
    return new Text(d.get("title").asText(), d.get("text").asText());
  }

  private static String answer(List<Text> texts, String question) {
    var evidence = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      evidence.append(Rendering.opening(i + 1, texts.get(i).title()));
      String text = texts.get(i).text();
      int ordinal = 0;
      for (int from = 0; from < text.length(); from = cut(text, from)) {
        evidence.append(
            Rendering.passage(new Label(i + 1, ordinal++), text.substring(from, cut(text, from))));
      }
    }
    var prompt = new Prompt("", evidence.toString(), question);
    return ExtractiveReader.answer(prompt);
  }

  /// End of a passage of some 800 characters, at a blank or line.
  private static int cut(String text, int from) {
    if (text.length() - from <= 1_500) {
      return text.length();
    }
    int at = text.indexOf(". ", from + 700);
    return at < 0 || at > from + 1_500 ? from + 1_000 : at + 2;
  }

  private static List<String> quotes(String answer) {
    return CitationReader.read(answer).stream()
        .map(c -> c.quote() == null ? "" : AlphanumericProjection.project(c.quote()))
        .toList();
  }

  private static boolean overlap(String gold, String quote) {
    return !quote.isEmpty() && (gold.contains(quote) || quote.contains(gold));
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    var nodes = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }
}
