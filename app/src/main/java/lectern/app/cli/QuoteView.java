package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lectern.synthesize.Citation;

/// Where a quote differs from its source, in words and as JSON.
final class QuoteView {
  /// Differences that are printed.
  private static final int MOST = 5;

  /// Longest words of a difference that are printed whole, in characters.
  private static final int LONGEST = 160;

  private QuoteView() {}

  /// What is wrong with a quote that proves nothing: a line for each place that says another thing,
  /// indented.
  static String text(Citation.State state, List<Citation.Difference> differences) {
    StringBuilder text = new StringBuilder();
    if (state == Citation.State.STITCHED) {
      text.append("    These parts stand apart there and are quoted as one.\n");
    }
    List<Citation.Difference> told = differences.stream().filter(d -> !d.harmless()).toList();
    for (Citation.Difference difference : told.subList(0, Math.min(MOST, told.size()))) {
      text.append("    ").append(words(difference)).append('\n');
    }
    if (told.size() > MOST) {
      text.append("    and ").append(told.size() - MOST).append(" more\n");
    }
    return text.toString();
  }

  private static String words(Citation.Difference difference) {
    String quoted = cut(difference.quoted());
    String source = cut(difference.source());
    if (quoted.isEmpty()) {
      return "The quote leaves out “" + source + "”.";
    }
    return source.isEmpty()
        ? "The quote puts in “" + quoted + "”."
        : "The quote says “" + quoted + "”, the source “" + source + "”.";
  }

  private static String cut(String words) {
    String line = Printable.line(words.strip().replaceAll("\\s+", " "));
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }

  /// Adds `differences`.
  static void put(ObjectNode json, List<Citation.Difference> differences) {
    ArrayNode all = json.putArray("differences");
    for (Citation.Difference difference : differences) {
      all.addObject()
          .put("quoted", difference.quoted())
          .put("source", difference.source())
          .put("harmless", difference.harmless());
    }
  }
}
