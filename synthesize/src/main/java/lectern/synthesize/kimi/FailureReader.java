package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.kimi.Failure.Kind;
import lectern.synthesize.kimi.Failure.Limit;
import lectern.synthesize.kimi.Failure.Measure;
import org.jspecify.annotations.Nullable;

/// Reads a refusal: its status, its `{"error":{"type","message"}}`, and what its text says of
/// limits and waits, for which Moonshot sends no headers (recorded in March 2026).
///
/// @param words makes what is said safe to print
record FailureReader(InstantSource clock, ServerWords words) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Of a JSON text that broke off.
  private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"(\\w{1,100})\"");

  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"([^\"\\\\]{1,1000})");

  /// Before the words of an error that is a mere text.
  private static final Pattern TYPE_FIRST = Pattern.compile("^[a-z]+(?:_[a-z]+)+(?=:|$)");

  /// Longer waits are nobody's who means it: a day's limit is over in one.
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  /// nginx, Cloudflare and Go say so of what comes without TLS.
  private static final Pattern WANTS_TLS =
      Pattern.compile("http request.{0,20} to (?:an )?https (?:port|server)");

  private static final Pattern OVER_LIMIT =
      Pattern.compile("token limit|context length|maximum context|context window");
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:after|in) (\\d+(?:\\.\\d+)?) ?(ms|milliseconds?|s|seconds?|m|minutes?)\\b");
  private static final Pattern MOST =
      Pattern.compile("max (?:organization )?(rpm|tpm|tpd|concurrency): ?(\\d+)");
  private static final Pattern CURRENT =
      Pattern.compile("(rpm|tpm|tpd) rate limit, current: ?\\d+, limit: ?(\\d+)");

  /// Reads the refusal of an HTTP status.
  ///
  /// @param retryAfter the header of that name, or ""
  Failure refusal(int status, String body, String retryAfter) {
    Said said = said(status, body);
    Kind kind = kind(status, said);
    String text = said.message().toLowerCase(Locale.ROOT);
    Duration asked = header(retryAfter);
    if (WANTS_TLS.matcher(text).find()) {
      return Failure.of(Kind.UNTRUSTED, NetworkFailures.WANTS_TLS);
    }
    return new Failure(
        kind, status, said.message(), asked == null ? wait(text) : asked, limit(text));
  }

  /// Whether a reply, or an event, of status 200 says that there is none: `{"error":{…}}`,
  /// `{"error":"…"}`, or vLLM's `{"object":"error","message":"…"}`.
  static boolean isError(JsonNode reply) {
    JsonNode error = reply.path("error");
    return error.isObject()
        || (error.isTextual() && !error.textValue().isBlank())
        || reply.path("object").asText("").equals("error");
  }

  /// Reads an error that comes within a stream whose status was 200.
  Failure inBand(JsonNode event) {
    // Some tell the status that it would have had.
    int code = event.path("error").path("code").asInt(event.path("code").asInt(0));
    return refusal(code >= 400 && code < 600 ? code : 0, event.toString(), "");
  }

  /// Reads an error that comes within a stream as a text.
  Failure inBand(String text) {
    return refusal(0, text, "");
  }

  /// It is not followed: it could lead the key elsewhere.
  ///
  /// @param location the header of that name, or ""
  Failure redirect(int status, String location) {
    String host;
    try {
      host = java.net.URI.create(location.strip()).getRawAuthority();
    } catch (IllegalArgumentException _) {
      host = null;
    }
    String where =
        host != null ? host : location.isBlank() ? "nowhere" : "another path of the same host";
    return new Failure(
        Kind.REDIRECTED,
        status,
        "redirects to " + words.line(where) + ", which is not followed",
        null,
        null);
  }

  /// A reply in an encoding that is not undone; empty for one that can be read.
  Optional<Failure> encoded(HttpHeaders headers) {
    return Compression.unknown(headers)
        .map(
            names ->
                Failure.of(
                    Kind.ENCODED,
                    "the reply is encoded, which was not asked for: " + words.line(names)));
  }

  /// A reply that is not what was asked for.
  ///
  /// @param what it is, in words
  Failure notUnderstood(String what, String body) {
    return Failure.of(Kind.NOT_UNDERSTOOD, what + ": " + words.line(body));
  }

  private record Said(String type, String message) {}

  private Said said(int status, String body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root.path("error");
      if (error.isObject()) {
        String type = error.path("type").asText(error.path("code").asText(""));
        return new Said(type, words.line(error.path("message").asText(type)));
      }
      if (error.isTextual()) {
        Matcher type = TYPE_FIRST.matcher(error.textValue());
        return new Said(type.find() ? type.group() : "", words.line(error.textValue()));
      }
      if (root.path("message").isTextual()) {
        return new Said(root.path("type").asText(""), words.line(root.path("message").textValue()));
      }
    } catch (JsonProcessingException _) {
      // Half of the text often tells it all the same.
      Matcher type = TYPE.matcher(body);
      Matcher message = MESSAGE.matcher(body);
      if (type.find()) {
        return new Said(type.group(1), words.line(message.find() ? message.group(1) : ""));
      }
    }
    // It is said before it anyway.
    return new Said("", words.line(body).replaceFirst("^(an HTML page: )?" + status + " ", "$1"));
  }

  private static Kind kind(int status, Said said) {
    String type = said.type().toLowerCase(Locale.ROOT);
    String text = said.message().toLowerCase(Locale.ROOT);
    // The type is looked at first: one status has three meanings, and in a stream there is none.
    if (mayMeanMoney(status) && (type.contains("quota") || text.contains("insufficient balance"))) {
      return Kind.NO_QUOTA;
    }
    if (type.contains("overloaded")) {
      return Kind.OVERLOADED;
    }
    if (type.contains("rate_limit")) {
      return Kind.RATE_LIMITED;
    }
    if (type.contains("content_filter") || text.contains("high risk")) {
      return Kind.CONTENT_FILTER;
    }
    if ((status == 400 || status == 413 || status == 0) && OVER_LIMIT.matcher(text).find()) {
      return Kind.OVER_LIMIT;
    }
    return byStatus(status == 0 ? statusOf(type) : status);
  }

  private static boolean mayMeanMoney(int status) {
    return status == 402 || status == 403 || status == 429 || status == 0;
  }

  private static int statusOf(String type) {
    return switch (type) {
      case "invalid_request_error" -> 400;
      case "invalid_authentication_error", "incorrect_api_key_error" -> 401;
      case "permission_denied_error" -> 403;
      case "resource_not_found_error" -> 404;
      default -> 500;
    };
  }

  private static Kind byStatus(int status) {
    return switch (status) {
      case 401 -> Kind.BAD_KEY;
      case 402 -> Kind.NO_QUOTA;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NO_MODEL;
      case 408, 409 -> Kind.SERVER_ERROR;
      case 429 -> Kind.RATE_LIMITED;
      case 499 -> Kind.CANCELLED;
      case 503, 529 -> Kind.OVERLOADED;
      default ->
          status >= 500
              ? Kind.SERVER_ERROR
              : status >= 400 ? Kind.BAD_REQUEST : Kind.NOT_UNDERSTOOD;
    };
  }

  private static @Nullable Duration wait(String text) {
    Matcher wait = WAIT.matcher(text);
    if (!wait.find()) {
      return null;
    }
    double number = Double.parseDouble(wait.group(1));
    String unit = wait.group(2);
    double seconds =
        unit.startsWith("ms") || unit.startsWith("milli")
            ? number / 1_000
            : unit.startsWith("m") ? number * 60 : number;
    return believed(seconds);
  }

  /// Null where it is longer than anyone would wait.
  private static @Nullable Duration believed(double seconds) {
    return seconds <= LONGEST_WAIT.toSeconds()
        ? Duration.ofMillis(Math.round(seconds * 1_000))
        : null;
  }

  private static @Nullable Limit limit(String text) {
    for (Pattern pattern : new Pattern[] {MOST, CURRENT}) {
      Matcher limit = pattern.matcher(text);
      if (limit.find()) {
        try {
          return believed(new Limit(measure(limit.group(1)), Long.parseLong(limit.group(2))));
        } catch (NumberFormatException _) {
          return null;
        }
      }
    }
    return null;
  }

  /// Null where it is no limit that an account can have.
  private static @Nullable Limit believed(Limit limit) {
    boolean calls =
        limit.measure() == Measure.CONCURRENCY || limit.measure() == Measure.REQUESTS_PER_MINUTE;
    return limit.most() < 1 || (calls && limit.most() > Integer.MAX_VALUE) ? null : limit;
  }

  private static Measure measure(String word) {
    return switch (word) {
      case "rpm" -> Measure.REQUESTS_PER_MINUTE;
      case "tpm" -> Measure.TOKENS_PER_MINUTE;
      case "tpd" -> Measure.TOKENS_PER_DAY;
      default -> Measure.CONCURRENCY;
    };
  }

  /// Seconds or a date (RFC 9110, section 10.2.3); null where it is neither.
  private @Nullable Duration header(String retryAfter) {
    String value = retryAfter.strip();
    if (value.isEmpty()) {
      return null;
    }
    try {
      if (Character.isDigit(value.charAt(0))) {
        return believed(Double.parseDouble(value));
      }
      Instant when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration until = Duration.between(clock.instant(), when);
      return until.isNegative() ? Duration.ZERO : believed((double) until.toMillis() / 1_000);
    } catch (NumberFormatException | DateTimeException _) {
      return null;
    }
  }
}
