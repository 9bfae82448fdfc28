package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import lectern.eval.rank.PairedRandomisation;
import org.jspecify.annotations.Nullable;

/// How a measure compares with that of an earlier evaluation.
final class Comparison {
  private Comparison() {}

  /// Empty where there is nothing to compare with.
  static String words(@Nullable PairedRandomisation compared) {
    return compared == null
        ? ""
        : String.format(Locale.ROOT, "  %+.4f, p = %.4f", compared.difference(), compared.p());
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
