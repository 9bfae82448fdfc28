package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import lectern.eval.rank.PairedRandomisation;
import org.jspecify.annotations.Nullable;

/// How a measure compares with that of an earlier evaluation.
final class Comparison {
  /// Printed to four places.
  private static final double SMALLEST = 0.0001;

  private Comparison() {}

  /// Empty where there is nothing to compare with.
  static String words(@Nullable PairedRandomisation compared) {
    return compared == null
        ? ""
        : String.format(
            Locale.ROOT,
            compared.p() < SMALLEST ? "  %+.4f, p < %.4f" : "  %+.4f, p = %.4f",
            compared.difference(),
            Math.max(SMALLEST, compared.p()));
  }

  static void put(ObjectNode json, Map<String, PairedRandomisation> compared) {
    if (!compared.isEmpty()) {
      ObjectNode against = json.putObject("against");
      compared.forEach(
          (measure, test) ->
              against.putObject(measure).put("difference", test.difference()).put("p", test.p()));
    }
  }
}
