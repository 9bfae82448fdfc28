package lectern.retrieve;

import java.net.URI;
import java.time.Duration;

/// An OpenAI-compatible endpoint that makes vectors, and how it is asked.
///
/// @param url address of the API, to which `/embeddings` is added: `https://api.openai.com/v1`
/// @param model as the endpoint calls it
/// @param dimensions that vectors are asked to have; 0 for the model's own number
/// @param passagePrefix put before a text that is to be found, as E5 wants `passage: `
/// @param questionPrefix put before a text that asks, as E5 wants `query: `
/// @param batch most texts of one call
/// @param timeout longest that one call may take
public record EmbeddingEndpoint(
    URI url,
    String model,
    int dimensions,
    String passagePrefix,
    String questionPrefix,
    int batch,
    Duration timeout) {

  private static final int MOST_PORT = 65_535;

  public EmbeddingEndpoint {
    if (!isAddress(url)) {
      throw new IllegalArgumentException("no address of an endpoint");
    }
    if (model.isBlank() || dimensions < 0 || batch < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "model " + model + ", dimensions " + dimensions + ", batch " + batch + ", " + timeout);
    }
  }

  /// Whether an address is http or https with a host, its port one that can be, and free of what
  /// may be a secret: a user, a query, a fragment.
  public static boolean isAddress(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getPort() != 0
        && url.getPort() <= MOST_PORT
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  /// Everything that shapes the vectors; where they are made and who pays does not.
  public String name() {
    return "endpoint model="
        + model
        + (dimensions == 0 ? "" : " dimensions=" + dimensions)
        + (passagePrefix.isEmpty() ? "" : " passage-prefix=\"" + passagePrefix + "\"")
        + (questionPrefix.isEmpty() ? "" : " question-prefix=\"" + questionPrefix + "\"");
  }

  /// Where vectors are asked for.
  public URI embeddings() {
    return URI.create(url.toString().replaceFirst("/+$", "") + "/embeddings");
  }
}
