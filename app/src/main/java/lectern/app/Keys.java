package lectern.app;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys of providers, from the environment alone; printed by nobody.
public final class Keys {
  /// No keys at all.
  public static final Keys NONE = new Keys(Map.of());

  /// Key for the endpoint that `embedder.url` names, whichever that is.
  private static final String EMBEDDER = "EMBEDDER_API_KEY";

  private static final String OPENAI = "OPENAI_API_KEY";
  private static final String OPENAI_URL = "OPENAI_BASE_URL";
  private static final String OPENAI_HOST = "api.openai.com";

  private final Map<String, String> environment;

  public Keys(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// Key for the embeddings endpoint, or null for none: its own, or OpenAI's where that belongs to
  /// the endpoint's host and is sent in secret.
  @Nullable String embedder(URI url) {
    String own = value(EMBEDDER);
    if (!own.isEmpty()) {
      return own;
    }
    String shared = value(OPENAI);
    return !shared.isEmpty() && isOpenAi(url) ? shared : null;
  }

  private boolean isOpenAi(URI url) {
    boolean secret =
        "https".equals(url.getScheme())
            || Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
    return secret
        && (OPENAI_HOST.equalsIgnoreCase(url.getHost())
            || url.getAuthority().equalsIgnoreCase(authority(value(OPENAI_URL))));
  }

  private static String authority(String url) {
    try {
      return String.valueOf(URI.create(url).getAuthority());
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  @Override
  public String toString() {
    return "keys";
  }
}
