package lectern.app.cli;

import java.util.Locale;
import lectern.synthesize.answer.TokenCheck;
import org.jspecify.annotations.Nullable;

/// What a provider counted of a planned prompt, in words.
final class CountView {
  private CountView() {}

  /// One line.
  ///
  /// @param check null where there was nothing to count
  static String sentence(@Nullable TokenCheck check) {
    if (check == null) {
      return "counted by the provider: nothing, because no passage was found to be sent";
    }
    return String.format(
        Locale.ROOT,
        "counted by the provider: %,d of %,d planned prompt tokens, %s%s",
        check.exactTokens(),
        check.plan().promptTokens(),
        difference(check),
        over(check));
  }

  private static String difference(TokenCheck check) {
    double more = 100.0 * (check.exactTokens() - check.counterTokens()) / check.counterTokens();
    return String.format(
        Locale.ROOT,
        "%.1f %% %s than the %,d of the counter here",
        Math.abs(more),
        more < 0 ? "fewer" : "more",
        check.counterTokens());
  }

  private static String over(TokenCheck check) {
    if (check.overWindowTokens() > 0) {
      return String.format(
          Locale.ROOT,
          "; with the completion that is %,d more than the window takes: the provider would refuse"
              + " it, and `ask` would plan again with less",
          check.overWindowTokens());
    }
    return check.overPlanTokens() > 0
        ? String.format(
            Locale.ROOT,
            "; that is %,d more than planned, which the window still takes",
            check.overPlanTokens())
        : "";
  }
}
