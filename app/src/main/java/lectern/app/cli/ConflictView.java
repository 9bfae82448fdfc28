package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import lectern.app.report.Facts;
import lectern.synthesize.Citation;
import lectern.synthesize.Conflict;

/// Quotes that say nearly the same with other figures, in words and as JSON.
final class ConflictView {
  /// Pairs that are printed; JSON has all of them.
  private static final int MOST = 5;

  private ConflictView() {}

  /// Each pair, the earlier document first; empty for none.
  static String text(List<Conflict> conflicts) {
    if (conflicts.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nAlike in words, other figures; see which counts:\n");
    for (Conflict one : conflicts.subList(0, Math.min(MOST, conflicts.size()))) {
      text.append(line("- ", one.earlier())).append(line("  ", one.later()));
    }
    if (conflicts.size() > MOST) {
      text.append("and ").append(conflicts.size() - MOST).append(" more (--json)\n");
    }
    return text.toString();
  }

  private static String line(String mark, Conflict.Said said) {
    Citation.Resolved quote = said.quote();
    return mark
        + Printable.line(
            Facts.dated(said)
                + "“"
                + quote.quote().strip().replaceAll("\\s+", " ")
                + "” ["
                + quote.label()
                + "] "
                + Printable.place(
                    quote.document().id().value(),
                    quote.locator(),
                    quote.clause(),
                    quote.headingPath()))
        + "\n";
  }

  static void json(List<Conflict> conflicts, ArrayNode all) {
    for (Conflict one : conflicts) {
      ObjectNode pair = all.addObject();
      put(pair.putObject("earlier"), one.earlier());
      put(pair.putObject("later"), one.later());
    }
  }

  private static void put(ObjectNode json, Conflict.Said said) {
    Citation.Resolved quote = said.quote();
    LocalDate dated = said.dated();
    json.put("label", quote.label().toString());
    json.put("document", quote.document().id().value());
    json.put("dated", dated == null ? null : dated.toString());
    json.put("start", quote.span().start());
    json.put("end", quote.span().end());
    json.put("quote", quote.quote());
  }
}
