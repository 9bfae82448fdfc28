package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelListing;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelListerTest {
  private static ModelListing list(URI baseUrl, @Nullable String key) {
    return list(baseUrl, key, Duration.ofSeconds(5), Map.of());
  }

  private static ModelListing list(
      URI baseUrl, @Nullable String key, Duration longest, Map<String, String> environment) {
    return new ModelLister(new EnvironmentProxy(environment), longest, InstantSource.system())
        .list(new Endpoint(Wire.moonshot(), baseUrl, key));
  }

  private static List<ListedModel> listed(String body) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.reply(200, "application/json", body))) {
      return assertInstanceOf(ModelListing.Listed.class, list(server.baseUrl(), Wire.KEY)).models();
    }
  }

  @Test
  void readsWhatMoonshotListsAndSendsTheKeyAlone() throws IOException {
    String item =
        "{\"id\":\"kimi-k3\",\"object\":\"model\",\"created\":1,\"owned_by\":\"moonshot\",\"context_length\":1048576,"
            + "\"supports_image_in\":true,\"supports_video_in\":false,\"supports_reasoning\":true}";
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.reply(
                200, "application/json", "{\"object\":\"list\",\"data\":[" + item + "]}"))) {
      assertEquals(
          new ModelListing.Listed(
              "moonshot",
              server.baseUrl().getAuthority(),
              List.of(new ListedModel("kimi-k3", 1_048_576L, true, false, true))),
          list(server.baseUrl(), Wire.KEY));
      String head = server.heads.getFirst();
      assertTrue(head.startsWith("GET /v1/models HTTP/1.1\r\n"), head);
      assertTrue(head.contains("Authorization: Bearer " + Wire.KEY + "\r\n"), head);
      assertFalse(head.toLowerCase(Locale.ROOT).contains("upgrade"), head);
      assertEquals("", server.requests.getFirst());
    }
  }

  @Test
  void readsTheListsOfOthers() throws IOException {
    ListedModel bare = new ListedModel("moonshotai/Kimi-K3", null, null, null, null);
    assertEquals(List.of(bare), listed("[{\"id\":\"moonshotai/Kimi-K3\"}]"));
    assertEquals(
        List.of(new ListedModel("k3", 131_072L, null, null, null)),
        listed("{\"data\":[{\"id\":\"k3\",\"max_model_len\":131072},{\"name\":\"no id\"},7]}"));
    assertEquals(List.of(), listed("{\"object\":\"list\",\"data\":[]}"));
  }

  @Test
  void readsWhatTheStandInServes() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      var listed = assertInstanceOf(ModelListing.Listed.class, list(standIn.baseUrl(), Wire.KEY));
      assertTrue(
          listed.models().contains(new ListedModel("kimi-k2.6", 262_144L, true, true, true)),
          listed.toString());
      var failed = assertInstanceOf(ModelListing.Failed.class, list(standIn.baseUrl(), null));
      assertTrue(failed.message().contains("401, "), failed.message());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|application/json|{'error':{'type':'incorrect_api_key_error','message':'Incorrect API key provided: sk-secret-of-the-test'}}|401, Incorrect API key provided: [key]|in the environment anew",
        "404|text/html|<html><body>Not Found</body></html>|404, Not Found|mostly in /v1",
        "429|application/json|{'error':{'type':'rate_limit_reached_error','message':'slow down'}}|429, slow down|again later",
        "200|text/html|<html><title>Sign in sk-secret-of-the-test</title></html>|no list of models: an HTML page: Sign in [key]|mostly in /v1",
        "200|application/json|{'data':{'id':'kimi-k3'}}|no list of models|mostly in /v1",
        "200|application/json|{'data':[{'id|no list of models|mostly in /v1",
        "307|text/plain|moved|307, redirects to 127.0.0.1:1, which is not followed|if you trust that host"
      })
  void saysInALineWhyThereIsNoList(
      int status, String type, String body, String message, String hint) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.reply(
                status, type, body.replace('\'', '"'), "Location: http://127.0.0.1:1/v1/models"))) {
      var failed = assertInstanceOf(ModelListing.Failed.class, list(server.baseUrl(), Wire.KEY));
      assertTrue(failed.message().contains(message), failed.message());
      assertEquals(1, failed.message().lines().count());
      assertTrue(failed.hint().contains(hint), failed.hint());
      assertFalse(failed.toString().contains(Wire.KEY), failed.toString());
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void nobodyThereIsSaid() {
    for (String address : List.of("http://127.0.0.1:1/v1", "http://no-such-host.invalid/v1")) {
      var failed = assertInstanceOf(ModelListing.Failed.class, list(URI.create(address), Wire.KEY));
      assertTrue(failed.hint().contains("base URL"), failed.toString());
    }
  }

  @Test
  void aListThatDoesNotEndIsGivenUp() throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    ScriptedServer.Script stalling =
        out -> {
          ScriptedServer.write(
              out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"data\":[");
          self.get().ending.await();
        };
    try (ScriptedServer server = new ScriptedServer(stalling)) {
      self.set(server);
      var failed =
          assertInstanceOf(
              ModelListing.Failed.class,
              list(server.baseUrl(), Wire.KEY, Duration.ofMillis(150), Map.of()));
      assertTrue(failed.message().endsWith("no list of models within 0.15 s"), failed.message());
    }
  }

  @Test
  void goesByTheProxyOfTheEnvironment() throws IOException {
    try (ScriptedServer proxy =
        new ScriptedServer(ScriptedServer.reply(200, "application/json", "{\"data\":[]}"))) {
      assertInstanceOf(
          ModelListing.Listed.class,
          list(
              URI.create("http://models.invalid/v1"),
              null,
              Duration.ofSeconds(5),
              Map.of("http_proxy", proxy.baseUrl().getAuthority())));
      assertTrue(
          proxy.heads.getFirst().startsWith("GET http://models.invalid/v1/models HTTP/1.1\r\n"),
          proxy.heads.getFirst());
    }
  }
}
