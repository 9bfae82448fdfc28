package lectern.synthesize.cite;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the verbs that say that a thing is not done: "fails to pay", "refuses to", "lacks", "is
/// unable to".
final class Refusals {
  private static final Set<String> STEMS =
      Set.of("fail", "refus", "declin", "neglect", "ceas", "omit", "unabl", "unwilling");

  private Refusals() {}

  /// The cue that begins at a token, or null.
  static @Nullable Cue at(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    if (token.is("lacks") || token.is("lacked")) {
      return new Cue(Predicate.Modality.NOT_STATED, i, i + 1, false);
    }
    boolean refuses =
        STEMS.contains(token.stem()) && i + 1 < tokens.size() && tokens.get(i + 1).is("to");
    if (!refuses) {
      return null;
    }
    boolean passive = i + 2 < tokens.size() && tokens.get(i + 2).is("be");
    return new Cue(Predicate.Modality.NOT_STATED, i, i + 2, passive);
  }
}
