package lectern.synthesize.answer;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Answer;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.Question;
import lectern.synthesize.Sentence;
import lectern.synthesize.TypedAnswer;
import lectern.synthesize.cite.AlphanumericProjection;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.cite.SentenceCheck;
import org.jspecify.annotations.Nullable;

/// A completion with its citations, sentences and values checked against the documents.
///
/// @param typed values of the form that was wished; null where none was, or the completion has
///   another
record Checked(
    Completion completion,
    Answer.Outcome outcome,
    List<Citation> citations,
    List<Sentence> sentences,
    @Nullable TypedAnswer typed) {
  private static final String NO_FORM =
      "the reply is not of the form that was asked for, and is shown as it came";

  /// Checks a completion.
  ///
  /// @param evidence what it was made from
  /// @param texts a whole document by its number
  static Checked of(
      Question question,
      Completion completion,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    AnswerSchema schema = question.schema();
    if (schema == null) {
      return text(question, completion, evidence, texts);
    }
    Optional<TypedReading> read =
        TypedReading.of(completion.text(), schema, question, evidence, texts);
    if (read.isEmpty()) {
      Checked checked = text(question, completion, evidence, texts);
      return checked.outcome == Answer.Outcome.ANSWERED
              || checked.outcome == Answer.Outcome.PARTLY_SUPPORTED
          ? new Checked(
              completion.noting(NO_FORM),
              Answer.Outcome.PARTLY_SUPPORTED,
              checked.citations,
              checked.sentences,
              null)
          : checked;
    }
    TypedReading typed = read.get();
    return new Checked(
        completion.saying(typed.text()),
        outcome(completion, typed.answer()),
        typed.citations(),
        typed.sentences(),
        typed.answer());
  }

  private static Checked text(
      Question question,
      Completion completion,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    List<Citation> citations = CitationCheck.check(completion.text(), evidence, texts);
    List<Sentence> sentences =
        SentenceCheck.check(question.text(), completion.text(), citations, evidence, texts);
    return new Checked(
        completion, outcome(completion, citations, sentences), citations, sentences, null);
  }

  /// Whether a completion says that the documents do not answer the question.
  static boolean saysNothing(Question question, Completion completion) {
    AnswerSchema schema = question.schema();
    return completion.finish() != Completion.Finish.CONTENT_FILTER
        && (isNotFound(completion)
            || (schema != null && TypedReading.saysNothing(completion.text(), schema)));
  }

  private static boolean isNotFound(Completion completion) {
    return AlphanumericProjection.project(completion.text())
        .equals(AlphanumericProjection.project(Answer.NOT_FOUND));
  }

  private static Answer.Outcome outcome(Completion completion, TypedAnswer typed) {
    if (completion.finish() == Completion.Finish.CONTENT_FILTER) {
      return Answer.Outcome.DECLINED;
    }
    if (typed.fields().stream().allMatch(one -> one.state() == TypedAnswer.State.ABSENT)) {
      return Answer.Outcome.NO_EVIDENCE;
    }
    boolean sound =
        typed.faults().isEmpty()
            && completion.finish() != Completion.Finish.LENGTH
            && typed.fields().stream().allMatch(Checked::isSound);
    return sound ? Answer.Outcome.ANSWERED : Answer.Outcome.PARTLY_SUPPORTED;
  }

  private static boolean isSound(TypedAnswer.Field field) {
    return switch (field.state()) {
      case PROVED, READ, ABSENT -> true;
      case NOT_IN_QUOTES, FALSELY_CITED, UNPROVED -> false;
    };
  }

  private static Answer.Outcome outcome(
      Completion completion, List<Citation> citations, List<Sentence> sentences) {
    if (completion.finish() == Completion.Finish.CONTENT_FILTER) {
      return Answer.Outcome.DECLINED;
    }
    if (isNotFound(completion) || completion.text().isBlank()) {
      return Answer.Outcome.NO_EVIDENCE;
    }
    boolean proved = false;
    boolean mistaken =
        completion.finish() == Completion.Finish.LENGTH
            || sentences.stream().anyMatch(sentence -> !sentence.missing().isEmpty());
    for (Citation citation : citations) {
      switch (citation.state()) {
        case VERIFIED, REPAIRED -> proved = true;
        case UNQUOTED -> {}
        case MISATTRIBUTED, STITCHED, ALTERED, FABRICATED, UNKNOWN_LABEL -> mistaken = true;
      }
    }
    return proved && !mistaken ? Answer.Outcome.ANSWERED : Answer.Outcome.PARTLY_SUPPORTED;
  }
}
