package lectern.synthesize.kimi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why one request brought no whole completion.
///
/// @param status HTTP status; 0 where there was none
/// @param message what the provider or the network said: one line, without key and prompt
/// @param pause what the provider asks to wait; null where it asks nothing
/// @param limit which limit was passed; null for none, or where it was not said
record Failure(
    Kind kind, int status, String message, @Nullable Duration pause, @Nullable Limit limit) {
  /// What may follow from a failure. Sources: platform.kimi.ai/docs/api/errors and recorded calls,
  /// 2026.
  enum Kind {
    /// The prompt, or it and the completion's budget, passes the window: plan anew.
    OVER_LIMIT(Retry.NEVER, false, false),
    BAD_REQUEST(Retry.NEVER, false, false),
    CONTENT_FILTER(Retry.NEVER, false, false),
    /// Refused, or not allowed.
    BAD_KEY(Retry.NEVER, false, false),
    FORBIDDEN(Retry.NEVER, false, false),
    /// Unknown, retired, or the account is not topped up.
    NO_MODEL(Retry.NEVER, false, true),
    /// Too many calls or tokens: the one failure worth waiting for in place.
    RATE_LIMITED(Retry.WAIT, false, true),
    /// A queue problem of the provider.
    OVERLOADED(Retry.WAIT, false, true),
    /// The account is empty: trying again costs calls and gives nothing.
    NO_QUOTA(Retry.NEVER, false, true),
    SERVER_ERROR(Retry.WAIT, false, true),
    /// Headers, the first token or the next one did not come in time; what was written may be
    /// billed.
    TIMED_OUT(Retry.WAIT, true, true),
    /// The stream ended before the model had.
    TRUNCATED(Retry.WAIT, true, true),
    /// The connection broke off before the reply began.
    BROKEN_OFF(Retry.WAIT, true, true),
    /// Nobody listens there, or the name is unknown.
    UNREACHABLE(Retry.ONCE, false, true),
    /// The proxy is not there, or does not let one through: nothing got to the provider.
    PROXY(Retry.ONCE, false, true),
    /// The certificate is not trusted, or the other side speaks no TLS.
    UNTRUSTED(Retry.NEVER, false, false),
    /// It points elsewhere, where the key does not go.
    REDIRECTED(Retry.NEVER, false, false),
    /// A reply in an encoding that nobody asked for: the next one would be too.
    ENCODED(Retry.NEVER, true, true),
    /// The reply has no end, as far as anyone waited.
    ENDLESS(Retry.NEVER, true, true),
    /// A reply that is not the interface's: a page of a proxy, half of a JSON text.
    NOT_UNDERSTOOD(Retry.ONCE, true, true),
    CANCELLED(Retry.NEVER, true, false);

    private final Retry retry;
    private final boolean mayBeBilled;
    private final boolean elsewhere;

    Kind(Retry retry, boolean mayBeBilled, boolean elsewhere) {
      this.retry = retry;
      this.mayBeBilled = mayBeBilled;
      this.elsewhere = elsewhere;
    }

    Retry retry() {
      return retry;
    }

    /// Whether another model or provider may well do it: not where the prompt or the set-up is at
    /// fault, which has to be mended.
    boolean elsewhere() {
      return elsewhere;
    }

    /// Whether tokens may have been written and billed. Errors are not (Moonshot's staff,
    /// forum.moonshot.ai/t/569).
    boolean mayBeBilled() {
      return mayBeBilled;
    }
  }

  /// Whether the same request may be sent again.
  enum Retry {
    NEVER,
    /// Once, after a short wait: it hardly passes.
    ONCE,
    /// As long as there are tries and time.
    WAIT
  }

  /// A limit of the account, as told in the refusal.
  ///
  /// @param most calls a minute, tokens a minute or a day, or calls at once
  record Limit(Measure measure, long most) {}

  enum Measure {
    REQUESTS_PER_MINUTE,
    TOKENS_PER_MINUTE,
    TOKENS_PER_DAY,
    CONCURRENCY
  }

  static Failure of(Kind kind, String message) {
    return new Failure(kind, 0, message, null, null);
  }
}
