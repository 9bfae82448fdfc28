package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelListing;
import org.jspecify.annotations.Nullable;

/// Asks a provider which models a key may call: `GET /v1/models`, whose items carry
/// `context_length`, `supports_image_in`, `supports_video_in` and `supports_reasoning` at Moonshot
/// (its specification of August 2026), and `max_model_len` at vLLM. Asked once, not again.
public final class ModelLister {
  /// For connection, reply and all; a list is some kilobytes.
  public static final Duration LONGEST = Duration.ofSeconds(30);

  /// OpenRouter's list of all its models is under one.
  private static final int MOST_BYTES = 16 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProxySelector proxy;
  private final Duration longest;
  private final InstantSource clock;

  /// @param proxy which one leads to an endpoint
  /// @param longest that one list may take
  /// @param clock reads dates in refusals
  public ModelLister(ProxySelector proxy, Duration longest, InstantSource clock) {
    this.proxy = proxy;
    this.longest = longest;
    this.clock = clock;
  }

  /// Asks one provider.
  ///
  /// @throws CancellationException if the thread is interrupted
  public ModelListing list(Endpoint endpoint) {
    FailureReader failures = new FailureReader(clock, ServerWords.to(endpoint.key()));
    HttpClient http = KimiClient.http(KimiSettings.DEFAULTS.connect(), proxy);
    try {
      HttpResponse<byte[]> reply =
          http.sendAsync(
                  request(endpoint), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
              .get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (reply.statusCode() == NetworkFailures.PROXY_PASSWORD) {
        return failed(
            endpoint, Failure.of(Failure.Kind.PROXY, NetworkFailures.PROXY_WANTS_PASSWORD));
      }
      String body = new String(reply.body(), StandardCharsets.UTF_8);
      if (reply.statusCode() >= 300 && reply.statusCode() < 400) {
        return failed(
            endpoint,
            failures.redirect(
                reply.statusCode(), reply.headers().firstValue("Location").orElse("")));
      }
      if (reply.statusCode() != 200) {
        return failed(
            endpoint,
            failures.refusal(
                reply.statusCode(), body, reply.headers().firstValue("Retry-After").orElse("")));
      }
      List<ListedModel> models = models(failures.words().unkeyed(body));
      return models == null
          ? failed(endpoint, failures.notUnderstood("the reply is no list of models", body))
          : new ModelListing.Listed(endpoint.provider().name(), endpoint.host(), models);
    } catch (TimeoutException _) {
      return failed(
          endpoint,
          Failure.of(
              Failure.Kind.TIMED_OUT,
              "no list of models within " + longest.toMillis() / 1_000.0 + " s"));
    } catch (ExecutionException e) {
      return failed(
          endpoint, NetworkFailures.of(e.getCause(), way(endpoint) != null, failures.words()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while a provider was asked for its models");
    } finally {
      http.shutdownNow();
    }
  }

  private static HttpRequest request(Endpoint endpoint) {
    URI url = URI.create(endpoint.baseUrl() + "/models");
    HttpRequest.Builder builder = HttpRequest.newBuilder(url).header("Accept", "application/json");
    String key = endpoint.key();
    if (key != null) {
      builder.header("Authorization", "Bearer " + key);
    }
    if ("http".equals(url.getScheme())) {
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    return builder.build();
  }

  /// Null where the text is no list of models. Together gives the bare array.
  private static @Nullable List<ListedModel> models(String body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return null;
    }
    JsonNode items = root.isArray() ? root : root.path("data");
    if (!items.isArray()) {
      return null;
    }
    var models = new ArrayList<ListedModel>();
    for (JsonNode item : items) {
      if (item.path("id").isTextual()) {
        models.add(
            new ListedModel(
                item.path("id").textValue(),
                window(item),
                flag(item.path("supports_image_in")),
                flag(item.path("supports_video_in")),
                flag(item.path("supports_reasoning"))));
      }
    }
    return models;
  }

  private static @Nullable Long window(JsonNode item) {
    for (String field : List.of("context_length", "max_model_len")) {
      if (item.path(field).canConvertToLong() && item.path(field).longValue() > 0) {
        return item.path(field).longValue();
      }
    }
    return null;
  }

  private static @Nullable Boolean flag(JsonNode value) {
    return value.isBoolean() ? value.booleanValue() : null;
  }

  private @Nullable String way(Endpoint endpoint) {
    return EnvironmentProxy.named(proxy, endpoint.baseUrl());
  }

  private ModelListing failed(Endpoint endpoint, Failure failure) {
    String status = failure.status() == 0 ? "" : failure.status() + ", ";
    String way = way(endpoint);
    String where = endpoint + (way == null ? "" : " by the proxy " + way);
    return new ModelListing.Failed(
        endpoint.provider().name(),
        endpoint.host(),
        where + ": " + status + failure.message(),
        switch (failure.kind()) {
          case BAD_KEY, FORBIDDEN, UNREACHABLE, PROXY, UNTRUSTED, REDIRECTED, NOT_UNDERSTOOD ->
              Refusals.hint(endpoint, failure);
          case NO_MODEL ->
              "The address has no list of models: see whether it ends where the interface begins, mostly in /v1.";
          default -> "Ask again later.";
        });
  }
}
