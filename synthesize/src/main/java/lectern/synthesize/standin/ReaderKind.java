package lectern.synthesize.standin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The readers that can be asked for by name.
public enum ReaderKind {
  /// Quotes what shares most with the question.
  EXTRACTIVE,
  /// Says that nothing answers.
  LAZY,
  /// Quotes what does not stand there.
  FABRICATING,
  /// Overlooks passages by their depth.
  POSITION_BIASED,
  /// Overlooks passages by length and depth.
  DECAYING,
  /// Obeys instructions that stand in documents.
  OBEDIENT;

  /// The reader of this kind.
  public Reader reader() {
    return switch (this) {
      case EXTRACTIVE -> new QuotingReader();
      case LAZY -> new LazyReader();
      case FABRICATING -> new FabricatingReader();
      case POSITION_BIASED -> ForgettingReader.byDepth(ForgettingReader.LOST_IN_THE_MIDDLE);
      case DECAYING ->
          ForgettingReader.byLengthAndDepth(
              ForgettingReader.RULER_GPT4, ForgettingReader.LOST_IN_THE_MIDDLE);
      case OBEDIENT -> new ObedientReader();
    };
  }

  /// How it is written on the command line.
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind that is written so.
  public static Optional<ReaderKind> written(String name) {
    return Arrays.stream(values()).filter(kind -> kind.written().equals(name)).findFirst();
  }
}
