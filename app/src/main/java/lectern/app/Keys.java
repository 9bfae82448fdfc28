package lectern.app;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lectern.synthesize.Provider;
import lectern.synthesize.catalogue.ModelCatalogue;
import org.jspecify.annotations.Nullable;

/// Keys of providers and the addresses they may go to, from the environment alone; printed by
/// nobody.
///
/// A file can name an address, but no file can make a key go there: a key goes to the hosts that
/// the shipped catalogue names for it, or to the address that the environment gives beside it.
public final class Keys {
  /// No keys at all.
  public static final Keys NONE = new Keys(Map.of());

  /// Key for the endpoint that `embedder.url` names.
  private static final String EMBEDDER = "EMBEDDER_API_KEY";

  private static final String OPENAI = "OPENAI_API_KEY";
  private static final String OPENAI_URL = "OPENAI_BASE_URL";
  private static final String OPENAI_HOST = "api.openai.com";

  /// Where Moonshot's two services are found instead, by whichever name of theirs.
  private static final List<String> MOONSHOT_URLS = List.of("KIMI_BASE_URL", "MOONSHOT_BASE_URL");

  /// What a URI gives as host for this machine: RFC 1122 keeps all of 127/8 within it.
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private final Map<String, String> environment;

  public Keys(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// Key for a provider's interface at an address, or null where none is set or none may go there.
  ///
  /// It must be sent in secret, over https or within this machine, and belong there: see the type.
  /// Providers of a file of one's own have the key in their name's `…_API_KEY`, and it goes to the
  /// address in their name's `…_BASE_URL` alone.
  public @Nullable String key(Provider provider, URI baseUrl) {
    if (!isSecret(baseUrl)) {
      return null;
    }
    List<Provider> shipped = ModelCatalogue.shipped().providers();
    boolean known = shipped.stream().anyMatch(row -> row.name().equals(provider.name()));
    List<String> variables =
        known
            ? shipped.stream()
                .filter(row -> row.name().equals(provider.name()))
                .flatMap(row -> row.keyVariables().stream())
                .toList()
            : ownVariables(provider.name(), shipped);
    boolean sentThere = names(provider.name(), baseUrl);
    return variables.stream()
        .filter(variable -> !value(variable).isEmpty())
        .filter(variable -> sentThere || isHostOf(shipped, variable, baseUrl))
        .map(this::sendable)
        .findFirst()
        .orElse(null);
  }

  /// No variable of a provider that is shipped: a file could otherwise rename whose key it is.
  private static List<String> ownVariables(String provider, List<Provider> shipped) {
    return Stream.of("_API_KEY", "_API_TOKEN")
        .map(suffix -> variable(provider, suffix))
        .filter(name -> shipped.stream().noneMatch(row -> row.keyVariables().contains(name)))
        .toList();
  }

  private static boolean isHostOf(List<Provider> shipped, String variable, URI baseUrl) {
    return shipped.stream()
        .filter(row -> row.keyVariables().contains(variable))
        .map(Provider::baseUrl)
        .anyMatch(
            url ->
                url.getHost().equalsIgnoreCase(baseUrl.getHost())
                    || (isLoopback(url) && isLoopback(baseUrl)));
  }

  /// Address that the environment gives for a provider in place of the catalogue's, or null.
  ///
  /// @throws AppException.BadSetting if it is none; it is not shown, since it may hold a password
  @Nullable URI baseUrl(String provider) {
    for (String variable : addressVariables(provider)) {
      String text = value(variable);
      if (!text.isEmpty()) {
        return address(variable, text);
      }
    }
    return null;
  }

  private static URI address(String variable, String text) {
    URI url = PlainAddress.read(text);
    if (url != null) {
      return url;
    }
    throw new AppException.BadSetting(
        variable + " is no plain http or https address",
        "Give scheme, host and path, as https://api.moonshot.ai/v1, with no user, key or query and no port above 65535.",
        null);
  }

  /// Whether an address in the environment replaces that of a provider.
  static boolean isReplaced(String provider, Map<String, String> environment) {
    return addressVariables(provider.isEmpty() ? "moonshot" : provider).stream()
        .anyMatch(variable -> !environment.getOrDefault(variable, "").isBlank());
  }

  static List<String> addressVariables(String provider) {
    return provider.equals("moonshot") || provider.equals("moonshot-cn")
        ? MOONSHOT_URLS
        : List.of(variable(provider, "_BASE_URL"));
  }

  private static String variable(String provider, String suffix) {
    return provider.toUpperCase(Locale.ROOT).replace('-', '_') + suffix;
  }

  /// Key for the embeddings endpoint, or null where none is set or none may go there: its own, or
  /// OpenAI's where that belongs to the endpoint's host; as those of models, in secret.
  ///
  /// @param named whether the user gave the address by hand, where alone its own key goes
  @Nullable String embedder(URI url, boolean named) {
    if (!isSecret(url)) {
      return null;
    }
    if (named && hasEmbedder()) {
      return sendable(EMBEDDER);
    }
    return !value(OPENAI).isEmpty() && isOpenAi(url) ? sendable(OPENAI) : null;
  }

  /// Whether the embeddings endpoint's own key is set, wherever it may go.
  boolean hasEmbedder() {
    return !value(EMBEDDER).isEmpty();
  }

  private boolean isOpenAi(URI url) {
    return isOpenAiItself(url) || isAt(url, List.of(OPENAI_URL));
  }

  static boolean isOpenAiItself(URI url) {
    return OPENAI_HOST.equalsIgnoreCase(url.getHost());
  }

  static boolean isSecret(URI url) {
    return "https".equals(url.getScheme()) || isLoopback(url);
  }

  /// Whether an address is on this machine by its spelling; no name but `localhost` is looked up.
  static boolean isLoopback(URI url) {
    return url.getHost() != null && LOOPBACK.matcher(url.getHost()).matches();
  }

  /// Whether the environment names an address of this host and port for a provider.
  boolean names(String provider, URI baseUrl) {
    return isAt(baseUrl, addressVariables(provider));
  }

  /// Whether an address has host and port of one that the environment gives.
  private boolean isAt(URI url, List<String> variables) {
    return variables.stream()
        .anyMatch(variable -> url.getAuthority().equalsIgnoreCase(authority(value(variable))));
  }

  private static String authority(String url) {
    try {
      return String.valueOf(URI.create(url).getAuthority());
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /// Whether a key of a provider is set, wherever it may go.
  boolean isSet(Provider provider) {
    return provider.keyVariables().stream().anyMatch(name -> !value(name).isEmpty());
  }

  /// Why [#key] gives none for a provider's model.
  String whyNone(String model, Provider provider, URI baseUrl) {
    return isSet(provider)
        ? "the key of " + provider.name() + " does not go to " + baseUrl.getAuthority()
        : "no key is set for " + model + " (" + String.join(" or ", provider.keyVariables()) + ")";
  }

  /// All of it, for the proxies that it names.
  Map<String, String> environment() {
    return environment;
  }

  /// What a variable holds; empty where it is not set.
  String value(String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  /// The key in a variable. What a header cannot hold is refused here, since Java's own complaint
  /// repeats it.
  ///
  /// @throws AppException.BadSetting if it cannot be sent; it is not shown
  private String sendable(String variable) {
    String key = value(variable);
    if (key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return key;
    }
    throw new AppException.BadSetting(
        variable + " holds a character that no key has: a blank, a line end or one beyond ASCII",
        "Copy the key anew from the provider's console.",
        null);
  }

  @Override
  public String toString() {
    return "keys";
  }
}
