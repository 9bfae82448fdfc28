package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ModelListing;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said where no reply comes over the network: one sentence, no class of Java, the proxy by
/// its name.
class NetworkFailuresTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;
  private final RecordingLedger ledger = new RecordingLedger();

  /// Says the same to each connection, whatever it is told, and closes it.
  private static void serve(ServerSocket socket, String answer) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                  InputStream in = connection.getInputStream();
                  if (in.read() >= 0) {
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    connection.getOutputStream().flush();
                    // With anything unread the answer would be lost as the connection ends.
                    connection.shutdownOutput();
                    in.transferTo(OutputStream.nullOutputStream());
                  }
                } catch (IOException _) {
                  // The client went away, or the server has ended.
                }
              }
            });
  }

  private static ServerSocket plain(String answer) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serve(socket, answer);
    return socket;
  }

  /// One in some hundred times the JDK wraps it in what it says where a reply is missing.
  @Test
  void plainTextInPlaceOfTlsIsToldHoweverTheJdkSaysIt() {
    SSLException plain = new SSLException("Unrecognized SSL message, plaintext connection?");
    ServerWords words = ServerWords.to(null);
    Failure bare = NetworkFailures.of(plain, false, words);
    IOException wrapped = new IOException("HTTP/1.1 header parser received no bytes", plain);
    assertEquals(Failure.Kind.UNTRUSTED, bare.kind());
    assertEquals(bare, NetworkFailures.of(wrapped, false, words));
    Failure none = NetworkFailures.of(new IOException(wrapped.getMessage()), false, words);
    assertEquals(Failure.Kind.BROKEN_OFF, none.kind());
  }

  private static String page(int status, String title) {
    String body =
        "<html>\r\n<head><title>"
            + title
            + "</title></head>\r\n<body><h1>"
            + title
            + "</h1></body>";
    String challenge = status == 407 ? "Proxy-Authenticate: Basic realm=\"x\"\r\n" : "";
    return "HTTP/1.1 "
        + status
        + " X\r\nContent-Type: text/html\r\n"
        + challenge
        + "Content-Length: "
        + body.length()
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  private SynthesisException failure(String baseUrl, Map<String, String> environment) {
    try (KimiClient client =
        Clients.of(
            URI.create(baseUrl), ledger, environment, InstantSource.system(), CallProgress.NONE)) {
      SynthesisException thrown =
          assertThrows(
              SynthesisException.NoCompletion.class,
              () -> client.complete(Wire.request(Wire.k3())));
      String said = thrown.getMessage() + thrown.hint() + ledger.ends.getLast().failure();
      for (String internal : List.of("java.", "javax.", "sun.", "Exception", "null", Wire.KEY)) {
        assertFalse(said.contains(internal), said);
      }
      return thrown;
    }
  }

  private void says(String words, int calls, String baseUrl, Map<String, String> environment) {
    SynthesisException thrown = failure(baseUrl, environment);
    assertTrue(("" + thrown.getMessage()).contains(words), thrown.getMessage());
    assertEquals(calls, ledger.calls.size());
  }

  @Test
  void httpWhereTlsIsSpoken() throws Exception {
    try (ServerSocket socket = tls()) {
      says(
          "the base URL must begin with https:// in place of http://",
          1,
          "http://127.0.0.1:" + socket.getLocalPort() + "/v1",
          Map.of());
      assertEquals(List.of(Outcome.FAILED), ledger.outcomes());
    }
  }

  @Test
  void httpWhereAWebServerWantsTls() throws IOException {
    String nginx = page(400, "400 The plain HTTP request was sent to HTTPS port");
    try (ServerSocket socket = plain(nginx)) {
      says(
          "the base URL must begin with https:// in place of http://",
          1,
          "http://127.0.0.1:" + socket.getLocalPort() + "/v1",
          Map.of());
    }
  }

  @Test
  void httpsWhereNoTlsIsSpoken() throws IOException {
    try (ServerSocket socket = plain(page(400, "400 Bad Request"))) {
      says(
          "the base URL must begin with http:// in place of https://",
          1,
          "https://127.0.0.1:" + socket.getLocalPort() + "/v1",
          Map.of());
    }
  }

  @Test
  void aCertificateThatNobodySigned() throws Exception {
    try (ServerSocket socket = tls()) {
      says(
          "its certificate is signed by nobody whom this Java trusts",
          1,
          "https://127.0.0.1:" + socket.getLocalPort() + "/v1",
          Map.of());
    }
  }

  @Test
  void aNameThatIsUnknown() {
    says(
        "(no-such-host.invalid): the name is unknown",
        2,
        "http://no-such-host.invalid/v1",
        Map.of());
    assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), ledger.outcomes());
  }

  @Test
  void aPortWhereNobodyListens() {
    says("(127.0.0.1:1): nobody listens there", 2, "http://127.0.0.1:1/v1", Map.of());
  }

  @Test
  void aPageSaysItsTitleOnce() throws IOException {
    try (ServerSocket socket = plain(page(502, "502 Bad Gateway"))) {
      says(
          "): 502, an HTML page: Bad Gateway (after 4 tries)",
          4,
          "http://127.0.0.1:" + socket.getLocalPort() + "/v1",
          Map.of());
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  void aProxyThatIsDead(String scheme) {
    String variable = scheme + "_proxy";
    says(
        "(api.example.org by the proxy 127.0.0.1:1 of " + variable + "): the proxy does not answer",
        2,
        scheme + "://api.example.org/v1",
        Map.of(variable, "http://me:secret@127.0.0.1:1"));
    SynthesisException again =
        failure(scheme + "://api.example.org/v1", Map.of(variable, "http://me:secret@127.0.0.1:1"));
    assertFalse((again.getMessage() + again.hint()).contains("secret"), again.getMessage());
    assertTrue(again.hint().contains("api.example.org in no_proxy"), again.hint());
    assertEquals(Outcome.FAILED, ledger.outcomes().getFirst());
  }

  @Test
  void aProxyWhoseNameIsUnknown() {
    says(
        "by the proxy no-such-proxy.invalid:3128 of ALL_PROXY): the proxy's name is unknown",
        2,
        "https://api.example.org/v1",
        Map.of("ALL_PROXY", "no-such-proxy.invalid:3128"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https|403|the proxy does not let one through: 403",
        "https|502|the proxy does not let one through: 502",
        "https|407|the proxy wants a name and password, which are not sent to it",
        "http|407|the proxy wants a name and password, which are not sent to it",
      })
  void aProxyThatRefuses(String scheme, int status, String words) throws IOException {
    try (ServerSocket proxy = plain(page(status, "no"))) {
      says(
          "by the proxy 127.0.0.1:" + proxy.getLocalPort() + " of all_proxy): " + words,
          2,
          scheme + "://api.example.org/v1",
          Map.of("all_proxy", "http://127.0.0.1:" + proxy.getLocalPort()));
      assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), ledger.outcomes());
    }
  }

  @Test
  void aListOfModelsNamesTheProxyToo() throws IOException {
    try (ServerSocket proxy = plain(page(407, "no"))) {
      String named = "127.0.0.1:" + proxy.getLocalPort();
      Endpoint endpoint =
          new Endpoint(Wire.moonshot(), URI.create("https://api.example.org/v1"), Wire.KEY);
      ModelListing listing =
          new ModelLister(
                  new EnvironmentProxy(Map.of("https_proxy", "http://" + named)),
                  ModelLister.LONGEST,
                  InstantSource.system())
              .list(endpoint);
      assertTrue(
          listing
              .toString()
              .contains("by the proxy " + named + " of https_proxy: the proxy wants a name"),
          listing.toString());
    }
  }

  @Test
  void aVariableThatNamesNoProxyIsDoubted() {
    URI url = URI.create("https://api.example.org/v1");
    for (String value : List.of("socks5://me:secret@a:1", "http://me:secret@a b")) {
      EnvironmentProxy proxy = new EnvironmentProxy(Map.of("HTTPS_PROXY", value));
      String doubt = proxy.doubt(url);
      assertNotNull(doubt);
      assertTrue(doubt.startsWith("HTTPS_PROXY names no proxy"), doubt);
      assertFalse(doubt.contains("secret"), doubt);
    }
    assertEquals(null, new EnvironmentProxy(Map.of("https_proxy", "a:1")).doubt(url));
    assertEquals(null, new EnvironmentProxy(Map.of()).doubt(url));
  }

  private ServerSocket tls() throws Exception {
    Path store = folder.resolve("store.p12");
    if (!Files.exists(store)) {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "a",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, keytool.waitFor(), said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serve(socket, "HTTP/1.1 200 OK\r\n\r\n");
    return socket;
  }
}
