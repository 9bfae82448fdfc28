package lectern.app.cli;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import lectern.app.AppException;
import lectern.eval.EvalException;
import lectern.ingest.IngestException;
import lectern.retrieve.IndexException;
import lectern.synthesize.SynthesisException;

/// What a command says when it cannot go on.
///
/// @param message what was tried, the value, the limit
/// @param hint what to do about it
record Failure(Exit exit, String message, String hint) {

  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case AppException e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IngestException e -> of(e);
      case IndexException.BadVocabulary e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IndexException.BadCondition e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IndexException.NoEmbedder e -> new Failure(Exit.MODEL, text(e), e.hint());
      case IndexException.BadQuery e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IndexException e -> new Failure(Exit.INDEX, text(e), e.hint());
      case SynthesisException e -> of(e);
      case EvalException e -> new Failure(Exit.USAGE, text(e), e.hint());
      case UncheckedIOException e ->
          new Failure(Exit.INDEX, text(e), "Check the disk and the folder's permissions.");
      case CancellationException e ->
          new Failure(Exit.INDEX, text(e), "Run it again: what was written down is kept.");
      case OutOfMemoryError e ->
          new Failure(
              Exit.LIMIT,
              "out of memory: " + text(e),
              "Give more with LECTERN_JAVA_OPTS=-Xmx4g, or narrow the scope with --document.");
      default ->
          new Failure(
              Exit.BUG,
              "bug: " + thrown,
              "Please report it with the output of the same command and --debug.");
    };
  }

  private static Failure of(IngestException thrown) {
    return switch (thrown) {
      case IngestException.NoFolder e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IngestException.NoVocabulary e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IngestException.BadManifest e -> new Failure(Exit.USAGE, text(e), e.hint());
      case IngestException.NoWorker e -> new Failure(Exit.INDEX, text(e), e.hint());
    };
  }

  private static Failure of(SynthesisException thrown) {
    return switch (thrown) {
      case SynthesisException.TooLong e -> new Failure(Exit.LIMIT, text(e), e.hint());
      case SynthesisException.OverPrice e -> new Failure(Exit.LIMIT, text(e), e.hint());
      case SynthesisException.NeedsMapReduce e -> new Failure(Exit.LIMIT, text(e), e.hint());
      case SynthesisException.EmptyScope e -> new Failure(Exit.USAGE, text(e), e.hint());
      case SynthesisException.BadCatalogue e -> new Failure(Exit.USAGE, text(e), e.hint());
      case SynthesisException.NoCompletion e -> new Failure(Exit.MODEL, text(e), e.hint());
      case SynthesisException.BadSchema e -> new Failure(Exit.USAGE, text(e), e.hint());
      case SynthesisException.NoTokenCount e -> new Failure(Exit.MODEL, text(e), e.hint());
      case SynthesisException.OverLimit e -> new Failure(Exit.LIMIT, text(e), e.hint());
      case SynthesisException.NoLedger e -> new Failure(Exit.LIMIT, text(e), e.hint());
    };
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
