package lectern.synthesize.answer;

import java.util.function.Supplier;
import lectern.synthesize.AnswerPieces;
import lectern.synthesize.cite.SentenceStream;

/// Tells an answer while it is written, sentence by sentence with what the check finds.
final class Speaking implements AnswerPieces {
  private final Supplier<SentenceStream> streams;
  private final Stage.Listener listener;
  private SentenceStream stream;
  private boolean spoken;

  /// @param streams one for the answer, and another each time it is asked for anew
  Speaking(Supplier<SentenceStream> streams, Stage.Listener listener) {
    this.streams = streams;
    this.listener = listener;
    this.stream = streams.get();
  }

  @Override
  public void piece(String text) {
    spoken |= !text.isEmpty();
    stream.feed(text);
  }

  @Override
  public void anew() {
    if (spoken) {
      listener.accept(new Stage.Anew());
    }
    spoken = false;
    stream = streams.get();
  }

  /// The text is whole.
  void end() {
    stream.end();
  }
}
