package lectern.synthesize;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request as it is about to be sent: a second try of the same request is a call of its own.
///
/// @param provider who is asked, as in [ModelCard#provider()]
/// @param model the provider's id of the model
/// @param at when it is sent
/// @param tier size class of the prompt
/// @param scope what the question is about, in words, such as "everything"; no text of a document
/// @param digest SHA-256, in hexadecimal, of all that decides the reply: provider, model, body
/// @param promptTokens predicted
/// @param maxCompletionTokens reasoning included
/// @param mostUsd what it costs at worst: nothing cached, completion used up; null where the model
///   has no price
/// @param attempt one-based
/// @param pricedAsOf day of the price row, null where the model has no price
/// @param prediction what it is expected to take; null where nobody expected anything
public record ModelCall(
    String provider,
    String model,
    Instant at,
    Tier tier,
    String scope,
    String digest,
    long promptTokens,
    int maxCompletionTokens,
    @Nullable BigDecimal mostUsd,
    int attempt,
    @Nullable LocalDate pricedAsOf,
    @Nullable Prediction prediction) {
  public ModelCall {
    if (promptTokens < 0 || maxCompletionTokens < 0 || attempt < 1) {
      throw new IllegalArgumentException(
          "a call has 0 or more tokens and a one-based attempt: "
              + promptTokens
              + ", "
              + maxCompletionTokens
              + ", "
              + attempt);
    }
  }

  /// The same call with the last boundary of its prompt alone: it may have a thousand, which take
  /// more room than all the rest.
  public ModelCall withoutBoundaries() {
    if (prediction == null) {
      return this;
    }
    PromptTrace trace = prediction.trace();
    return new ModelCall(
        provider,
        model,
        at,
        tier,
        scope,
        digest,
        promptTokens,
        maxCompletionTokens,
        mostUsd,
        attempt,
        pricedAsOf,
        new Prediction(
            prediction.promptTokens(),
            prediction.cachedTokens(),
            prediction.variant(),
            prediction.ttl(),
            new PromptTrace(List.of(trace.points().getLast()), trace.evidence(), trace.whole())));
  }
}
