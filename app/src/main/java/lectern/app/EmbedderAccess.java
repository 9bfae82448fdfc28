package lectern.app;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lectern.retrieve.Embedder;
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.retrieve.IndexException;
import org.jspecify.annotations.Nullable;

/// The embeddings endpoint of the settings, and what may be sent there.
///
/// @param named whether the user gave its address by hand, not a file alone
record EmbedderAccess(EmbeddingEndpoint endpoint, boolean named, Keys keys) {
  /// Asks an endpoint with a key, or with none.
  interface Asking {
    Embedder embedder(EmbeddingEndpoint endpoint, @Nullable String key);
  }

  /// Null where the settings name no endpoint.
  static @Nullable EmbedderAccess of(LecternSettings settings, Keys keys) {
    EmbeddingEndpoint endpoint = settings.embedder();
    return endpoint == null ? null : new EmbedderAccess(endpoint, settings.embedderNamed(), keys);
  }

  /// Says where texts go, where they leave this machine for another than OpenAI's.
  static void tell(LecternSettings settings, Keys keys, Consumer<String> notes) {
    EmbedderAccess access = of(settings, keys);
    if (access != null && access.why() == null) {
      Stream.ofNullable(Destinations.embedderNote(access.endpoint.url())).forEach(notes);
    }
  }

  /// Says so once, when texts have gone there.
  static EmbeddingCall.Recorder telling(
      LecternSettings settings, Keys keys, Consumer<String> notes) {
    AtomicBoolean told = new AtomicBoolean();
    return _ -> {
      if (!told.getAndSet(true)) {
        tell(settings, keys, notes);
      }
    };
  }

  /// Whoever asks the endpoint, or makes no vectors where nothing may be sent to it.
  Embedder unlessWithheld(Asking asking) {
    Destinations.Withheld why = why();
    return why == null
        ? asking.embedder(endpoint, keys.embedder(endpoint.url(), named))
        : new Nobody(endpoint.name(), why);
  }

  private Destinations.@Nullable Withheld why() {
    return new Destinations(keys, named ? Set.of(endpoint.url()) : Set.of())
        .withheldEmbedder(endpoint.url());
  }

  /// Makes no vector: words are searched without it.
  private record Nobody(String name, Destinations.Withheld why) implements Embedder {
    @Override
    public float[] passage(String text) {
      throw none();
    }

    @Override
    public float[] question(String text) {
      throw none();
    }

    private IndexException none() {
      return new IndexException.NoEmbedder(why.why(), why.hint(), null);
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
