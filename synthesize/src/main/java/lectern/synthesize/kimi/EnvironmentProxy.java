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

  /// A variable that names a proxy.
  ///
  /// @param name as it stands in the environment
  private record Named(String name, String value) {}

  @Override
  public List<Proxy> select(URI uri) {
    Named named = variable(uri);
    InetSocketAddress proxy = named == null ? null : address(named.value());
    return List.of(proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy));
  }

  /// The proxy that leads to an address, as `host:port of https_proxy`, name and password left out;
  /// null where none does, or nobody says where it comes from.
  static @Nullable String named(ProxySelector selector, URI uri) {
    Named named = selector instanceof EnvironmentProxy own ? own.variable(uri) : null;
    InetSocketAddress proxy = named == null ? null : address(named.value());
    return named == null || proxy == null
        ? null
        : proxy.getHostString() + ":" + proxy.getPort() + " of " + named.name();
  }

  /// What is wrong with the variable that names the proxy for an address; null where nothing is.
  /// Its value is not repeated: it may hold a password.
  public @Nullable String doubt(URI uri) {
    Named named = variable(uri);
    return named == null || address(named.value()) != null
        ? null
        : named.name()
            + " names no proxy that is understood, and is left out: write it as http://host:port;"
            + " other kinds, such as SOCKS, are not used";
  }

  /// Null where the address is reached without a proxy.
  private @Nullable Named variable(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    if (HERE.contains(host) || isExcepted(host)) {
      return null;
    }
    for (String name : List.of(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy")) {
      for (String spelled : List.of(name, name.toUpperCase(Locale.ROOT))) {
        String value = environment.getOrDefault(spelled, "").strip();
        if (!value.isEmpty()) {
          return new Named(spelled, value);
        }
      }
    }
    return null;
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
