package lectern.retrieve.embed;

import java.util.ArrayList;
import java.util.List;
import lectern.retrieve.Embedder;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.retrieve.IndexException;
import org.jspecify.annotations.Nullable;

/// A model behind an OpenAI-compatible embeddings endpoint, in place of the one in this process.
///
/// Calls that the endpoint refuses as too large are made again in halves, and a single text that is
/// too long is cut to its half until it is taken: a vector is of as much of a text's beginning as
/// the model takes, as is that of the model in this process.
public final class EndpointEmbedder implements Embedder {
  /// Every model takes a text of this length; what refuses it has another reason.
  private static final int ALWAYS_TAKEN_CHARS = 200;

  /// Sent in place of nothing, which endpoints refuse.
  private static final String NOTHING = ".";

  private final EmbeddingEndpoint endpoint;
  private final EndpointClient client;
  private final Patience filling;
  private final Patience asking;

  /// @param key sent to the endpoint and shown to nobody; null for none
  /// @param recorder hears of every call
  public EndpointEmbedder(
      EmbeddingEndpoint endpoint, @Nullable String key, EmbeddingCall.Recorder recorder) {
    this(
        endpoint,
        key,
        recorder,
        Patience.filling(endpoint.timeout()),
        Patience.asking(endpoint.timeout()));
  }

  EndpointEmbedder(
      EmbeddingEndpoint endpoint,
      @Nullable String key,
      EmbeddingCall.Recorder recorder,
      Patience filling,
      Patience asking) {
    this.endpoint = endpoint;
    this.client = new EndpointClient(endpoint, key, recorder);
    this.filling = filling;
    this.asking = asking;
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public int batch() {
    return endpoint.batch();
  }

  @Override
  public float[] passage(String text) {
    return passages(List.of(text)).getFirst();
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    List<String> prefixed =
        texts.stream().map(text -> endpoint.passagePrefix() + something(text)).toList();
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < prefixed.size(); from += batch()) {
      int to = Math.min(from + batch(), prefixed.size());
      vectors.addAll(vectors(prefixed.subList(from, to), filling));
    }
    return vectors;
  }

  @Override
  public float[] question(String text) {
    return vectors(List.of(endpoint.questionPrefix() + something(text)), asking).getFirst();
  }

  private static String something(String text) {
    return text.isBlank() ? NOTHING : text;
  }

  private List<float[]> vectors(List<String> texts, Patience patience) {
    return switch (client.ask(texts, patience)) {
      case Reply.Vectors answered -> answered.vectors();
      case Reply.TooLarge refused -> smaller(texts, refused, patience);
      case Reply.Failed failed -> throw none(failed.reason(), failed.hint());
    };
  }

  private List<float[]> smaller(List<String> texts, Reply.TooLarge refused, Patience patience) {
    if (texts.size() > 1) {
      int half = texts.size() / 2;
      List<float[]> vectors = new ArrayList<>(vectors(texts.subList(0, half), patience));
      vectors.addAll(vectors(texts.subList(half, texts.size()), patience));
      return vectors;
    }
    String text = texts.getFirst();
    if (text.length() <= ALWAYS_TAKEN_CHARS) {
      throw none(refused.reason(), "Check embedder.model and embedder.dimensions.");
    }
    return vectors(List.of(beginning(text, text.length() / 2)), patience);
  }

  /// The first characters, no pair of surrogates parted.
  private static String beginning(String text, int chars) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
  }

  private IndexException none(String reason, String hint) {
    return new IndexException.NoEmbedder(
        "the embeddings endpoint at " + endpoint.url() + " " + reason, hint, null);
  }

  @Override
  public void close() {
    client.close();
  }
}
