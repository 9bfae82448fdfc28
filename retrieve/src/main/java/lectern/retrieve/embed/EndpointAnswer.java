package lectern.retrieve.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.retrieve.EmbeddingCall.Outcome;
import lectern.retrieve.Vectors;
import org.jspecify.annotations.Nullable;

/// Reads the body of an answer with status 200: `data[].embedding` in the order of `data[].index`,
/// and `usage.prompt_tokens`. Nothing in it is taken on trust.
final class EndpointAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EndpointAnswer() {}

  /// An answer that cannot be worked with, and why.
  private static final class Unusable extends Exception {
    Unusable(String reason) {
      super(reason, null, false, false);
    }
  }

  /// @param texts that were sent
  /// @param dimensions that were asked for; 0 for whatever the model has
  static Reply read(byte[] body, int texts, int dimensions) {
    try {
      JsonNode root = tree(body);
      return new Reply.Vectors(vectors(root.path("data"), texts, dimensions), tokens(root));
    } catch (Unusable e) {
      return Reply.Failed.lasting(
          Outcome.UNUSABLE,
          "gave an answer that cannot be used: " + e.getMessage(),
          "Check that embedder.url is an OpenAI-compatible API (the address up to and without"
              + " /embeddings) and that embedder.model is a model for embeddings.");
    }
  }

  private static JsonNode tree(byte[] body) throws Unusable {
    try {
      JsonNode root = JSON.readTree(body);
      if (root == null || !root.isObject()) {
        throw new Unusable("it is no JSON object");
      }
      return root;
    } catch (IOException _) {
      boolean page = body.length > 0 && body[0] == '<';
      throw new Unusable(page ? "it is a web page" : "it is not JSON, or not all of it");
    }
  }

  private static List<float[]> vectors(JsonNode data, int texts, int dimensions) throws Unusable {
    if (!data.isArray()) {
      throw new Unusable("it has no list called data");
    }
    if (data.size() != texts) {
      throw new Unusable("it has " + data.size() + " vectors for " + texts + " texts");
    }
    float[][] ordered = new float[texts][];
    for (int i = 0; i < texts; i++) {
      JsonNode entry = data.get(i);
      // Some servers leave the place out; then the order is that of the list.
      int place = entry.has("index") ? entry.path("index").asInt(-1) : i;
      if (place < 0 || place >= texts || ordered[place] != null) {
        throw new Unusable("its indexes are not those of the texts");
      }
      ordered[place] = vector(entry.path("embedding"));
      int expected = dimensions > 0 ? dimensions : ordered[place].length;
      requireDimensions(ordered[place], expected);
    }
    for (float[] vector : ordered) {
      requireDimensions(vector, ordered[0].length);
    }
    return new ArrayList<>(Arrays.asList(ordered));
  }

  private static void requireDimensions(float[] vector, int dimensions) throws Unusable {
    if (vector.length != dimensions) {
      throw new Unusable(
          "a vector has " + vector.length + " dimensions where " + dimensions + " are wanted");
    }
  }

  private static float[] vector(JsonNode numbers) throws Unusable {
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw new Unusable("a vector is not a list of numbers");
    }
    double[] vector = new double[numbers.size()];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      if (!numbers.get(i).isNumber()) {
        throw new Unusable("a vector is not a list of numbers");
      }
      vector[i] = numbers.get(i).doubleValue();
      square += vector[i] * vector[i];
    }
    if (!Double.isFinite(square)) {
      throw new Unusable("a vector holds a number that is not finite");
    }
    if (square == 0) {
      throw new Unusable("a vector is zero");
    }
    return Vectors.unit(vector);
  }

  /// Embeddings have no completion, so that the total says the same where it alone is given.
  private static @Nullable Long tokens(JsonNode root) {
    JsonNode usage = root.path("usage");
    JsonNode tokens =
        usage.has("prompt_tokens") ? usage.get("prompt_tokens") : usage.path("total_tokens");
    return tokens.isIntegralNumber() && tokens.canConvertToLong() && tokens.longValue() >= 0
        ? tokens.longValue()
        : null;
  }
}
