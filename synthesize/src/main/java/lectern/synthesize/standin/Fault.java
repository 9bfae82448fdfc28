package lectern.synthesize.standin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can go wrong with a call, apart from its being refused with reason. `docs/standin.md` says
/// what of it is billed.
public enum Fault {
  /// Nothing: the call goes well.
  OK,
  /// The head of the response comes late.
  SLOW_HEADERS,
  /// The head comes at once, the first token late; comments keep the connection alive.
  SLOW_FIRST_TOKEN,
  /// Halfway through the answer nothing more comes, and the connection stays open.
  STALL,
  /// The body ends halfway in good order: no finish reason, no `[DONE]`.
  TRUNCATE,
  /// The connection is closed halfway, in the middle of the body.
  CUT,
  /// The connection is reset halfway.
  RESET,
  /// Halfway an event `{"error":…}` comes, and the stream ends.
  ERROR_EVENT,
  /// The budget goes to reasoning: null content, finish `length`.
  NULL_CONTENT,
  /// 429 `engine_overloaded_error`.
  OVERLOAD,
  /// 429 `rate_limit_reached_error`, of requests a minute.
  RATE,
  /// 500 `server_error`.
  SERVER_ERROR,
  /// 503.
  UNAVAILABLE,
  /// 529, which is not documented; clients retry it.
  BUSY,
  /// 502 with a web page in place of JSON, as from a gateway.
  HTML,
  /// 200 with JSON that breaks off; in a stream, an event that does.
  BAD_JSON;

  /// How the fault is written in a plan.
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Fault> written(String name) {
    return Arrays.stream(values()).filter(fault -> fault.written().equals(name)).findFirst();
  }
}
