package lectern.app.cli;

import java.util.Locale;
import lectern.app.AppException;
import lectern.retrieve.SearchMode;
import lectern.retrieve.search.FusionMethod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How rankings are joined.
final class FusionOption {
  @Option(
      names = "--fusion",
      paramLabel = "METHOD",
      description =
          "How the rankings by words and by meaning are joined: scores (weighted sum of stretched"
              + " scores; where left out) or ranks (reciprocal rank fusion). For --mode"
              + " hybrid.")
  @Nullable FusionMethod asked;

  /// How they are joined.
  ///
  /// @param mode what is ranked by; null for the best there is
  /// @throws AppException.BadArgument where it was asked for and there are no two to join
  FusionMethod method(@Nullable SearchMode mode) {
    if (asked == null) {
      return FusionMethod.SCORES;
    }
    if (mode != null && mode != SearchMode.HYBRID) {
      throw new AppException.BadArgument(
          "--fusion joins words and meaning, and --mode "
              + mode.name().toLowerCase(Locale.ROOT)
              + " ranks by one of them",
          "Leave out --fusion, or give --mode hybrid.");
    }
    return asked;
  }
}
