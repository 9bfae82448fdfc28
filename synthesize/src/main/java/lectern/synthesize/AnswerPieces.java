package lectern.synthesize;

/// Hears an answer while it is written, on whatever thread reads it; one call at a time.
public interface AnswerPieces {
  /// Hears nothing.
  AnswerPieces NONE =
      new AnswerPieces() {
        @Override
        public void piece(String text) {}

        @Override
        public void anew() {}
      };

  /// What comes next of the text. All pieces since the last [#anew] are the text of the completion.
  void piece(String text);

  /// What came so far does not count: the answer is asked for anew, or another model is asked.
  void anew();
}
