package lectern.synthesize;

import java.util.ArrayList;
import java.util.List;

/// How a prompt begins, told by digests, so that what it has in common with an earlier one is known
/// without either text.
///
/// @param points boundaries, the first behind the instructions: then behind every document that is
///   shown whole, behind the opening and every passage of one that is not
/// @param evidence of instructions and evidence
/// @param whole of the question too
public record PromptTrace(List<PrefixPoint> points, TextCount evidence, TextCount whole) {
  /// More boundaries are thinned out before they are written down.
  private static final int MOST_POINTS = 1_024;

  public PromptTrace {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a prompt has a boundary behind its instructions");
    }
  }

  /// What stands before a boundary, the kinds of characters in it by their share of the whole.
  public TextCount upTo(PrefixPoint point) {
    long of = Math.max(1, evidence.tokens());
    long part = Math.min(of, point.tokens());
    return new TextCount(
        part,
        evidence.hanChars() * part / of,
        evidence.symbolChars() * part / of,
        evidence.otherChars() * part / of);
  }

  /// The trace with a bounded number of points, the last among them. Which are kept is told by the
  /// digests, so that two prompts with the same beginning keep the same ones.
  public PromptTrace thinned() {
    List<PrefixPoint> kept = points;
    for (int zeros = 1; kept.size() > MOST_POINTS && zeros < Long.SIZE / 4; zeros++) {
      String beginning = "0".repeat(zeros);
      List<PrefixPoint> fewer = new ArrayList<>();
      for (PrefixPoint point : points.subList(0, points.size() - 1)) {
        if (point.digest().startsWith(beginning)) {
          fewer.add(point);
        }
      }
      fewer.add(points.getLast());
      kept = fewer;
    }
    return new PromptTrace(kept, evidence, whole);
  }
}
