package lectern.synthesize.kimi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks a provider for what is no completion and costs nothing: once, not again.
///
/// @param proxy which one leads to an endpoint
/// @param longest that connection, reply and all may take
/// @param clock reads dates in refusals
/// @param wanted what is asked for: "list of models"
record Inquiry(ProxySelector proxy, Duration longest, InstantSource clock, String wanted) {
  /// OpenRouter's list of all its models, the longest of these replies, is under one.
  private static final int MOST_BYTES = 16 << 20;

  /// What came of it.
  sealed interface Reply {
    /// The body of a reply with a status of success.
    record Body(String text) implements Reply {}

    record None(Failure failure) implements Reply {}
  }

  /// @param path below the base URL, with a slash before it
  /// @param json body to be posted; null to get without one
  /// @param evidence of documents in it, which no message repeats; empty for none
  /// @throws CancellationException if the thread is interrupted
  Reply ask(Endpoint endpoint, String path, byte @Nullable [] json, String evidence) {
    FailureReader failures = failures(endpoint, evidence);
    HttpClient http = KimiClient.http(KimiSettings.DEFAULTS.connect(), proxy);
    try {
      HttpResponse<byte[]> reply =
          http.sendAsync(
                  request(endpoint, path, json),
                  BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
              .get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (reply.statusCode() == NetworkFailures.PROXY_PASSWORD) {
        return new Reply.None(Failure.of(Failure.Kind.PROXY, NetworkFailures.PROXY_WANTS_PASSWORD));
      }
      if (reply.statusCode() >= 300 && reply.statusCode() < 400) {
        return new Reply.None(
            failures.redirect(
                reply.statusCode(), reply.headers().firstValue("Location").orElse("")));
      }
      return read(reply, failures);
    } catch (TimeoutException _) {
      return new Reply.None(
          Failure.of(
              Failure.Kind.TIMED_OUT,
              "no " + wanted + " within " + longest.toMillis() / 1_000.0 + " s"));
    } catch (ExecutionException e) {
      return new Reply.None(
          isTooLong(e.getCause())
              ? endless()
              : NetworkFailures.of(e.getCause(), way(endpoint) != null, failures.words()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while a provider was asked for its " + wanted);
    } finally {
      http.shutdownNow();
    }
  }

  private static Reply read(HttpResponse<byte[]> reply, FailureReader failures) {
    Failure unread = failures.encoded(reply.headers()).orElse(null);
    String text = "";
    if (unread == null) {
      try (InputStream body =
          Compression.undone(reply.headers(), new ByteArrayInputStream(reply.body()))) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        unread = bytes.length > MOST_BYTES ? endless() : null;
        text = new String(bytes, StandardCharsets.UTF_8);
      } catch (IOException e) {
        unread = NetworkFailures.within(e, failures.words());
      }
    }
    if (!WireClient.isSuccess(reply.statusCode())) {
      // Its status says enough.
      return new Reply.None(
          failures.refusal(
              reply.statusCode(), text, reply.headers().firstValue("Retry-After").orElse("")));
    }
    return unread == null ? new Reply.Body(failures.words().unkeyed(text)) : new Reply.None(unread);
  }

  /// What [BodyHandlers#limiting] says; it has no exception of its own.
  private static boolean isTooLong(@Nullable Throwable cause) {
    return cause instanceof IOException
        && String.valueOf(cause.getMessage()).startsWith("body exceeds capacity");
  }

  private static Failure endless() {
    return Failure.of(
        Failure.Kind.ENDLESS,
        "the reply has more than " + MOST_BYTES + " bytes, and was not read on");
  }

  private static HttpRequest request(Endpoint endpoint, String path, byte @Nullable [] json) {
    URI url = URI.create(endpoint.baseUrl() + path);
    HttpRequest.Builder builder = HttpRequest.newBuilder(url).header("Accept", "application/json");
    if (json != null) {
      builder.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json));
    }
    String key = endpoint.key();
    if (key != null) {
      builder.header("Authorization", "Bearer " + key);
    }
    if ("http".equals(url.getScheme())) {
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    return builder.build();
  }

  /// A reply that is not what was asked for.
  Failure notUnderstood(Endpoint endpoint, String body, String evidence) {
    return failures(endpoint, evidence).notUnderstood("the reply is no " + wanted, body);
  }

  private FailureReader failures(Endpoint endpoint, String evidence) {
    return new FailureReader(clock, new ServerWords(endpoint.key(), evidence));
  }

  private @Nullable String way(Endpoint endpoint) {
    return EnvironmentProxy.named(proxy, endpoint.baseUrl());
  }

  /// Who did not give it, and why.
  String message(Endpoint endpoint, Failure failure) {
    String status = failure.status() == 0 ? "" : failure.status() + ", ";
    String way = way(endpoint);
    String where = endpoint + (way == null ? "" : " by the proxy " + way);
    return where + ": " + status + failure.message();
  }

  /// What to do about it.
  ///
  /// @param notFound of an address or a model that is unknown there
  /// @param refused of a request that is not taken
  static String hint(Endpoint endpoint, Failure failure, String notFound, String refused) {
    return switch (failure.kind()) {
      case BAD_KEY, FORBIDDEN, UNREACHABLE, PROXY, UNTRUSTED, REDIRECTED, NOT_UNDERSTOOD ->
          Refusals.hint(endpoint, failure);
      // Nothing of it is billed.
      case ENCODED, ENDLESS -> "See which server or proxy answers at the base URL.";
      case NO_MODEL -> notFound;
      case BAD_REQUEST, OVER_LIMIT, CONTENT_FILTER -> refused;
      case RATE_LIMITED,
          OVERLOADED,
          NO_QUOTA,
          SERVER_ERROR,
          TIMED_OUT,
          TRUNCATED,
          BROKEN_OFF,
          CANCELLED ->
          "Ask again later.";
    };
  }
}
