package lectern.synthesize.answer;

import java.util.List;
import lectern.synthesize.Question;
import lectern.synthesize.Sentence;
import org.jspecify.annotations.Nullable;

/// Who says whether quotes bear sentences out beside the check of quotes and facts.
record SecondSignals(@Nullable Likeness likeness, @Nullable Judge judge) {
  static final SecondSignals NONE = new SecondSignals(null, null);

  /// The sentences of a text with what else speaks for them; those of a form as they are.
  List<Sentence> of(Question question, Checked checked) {
    List<Sentence> sentences = checked.sentences();
    if (question.schema() != null) {
      return sentences;
    }
    String answer = checked.completion().text();
    if (likeness != null) {
      sentences = likeness.of(answer, sentences, checked.citations());
    }
    return judge == null
        ? sentences
        : judge.of(
            answer,
            sentences,
            checked.citations(),
            question.wish().after(checked.completion().costUsd()));
  }
}
