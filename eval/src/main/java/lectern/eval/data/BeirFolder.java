package lectern.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lectern.eval.EvalException;
import lectern.eval.NumberedLines;
import lectern.eval.rank.Qrels;

/// A retrieval data set in BEIR's layout: `corpus.jsonl`, `queries-test.jsonl` or `queries.jsonl`,
/// `qrels/test.tsv`. BEIR scores runs over its own sets [without
/// namesakes][lectern.eval.rank.Run#withoutNamesakes].
///
/// @param split part of the data set, `test`
public record BeirFolder(Path folder, String split) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QRELS_HEAD = "query-id\tcorpus-id\tscore";

  /// A document of the corpus.
  ///
  /// @param title may be empty
  public record Row(String id, String title, String text) {}

  /// A query of the data set.
  public record Query(String id, String text) {}

  /// The test part of a data set.
  public static BeirFolder test(Path folder) {
    return new BeirFolder(folder, "test");
  }

  /// Documents in the order of the file.
  ///
  /// @throws EvalException.MalformedFile for a line that is no document, or an id that stands twice
  public List<Row> corpus() {
    Path file = folder.resolve("corpus.jsonl");
    List<Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    NumberedLines.each(
        file,
        (line, text) -> {
          JsonNode json = json(file, line, text);
          String id = once(ids, text(json, "_id", file, line), file, line);
          String title = json.has("title") ? text(json, "title", file, line) : "";
          rows.add(new Row(id, title, text(json, "text", file, line)));
        });
    return rows;
  }

  /// Queries in the order of the file; of a file that holds all splits, those that were judged.
  ///
  /// @throws EvalException.MalformedFile for a line that is no query, or an id that stands twice
  public List<Query> queries() {
    Path ofSplit = folder.resolve("queries-" + split + ".jsonl");
    boolean mixed = Files.notExists(ofSplit);
    Path file = mixed ? folder.resolve("queries.jsonl") : ofSplit;
    Set<String> judged = mixed ? qrels().grades().keySet() : Set.of();
    List<Query> queries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    NumberedLines.each(
        file,
        (line, text) -> {
          JsonNode json = json(file, line, text);
          String id = once(ids, text(json, "_id", file, line), file, line);
          if (!mixed || judged.contains(id)) {
            queries.add(new Query(id, text(json, "text", file, line)));
          }
        });
    return queries;
  }

  /// Judgements of the split.
  ///
  /// @throws EvalException.MalformedFile for a line that is no judgement, or contradicts one above
  public Qrels qrels() {
    Path file = folder.resolve("qrels").resolve(split + ".tsv");
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    NumberedLines.each(
        file,
        (line, text) -> {
          if (line == 1 && text.strip().equals(QRELS_HEAD)) {
            return;
          }
          List<String> columns = List.of(text.split("\t", -1));
          if (columns.size() != 3) {
            throw new EvalException.MalformedFile(
                file, line, "expected 3 columns parted by tabs, found " + columns.size());
          }
          int grade;
          try {
            grade = Integer.parseInt(columns.get(2).strip());
          } catch (NumberFormatException e) {
            throw new EvalException.MalformedFile(file, line, "no such grade: " + columns.get(2));
          }
          Map<String, Integer> ofQuery =
              grades.computeIfAbsent(columns.get(0), _ -> new HashMap<>());
          Integer before = ofQuery.putIfAbsent(columns.get(1), grade);
          if (before != null && before != grade) {
            throw new EvalException.MalformedFile(
                file, line, "judged " + grade + ", but " + before + " in a line above");
          }
        });
    return new Qrels(grades);
  }

  /// Names that are judged and that the other files do not have.
  ///
  /// @param queries judged, but not among the [queries][#queries()], in alphabetical order; they
  ///   have no ranking and count as 0, as `trec_eval -c` has it
  /// @param documents judged, but not in the corpus, in alphabetical order; relevant ones count as
  ///   missed
  /// @param judgedQueries all that are judged
  /// @param judgedDocuments all that are judged, each once
  public record Strangers(
      List<String> queries, int judgedQueries, List<String> documents, int judgedDocuments) {
    public Strangers {
      queries = List.copyOf(queries);
      documents = List.copyOf(documents);
    }
  }

  /// Compares the judgements with queries and corpus.
  ///
  /// @throws EvalException.Mismatch where there is no judgement, or where not one of the judged
  ///   queries, or of the judged documents, is known: every measure would be 0
  /// @throws EvalException.MalformedFile as the readers of the files do
  public Strangers strangers() {
    Path judgements = folder.resolve("qrels").resolve(split + ".tsv");
    Map<String, Map<String, Integer>> grades = qrels().grades();
    if (grades.isEmpty()) {
      throw new EvalException.Mismatch(
          "there is no judgement in " + judgements, "Fetch the file again.");
    }
    Set<String> documents = new TreeSet<>();
    grades.values().forEach(ofQuery -> documents.addAll(ofQuery.keySet()));
    Set<String> queries = new TreeSet<>(grades.keySet());
    int judgedQueries = queries.size();
    int judgedDocuments = documents.size();
    queries().forEach(query -> queries.remove(query.id()));
    corpus().forEach(row -> documents.remove(row.id()));
    requireSome(judgements, queries, judgedQueries, "queries");
    requireSome(judgements, documents, judgedDocuments, "documents");
    return new Strangers(
        List.copyOf(queries), judgedQueries, List.copyOf(documents), judgedDocuments);
  }

  private static void requireSome(Path judgements, Set<String> unknown, int judged, String what) {
    if (unknown.size() == judged) {
      throw new EvalException.Mismatch(
          "the data set has none of the "
              + judged
              + " "
              + what
              + " that "
              + judgements
              + " judges: "
              + FirstOf.words(unknown),
          "Take judgements, queries and corpus of one data set; ids are compared letter by letter.");
    }
  }

  private static JsonNode json(Path file, long line, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new EvalException.MalformedFile(file, line, "no JSON: " + e.getOriginalMessage());
    }
  }

  private static String text(JsonNode json, String key, Path file, long line) {
    JsonNode value = json.get(key);
    if (value == null || !value.isTextual()) {
      throw new EvalException.MalformedFile(file, line, "expected a string under \"" + key + "\"");
    }
    return value.asText();
  }

  private static String once(Set<String> ids, String id, Path file, long line) {
    if (!ids.add(id)) {
      throw new EvalException.MalformedFile(file, line, "id " + id + " stands twice");
    }
    return id;
  }
}
