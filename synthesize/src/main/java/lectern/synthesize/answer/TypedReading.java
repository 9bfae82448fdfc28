package lectern.synthesize.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import lectern.ingest.Label;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.Citation;
import lectern.synthesize.CitationFormat;
import lectern.synthesize.Evidence;
import lectern.synthesize.Fact;
import lectern.synthesize.Question;
import lectern.synthesize.Sentence;
import lectern.synthesize.TypedAnswer;
import lectern.synthesize.TypedAnswer.Form;
import lectern.synthesize.TypedAnswer.State;
import lectern.synthesize.cite.AlphanumericProjection;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.cite.CitationReader;
import lectern.synthesize.cite.SentenceCheck;
import lectern.synthesize.typed.Conformance;
import lectern.synthesize.typed.TypedReply;

/// Reads a reply of the form that was wished, and checks each value as a sentence with its quotes.
///
/// @param text a line for each value, with its quotes and their labels
/// @param sentences one for each value
record TypedReading(
    String text, List<Citation> citations, List<Sentence> sentences, TypedAnswer answer) {
  /// Stands for a value that the documents do not say.
  private static final String NOT_SAID = "(not said)";

  private static final String COLON = ": ";

  /// Marks that would end a quote.
  private static final Pattern MARKS =
      Pattern.compile("[" + CitationFormat.OPENING + CitationFormat.CLOSING + "]");

  /// A value as it is shown and as it is checked.
  ///
  /// @param span in the text
  /// @param proofs quotes with their labels, in parentheses; empty for none
  private record Line(TypedReply.Field field, Span span, String proofs) {
    /// Its value as a sentence; of one that is only to be read out of its quotes, the quotes.
    private String claim() {
      String words = neutral(field.words());
      return words + (words.isEmpty() ? "" : " ") + proofs;
    }

    /// A fact of the claim with its place in the text.
    private Fact placed(Fact fact) {
      int from = span.start() + name(field.pointer()).length() + COLON.length();
      Span own = fact.span();
      return new Fact(fact.kind(), new Span(from + own.start(), from + own.end()), fact.words());
    }
  }

  /// Reads and checks; empty where the reply is no JSON object.
  ///
  /// @param texts a whole document by its number
  static Optional<TypedReading> of(
      String reply,
      AnswerSchema schema,
      Question question,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    return TypedReply.read(reply, schema).map(read -> of(read, schema, question, evidence, texts));
  }

  /// Whether a reply says of every value that the documents do not say it.
  static boolean saysNothing(String reply, AnswerSchema schema) {
    return TypedReply.read(reply, schema)
        .filter(read -> read.fields().stream().allMatch(field -> field.value() == null))
        .isPresent();
  }

  private static TypedReading of(
      TypedReply reply,
      AnswerSchema schema,
      Question question,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    StringBuilder text = new StringBuilder();
    List<Line> lines = new ArrayList<>();
    for (TypedReply.Field field : reply.fields()) {
      int start = text.length();
      String proofs = field.value() == null ? "" : proofs(field.quotes());
      text.append(name(field.pointer())).append(COLON).append(shown(field));
      text.append(proofs.isEmpty() ? "" : " ").append(proofs);
      lines.add(new Line(field, new Span(start, text.length()), proofs));
      text.append('\n');
    }
    String all = text.toString().stripTrailing();
    List<Citation> citations = CitationCheck.check(all, evidence, texts);
    List<Sentence> sentences = new ArrayList<>();
    List<TypedAnswer.Field> fields = new ArrayList<>();
    int cited = 0;
    for (Line line : lines) {
      int own = CitationReader.read(all.substring(line.span().start(), line.span().end())).size();
      List<Integer> places = new ArrayList<>();
      for (int i = cited; i < Math.min(cited + own, citations.size()); i++) {
        places.add(i);
      }
      cited += own;
      List<Citation> proofs = places.stream().map(citations::get).toList();
      Sentence sentence = sentence(line, places, proofs, question, evidence, texts);
      sentences.add(sentence);
      fields.add(field(line, sentence, proofs));
    }
    List<String> faults = new ArrayList<>(reply.faults());
    faults.addAll(Conformance.faults(schema, reply.values()));
    return new TypedReading(
        all, citations, sentences, new TypedAnswer(reply.values(), fields, faults));
  }

  /// What the check of sentences says of a value's claim, told of its line.
  private static Sentence sentence(
      Line line,
      List<Integer> places,
      List<Citation> proofs,
      Question question,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    if (line.field().value() == null) {
      return new Sentence(line.span(), Sentence.State.NOTHING_TO_CHECK, List.of(), List.of());
    }
    if (places.isEmpty()) {
      return new Sentence(line.span(), Sentence.State.UNCITED, List.of(), List.of());
    }
    Sentence.State state = Sentence.State.BORNE_OUT;
    List<Fact> missing = new ArrayList<>();
    for (Sentence one :
        SentenceCheck.one(question.text(), line.claim(), proofs, List.of(), evidence, texts)) {
      // A value may read as several sentences, of which one has the quotes.
      if (!one.citations().isEmpty() && one.state().compareTo(state) < 0) {
        state = one.state();
      }
      one.missing().forEach(fact -> missing.add(line.placed(fact)));
    }
    if (state == Sentence.State.BORNE_OUT && !missing.isEmpty()) {
      state = Sentence.State.FACTS_MISSING;
    }
    return new Sentence(line.span(), state, places, missing);
  }

  private static TypedAnswer.Field field(Line line, Sentence sentence, List<Citation> proofs) {
    TypedReply.Field field = line.field();
    State state =
        field.value() == null
            ? State.ABSENT
            : switch (sentence.state()) {
              case FALSELY_CITED -> State.FALSELY_CITED;
              case FACTS_MISSING -> State.NOT_IN_QUOTES;
              case UNCITED, UNQUOTED, NOTHING_TO_CHECK -> State.UNPROVED;
              case BORNE_OUT, OTHER_LANGUAGE -> isSaid(field, proofs) ? State.PROVED : State.READ;
            };
    return new TypedAnswer.Field(
        field.pointer(),
        field.form(),
        field.value(),
        state,
        sentence.citations(),
        sentence.missing());
  }

  /// Whether the quotes say the value, and not only something that it may be read out of.
  private static boolean isSaid(TypedReply.Field field, List<Citation> proofs) {
    if (field.form() != Form.TEXT && field.form() != Form.PARTY) {
      return field.form() != Form.CHOICE;
    }
    String value = AlphanumericProjection.project(field.words());
    return proofs.stream()
        .anyMatch(
            proof -> proof instanceof Citation.Resolved resolved && holds(resolved.quote(), value));
  }

  /// Whether a quote has the words of a value.
  private static boolean holds(String quote, String value) {
    AlphanumericProjection words = AlphanumericProjection.of(quote);
    int at = value.isEmpty() ? -1 : words.text().indexOf(value);
    while (at >= 0 && !words.holdsWholeWords(at, at + value.length())) {
      at = words.text().indexOf(value, at + 1);
    }
    return at >= 0;
  }

  private static String proofs(List<TypedReply.Quote> quotes) {
    List<String> proofs = new ArrayList<>();
    for (TypedReply.Quote quote : quotes) {
      Label label = quote.label();
      String words = neutral(quote.words()).strip();
      if (label != null && !words.isEmpty()) {
        proofs.add("“" + words + "” [" + label + "]");
      }
    }
    return proofs.isEmpty() ? "" : "(" + String.join(", ", proofs) + ")";
  }

  /// Without marks that would end a quote, and without labels: only the quotes of a value cite.
  private static String neutral(String words) {
    return Label.PATTERN
        .matcher(MARKS.matcher(words).replaceAll("’"))
        .replaceAll(label -> label.group().replace("#", " #"));
  }

  private static String shown(TypedReply.Field field) {
    String value = field.value();
    if (value == null) {
      return NOT_SAID;
    }
    return neutral(field.words().isEmpty() ? value.replace("\"", "") : field.words());
  }

  /// `/repairs/0/share` as `repairs 1, share`.
  private static String name(String pointer) {
    StringBuilder name = new StringBuilder();
    for (String part : pointer.substring(1).split("/", -1)) {
      if (part.matches("\\d{1,6}") && !name.isEmpty()) {
        name.append(' ').append(Integer.parseInt(part) + 1);
      } else {
        name.append(name.isEmpty() ? "" : ", ").append(part.replace("~1", "/").replace("~0", "~"));
      }
    }
    return neutral(name.toString());
  }
}
