package lectern.eval.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.eval.Sample;
import org.jspecify.annotations.Nullable;

/// A question over one collection together with all that is known about its answer.
///
/// @param collection folder of the collection
/// @param answer null when the collection does not say
/// @param aliases other wordings of the answer that count as right
/// @param hops documents that have to be joined: 1 to 3
/// @param judgements documents worth finding, with their grades; a superset of the supporting ones
record KnownQuestion(
    String id,
    String collection,
    String question,
    @Nullable String answer,
    List<String> aliases,
    Type type,
    int hops,
    List<Sample.Support> supporting,
    List<Judgement> judgements) {

  /// What is asked for.
  enum Type {
    /// One fact: a name, a duty, a place.
    LOOKUP,
    AMOUNT,
    DATE,
    /// Which of several is larger, earlier, better.
    COMPARISON,
    LIST,
    /// A calculation or a chain over several documents.
    MULTI_HOP,
    /// Whether something is so.
    YES_NO,
    /// Asked as if the collection knew; it does not.
    ABSENCE;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// @param grade 2 holds the answer, 1 helps
  record Judgement(String document, int grade) {}

  KnownQuestion {
    aliases = List.copyOf(aliases);
    supporting = List.copyOf(supporting);
    judgements = List.copyOf(judgements);
    if ((answer == null) != (type == Type.ABSENCE) || (answer == null) != supporting.isEmpty()) {
      throw new IllegalArgumentException(id + ": answer, type and support do not agree");
    }
  }

  Sample sample() {
    List<String> targets = new ArrayList<>();
    if (answer != null) {
      targets.add(answer);
    }
    targets.addAll(aliases);
    return new Sample(id, question, targets, supporting);
  }

  /// Reads `questions.txt`: per question a line `= id collection type hops`, a line `Q ` with the
  /// question, a line `A ` with answer and aliases between bars (none for absence), then lines `2
  /// document` or `1 document`, each followed by its quotes in lines `> `; blank lines between.
  static List<KnownQuestion> readAll(List<String> lines) {
    List<KnownQuestion> questions = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("= ") && !block.isEmpty()) {
        questions.add(read(block));
        block.clear();
      }
      if (!line.isBlank()) {
        block.add(line.strip());
      }
    }
    questions.add(read(block));
    return questions;
  }

  private static KnownQuestion read(List<String> block) {
    String[] head = block.getFirst().split(" ", -1);
    String question = "";
    List<String> answers = List.of();
    List<Sample.Support> supporting = new ArrayList<>();
    List<Judgement> judgements = new ArrayList<>();
    for (String line : block.subList(1, block.size())) {
      String rest = line.substring(2);
      switch (line.charAt(0)) {
        case 'Q' -> question = rest;
        case 'A' -> answers = List.of(rest.split(" \\| ", -1));
        case '1', '2' -> judgements.add(new Judgement(rest, line.charAt(0) - '0'));
        case '>' -> supporting.add(new Sample.Support(judgements.getLast().document(), rest));
        default -> throw new IllegalArgumentException(head[1] + ": what is '" + line + "'?");
      }
    }
    Type type = Type.valueOf(head[3].toUpperCase(Locale.ROOT).replace('-', '_'));
    return new KnownQuestion(
        head[1],
        head[2],
        question,
        answers.isEmpty() ? null : answers.getFirst(),
        answers.isEmpty() ? List.of() : answers.subList(1, answers.size()),
        type,
        Integer.parseInt(head[4]),
        supporting,
        judgements);
  }

  /// The keys of a line of `questions.jsonl`, in order.
  Map<String, @Nullable Object> line() {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("id", id);
    line.put("collection", collection);
    line.put("question", question);
    line.put("answer", answer);
    line.put("aliases", aliases);
    line.put("type", type.word());
    line.put("hops", hops);
    line.put("supporting", supporting);
    return line;
  }
}
