package lectern.synthesize;

import java.util.Comparator;
import java.util.List;

/// How well models were measured to find what a prompt holds, by the length of the prompt and the
/// kind of the question: of most models it falls long before the window ends.
///
/// @param points measured ones, in any order
public record Calibration(List<Point> points) {
  /// Nothing was measured: what a prompt holds is taken to be found.
  public static final Calibration NONE = new Calibration(List.of());

  public Calibration {
    points = List.copyOf(points);
  }

  /// One measured length.
  ///
  /// @param model its id, for all who serve it, or name across providers, as of [ModelCard#name()]
  /// @param promptTokens as the model counts; 1 or more
  /// @param found share of the cases whose answer was found: 0 to 1
  /// @param cases how many there were; 1 or more
  public record Point(String model, QuestionKind kind, long promptTokens, double found, int cases) {
    public Point {
      if (promptTokens < 1 || cases < 1 || !(found >= 0 && found <= 1)) {
        throw new IllegalArgumentException(
            "no such point: " + promptTokens + " tokens, " + found + " of " + cases);
      }
    }
  }

  /// Share of the questions of a kind that a model answers from a prompt that holds the evidence; 1
  /// where it was not measured. Between two lengths it is drawn straight over their logarithms;
  /// beyond the last it stays.
  public double found(String model, QuestionKind kind, long promptTokens) {
    List<Point> curve = curve(model, kind);
    if (curve.isEmpty()) {
      return 1;
    }
    int next = 0;
    while (next < curve.size() && curve.get(next).promptTokens() < promptTokens) {
      next++;
    }
    if (next == 0 || next == curve.size()) {
      return curve.get(Math.min(next, curve.size() - 1)).found();
    }
    Point below = curve.get(next - 1);
    Point above = curve.get(next);
    double part =
        Math.log((double) promptTokens / below.promptTokens())
            / Math.log((double) above.promptTokens() / below.promptTokens());
    return below.found() + part * (above.found() - below.found());
  }

  /// Whether anything is known of a model and a kind of question.
  public boolean knows(String model, QuestionKind kind) {
    return !curve(model, kind).isEmpty();
  }

  /// A question whose kind its words do not tell is read as carefully as one that compares.
  private List<Point> curve(String model, QuestionKind kind) {
    QuestionKind measured = kind == QuestionKind.UNTOLD ? QuestionKind.COMPARISON : kind;
    return points.stream()
        .filter(point -> point.kind() == measured)
        .filter(point -> model.equals(point.model()) || model.endsWith("/" + point.model()))
        .sorted(Comparator.comparingLong(Point::promptTokens))
        .toList();
  }
}
