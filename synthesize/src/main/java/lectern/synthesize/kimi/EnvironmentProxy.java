package lectern.synthesize.kimi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The proxy that the environment names, as most programs take it: `https_proxy`, `http_proxy`,
/// `all_proxy`, and `no_proxy` for those that are reached without. Small letters go first. Names
/// and passwords for the proxy are not sent. This machine is never reached by a proxy.
public final class EnvironmentProxy extends ProxySelector {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, String> environment;

  public EnvironmentProxy(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String named = value(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    InetSocketAddress proxy = address(named.isEmpty() ? value("all_proxy") : named);
    return List.of(
        proxy == null || HERE.contains(host) || isExcepted(host)
            ? Proxy.NO_PROXY
            : new Proxy(Proxy.Type.HTTP, proxy));
  }

  private boolean isExcepted(String host) {
    return Arrays.stream(value("no_proxy").toLowerCase(Locale.ROOT).split(",", -1))
        .map(entry -> entry.strip().replaceFirst("^\\*?\\.", ""))
        .anyMatch(
            entry ->
                !entry.isEmpty()
                    && (entry.equals("*") || host.equals(entry) || host.endsWith("." + entry)));
  }

  /// Null where it is none, or one of a kind that is not HTTP.
  private static @Nullable InetSocketAddress address(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      String scheme = String.valueOf(uri.getScheme());
      if (uri.getHost() == null || !scheme.startsWith("http")) {
        return null;
      }
      int usual = scheme.equals("https") ? 443 : 80;
      return InetSocketAddress.createUnresolved(
          uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private String value(String name) {
    String small = environment.getOrDefault(name, "");
    return (small.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : small)
        .strip();
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException cause) {
    // The call fails, and says so.
  }
}
