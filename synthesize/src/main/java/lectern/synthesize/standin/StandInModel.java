package lectern.synthesize.standin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// A model that the stand-in serves, with what it bills as of 20 November 2026 (docs.apiyi.com,
/// models.dev, platform.kimi.ai): US dollars per million tokens. A cache write costs the input
/// price for five minutes and twice that for an hour (forum.moonshot.ai/t/613), in place of the
/// input price. Retired models have no row.
///
/// @param windowTokens prompt and completion together
/// @param defaultCompletionTokens longest completion where the request names none
record StandInModel(
    String id,
    Family family,
    int windowTokens,
    int defaultCompletionTokens,
    BigDecimal inputUsd,
    BigDecimal cachedUsd,
    BigDecimal outputUsd) {

  /// What a family lets a request set about thinking.
  enum Family {
    /// Always thinks; `reasoning_effort` low, high or max, and no `thinking`.
    K3,
    /// `thinking` switches it off; no `reasoning_effort`.
    K2,
    /// Always thinks; `thinking` may only say so.
    K2_CODE
  }

  static final List<StandInModel> ALL =
      List.of(
          row("kimi-k3.1-pro", Family.K3, "2.00", "0.20", "10.00"),
          row("kimi-k3.1-pro-highspeed", Family.K3, "4.00", "0.20", "20.00"),
          row("kimi-k3", Family.K3, "3.00", "0.30", "15.00"),
          row("kimi-k2.7-code", Family.K2_CODE, "0.95", "0.19", "4.00"),
          row("kimi-k2.7-code-highspeed", Family.K2_CODE, "1.90", "0.38", "8.00"),
          row("kimi-k2.6", Family.K2, "0.95", "0.16", "4.00"));

  /// The default of K2 models is not published; that of K3 is taken for them, as far as their
  /// window allows anything else.
  private static StandInModel row(
      String id, Family family, String input, String cached, String output) {
    return new StandInModel(
        id,
        family,
        family == Family.K3 ? 1_048_576 : 262_144,
        family == Family.K3 ? 131_072 : 32_768,
        new BigDecimal(input),
        new BigDecimal(cached),
        new BigDecimal(output));
  }

  static Optional<StandInModel> named(String id) {
    return ALL.stream().filter(model -> model.id.equals(id)).findFirst();
  }

  /// What a call costs.
  ///
  /// @param cached prompt tokens that came from the cache
  /// @param written prompt tokens that were written to it
  /// @param anHour whether they were written for an hour
  BigDecimal usd(long prompt, long cached, long written, boolean anHour, long completion) {
    BigDecimal write = anHour ? inputUsd.multiply(BigDecimal.TWO) : inputUsd;
    return times(inputUsd, prompt - cached - written)
        .add(times(cachedUsd, cached))
        .add(times(write, written))
        .add(times(outputUsd, completion));
  }

  private static BigDecimal times(BigDecimal usdPerMillion, long tokens) {
    return usdPerMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }
}
