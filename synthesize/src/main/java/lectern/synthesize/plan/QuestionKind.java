package lectern.synthesize.plan;

import lectern.synthesize.QuestionForm;

/// What a question asks of the evidence.
enum QuestionKind {
  /// One place in the documents answers it: the best passages suffice.
  LOOK_UP("looks something up"),
  /// Several places must be held side by side.
  JOINED("joins several places"),
  /// The answer is only right if nothing is left out, so nothing may be left unread.
  COMPLETE("is only answered by reading everything"),
  /// No word of it tells its kind. Planned as one that joins several places: a look-up too many
  /// would miss what a comparison needs, and the whole scope would cost most where least is known.
  UNTOLD("has none of the English words that tell its kind and may join several places");

  private final String words;

  QuestionKind(String words) {
    this.words = words;
  }

  /// What the question does, to end a sentence that starts "The question".
  String words() {
    return words;
  }

  static QuestionKind of(String question) {
    if (QuestionForm.asksForEverything(question)) {
      return COMPLETE;
    }
    if (QuestionForm.asksForComparison(question)) {
      return JOINED;
    }
    return QuestionForm.isEnglish(question) ? LOOK_UP : UNTOLD;
  }
}
