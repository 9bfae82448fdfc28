package lectern.retrieve.embed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.retrieve.EmbeddingCall.Outcome;

/// An endpoint's answer with a status other than 200: it passes, it lasts, or the call was too
/// large.
///
/// @param location header of that name; empty for none
/// @param retryAfter header of that name; empty for none
record Refusal(int status, String body, String location, String retryAfter) {
  /// What may be gone a little later: slow clients, rate limits, overload (529 too), restarts.
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504, 529);

  /// How servers say that: OpenAI, vLLM, Ollama and TEI each in their own words.
  private static final Pattern SIZE =
      Pattern.compile(
          "too (large|long|big|many)|maximum|exceed|at most|must have less|batch size|context"
              + " (length|size|window)",
          Pattern.CASE_INSENSITIVE);

  /// How llama.cpp says it, with 500; what else may exceed something there is likely to pass.
  private static final String SIZE_OF_500 = "too large to process";

  Reply reply(Patience patience, InstantSource clock) {
    ErrorBody error = ErrorBody.of(body);
    String said = error.message().isEmpty() ? "" : ": " + error.message();
    String reason = "refused with " + status + said;
    if (isTooLarge(said)) {
      return new Reply.TooLarge(reason);
    }
    if (status >= 300 && status < 400) {
      return lasting(
          "redirects to " + ErrorBody.line(location),
          "Redirects are not followed, so that texts and key go nowhere else: set embedder.url to the"
              + " address that is meant.");
    }
    if (status == 402 || (status == 429 && error.kind().contains("quota"))) {
      return lasting(reason, "Its account has no money or quota left; see to that first.");
    }
    if (PASSING.contains(status)) {
      return passing(reason, patience, wait(clock));
    }
    return lasting(
        reason,
        switch (status) {
          case 401, 403 ->
              "Set EMBEDDER_API_KEY in the environment to a key that the endpoint takes.";
          case 404 ->
              "Check embedder.url, the address up to and without /embeddings, and embedder.model.";
          default -> "Check embedder.url, embedder.model and embedder.dimensions.";
        });
  }

  private boolean isTooLarge(String said) {
    return switch (status) {
      case 413 -> true;
      case 400, 422 -> SIZE.matcher(said).find();
      case 500 -> said.contains(SIZE_OF_500);
      default -> false;
    };
  }

  private static Reply lasting(String reason, String hint) {
    return Reply.Failed.lasting(Outcome.REFUSED, reason, hint);
  }

  private static Reply passing(String reason, Patience patience, Duration wait) {
    if (wait.compareTo(patience.longestWait()) > 0) {
      return lasting(
          reason + " (asks to wait " + wait.toSeconds() + " s)", "Run it again after that time.");
    }
    return new Reply.Failed(
        Outcome.REFUSED, reason, "See the endpoint's own log, or run it again later.", true, wait);
  }

  /// Seconds or a date (RFC 9110, 10.2.3); zero for neither.
  private Duration wait(InstantSource clock) {
    try {
      Duration wait =
          retryAfter.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException _) {
      return Duration.ZERO;
    }
  }
}
