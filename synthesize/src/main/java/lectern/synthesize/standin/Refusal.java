package lectern.synthesize.standin;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An error as Moonshot words it: `{"error":{"type","message"}}`, without a code field. Words from
/// the error table of platform.moonshot.ai/docs/api (27 January 2026), unless a method says
/// otherwise.
///
/// @param retryAfter when it is worth asking again; null where that has no answer
record Refusal(int status, String type, String message, @Nullable Duration retryAfter) {
  private static Refusal of(int status, String type, String message) {
    return new Refusal(status, type, message, null);
  }

  /// A request that must not be sent again as it is.
  static Refusal invalid(String message) {
    return of(400, "invalid_request_error", message);
  }

  /// Prompt and completion pass the window. Both numbers as in MoonshotAI/kimi-cli#2011.
  static Refusal tooLong(long window, long requested) {
    return invalid(
        "Your request exceeded model token limit : " + window + " (requested: " + requested + ")");
  }

  static Refusal noKey() {
    return of(401, "incorrect_api_key_error", "Incorrect API key provided");
  }

  static Refusal wrongKey() {
    return of(401, "invalid_authentication_error", "Invalid Authentication");
  }

  static Refusal noModel(String model) {
    return of(
        404, "resource_not_found_error", "Not found the model " + model + " or Permission denied");
  }

  static Refusal noPath(String path) {
    return of(404, "resource_not_found_error", "The requested resource was not found: " + path);
  }

  static Refusal overloaded() {
    return new Refusal(
        429,
        "engine_overloaded_error",
        "The engine is currently overloaded, please try again later",
        Duration.ofSeconds(5));
  }

  static Refusal noMoney(String organisation) {
    return of(
        429,
        "exceeded_current_quota_error",
        "You exceeded your current token quota: <"
            + organisation
            + "> 0, please check your account balance");
  }

  /// Every recorded message says "1 seconds", however long the wait really is
  /// (MoonshotAI/kimi-cli#1599, LLM-Red-Team/kimi-cc#16).
  static Refusal concurrency(String who, int limit) {
    return limited(
        who + " request reached organization max concurrency: " + limit + AGAIN,
        Duration.ofSeconds(1));
  }

  static Refusal requestsPerMinute(String who, int limit, Duration wait) {
    return limited(who + " request reached organization max RPM: " + limit + AGAIN, wait);
  }

  /// @param per `TPM` or `TPD`
  static Refusal tokens(String who, String per, long current, long limit, Duration wait) {
    return limited(
        String.format(
            Locale.ROOT,
            "%s request reached organization %s rate limit, current: %d, limit: %d",
            who,
            per,
            current,
            limit),
        wait);
  }

  private static final String AGAIN = ", please try again after 1 seconds";

  private static Refusal limited(String message, Duration wait) {
    return new Refusal(429, "rate_limit_reached_error", message, wait);
  }

  /// The server failed. The type stands in the table, the words are ours.
  static Refusal broken() {
    return of(500, "server_error", "Internal error, please try again later");
  }

  /// The stand-in failed. The type stands in the table, the words are ours.
  static Refusal failed(RuntimeException e) {
    return of(500, "server_error", "The stand-in failed: " + e);
  }

  /// Not in the table; clients report it. The words are ours.
  static Refusal unavailable(int status) {
    return of(status, "server_unavailable", "Service temporarily unavailable");
  }

  /// Not sent to anybody: the client did not wait for its answer.
  static Refusal gone() {
    return of(499, "client_closed_request", "client closed request");
  }

  /// A gateway's page; it has no such type.
  static Refusal page() {
    return of(502, "html", "Bad Gateway");
  }

  static Refusal filtered() {
    return of(
        400, "content_filter", "The request was rejected because it was considered high risk");
  }

  static Refusal forbidden() {
    return of(403, "permission_denied_error", "The API you are accessing is not open");
  }

  static Refusal unexpected() {
    return of(500, "unexpected_output", "invalid state transition");
  }
}
