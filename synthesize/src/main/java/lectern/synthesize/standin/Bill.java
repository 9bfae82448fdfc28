package lectern.synthesize.standin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// What the stand-in has billed so far, and whom it refused.
///
/// @param refusals how often each kind of refusal was given, as `429 engine_overloaded_error`
public record Bill(List<Line> lines, Map<String, Long> refusals) {
  public Bill {
    lines = List.copyOf(lines);
    refusals = Map.copyOf(refusals);
  }

  /// What one account owes for one model. Prompt tokens hold the cached and the written ones,
  /// completion tokens the reasoning.
  ///
  /// @param requests calls that were billed, those that broke off among them
  public record Line(
      String account,
      String model,
      long requests,
      long promptTokens,
      long cachedTokens,
      long writtenTokens,
      long completionTokens,
      BigDecimal usd) {

    Line plus(Line other) {
      return new Line(
          account,
          model,
          requests + other.requests,
          promptTokens + other.promptTokens,
          cachedTokens + other.cachedTokens,
          writtenTokens + other.writtenTokens,
          completionTokens + other.completionTokens,
          usd.add(other.usd));
    }
  }

  /// The lines of one account.
  public List<Line> of(String account) {
    return lines.stream().filter(line -> line.account.equals(account)).toList();
  }

  /// All lines together, under the account and the model `*`.
  public Line total() {
    return lines.stream()
        .reduce(new Line("*", "*", 0, 0, 0, 0, 0, BigDecimal.ZERO), (sum, line) -> sum.plus(line));
  }
}
