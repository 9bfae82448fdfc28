package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxyTest {
  private static String proxy(String url, Map<String, String> environment) {
    Proxy proxy = new EnvironmentProxy(environment).select(URI.create(url)).getFirst();
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "none";
  }

  @Test
  void takesTheProxyOfTheScheme() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://safe:3128", "http_proxy", "plain:8080");
    assertEquals("safe:3128", proxy("https://api.moonshot.ai/v1", both));
    assertEquals("plain:8080", proxy("http://gpu.example/v1", both));
    assertEquals("none", proxy("https://api.moonshot.ai/v1", Map.of()));
    assertEquals("any:80", proxy("https://api.moonshot.ai/v1", Map.of("ALL_PROXY", "http://any")));
  }

  @Test
  void reachesWithoutItWhatIsExceptedAndThisMachine() {
    Map<String, String> environment =
        Map.of("all_proxy", "http://any:1", "NO_PROXY", "moonshot.ai, .internal");
    assertEquals("none", proxy("https://api.moonshot.ai/v1", environment));
    assertEquals("none", proxy("https://gpu.internal/v1", environment));
    assertEquals("any:1", proxy("https://notmoonshot.ai/v1", environment));
    assertEquals("none", proxy("http://127.0.0.1:8000/v1", environment));
    assertEquals(
        "none", proxy("https://x.org", Map.of("all_proxy", "http://any:1", "no_proxy", "*")));
  }

  @Test
  void isNoneWhereItIsNotUnderstood() {
    assertEquals("none", proxy("https://x.org", Map.of("https_proxy", "socks5://a:1")));
    assertEquals("none", proxy("https://x.org", Map.of("https_proxy", "http://a b")));
  }
}
