package lectern.synthesize.kimi;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/// Whom live tests ask, if anybody.
///
/// @param model id in the catalogue's rows of `moonshot`
/// @param key sent to that address alone
record LiveTarget(URI baseUrl, String key, String model) {
  /// Has to be `true` for anything to be sent.
  static final String WANTED = "lectern.live";

  /// A server on this machine to ask in Moonshot's place, without its key.
  static final String BASE_URL = "lectern.live.base-url";

  static final String MODEL = "lectern.live.model";

  private static final String MOONSHOT = "https://api.moonshot.ai/v1";
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

  /// @throws TestAbortedException saying why nobody is asked
  static LiveTarget of(Map<String, String> environment, Properties properties) {
    if (!properties.getProperty(WANTED, "").equals("true")) {
      throw new TestAbortedException("nothing is sent without -D" + WANTED + "=true");
    }
    String model = properties.getProperty(MODEL, "kimi-k3.1-pro");
    String instead = properties.getProperty(BASE_URL, "");
    if (!instead.isEmpty()) {
      URI url = URI.create(instead);
      if (!HERE.contains(String.valueOf(url.getHost()))) {
        throw new TestAbortedException(BASE_URL + " is on another machine: " + instead);
      }
      return new LiveTarget(url, "no-key", model);
    }
    for (String name : List.of("KIMI_BASE_URL", "MOONSHOT_BASE_URL")) {
      String url = environment.getOrDefault(name, "").strip().replaceFirst("/$", "");
      if (!url.isEmpty() && !url.equals(MOONSHOT)) {
        throw new TestAbortedException(name + " points elsewhere than " + MOONSHOT);
      }
    }
    for (String name : List.of("KIMI_API_KEY", "MOONSHOT_API_KEY")) {
      String key = environment.getOrDefault(name, "").strip();
      if (!key.isEmpty()) {
        return new LiveTarget(URI.create(MOONSHOT), key, model);
      }
    }
    throw new TestAbortedException("neither KIMI_API_KEY nor MOONSHOT_API_KEY is set");
  }

  @Override
  public String toString() {
    return model + " at " + baseUrl;
  }
}
