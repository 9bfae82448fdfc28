package lectern.retrieve.embed;

import java.time.Duration;
import java.util.List;
import lectern.retrieve.EmbeddingCall.Outcome;
import org.jspecify.annotations.Nullable;

/// What came of one call to an embeddings endpoint.
sealed interface Reply {
  /// How the call ended, for the record.
  Outcome outcome();

  /// Vectors of unit length, in the order of the texts.
  ///
  /// @param tokens as billed; null where the endpoint did not say
  record Vectors(List<float[]> vectors, @Nullable Long tokens) implements Reply {
    public Vectors {
      vectors = List.copyOf(vectors);
    }

    @Override
    public Outcome outcome() {
      return Outcome.ANSWERED;
    }
  }

  /// A refusal because there were too many texts or one was too long.
  record TooLarge(String reason) implements Reply {
    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }
  }

  /// No vectors, for another reason.
  ///
  /// @param reason what the endpoint did: `refused with 401: no such key`
  /// @param hint what the operator can do
  /// @param passing whether the same call may succeed a little later
  /// @param retryAfter that the endpoint asks for before that; zero where it does not say
  record Failed(Outcome outcome, String reason, String hint, boolean passing, Duration retryAfter)
      implements Reply {
    static Failed lasting(Outcome outcome, String reason, String hint) {
      return new Failed(outcome, reason, hint, false, Duration.ZERO);
    }

    static Failed passing(Outcome outcome, String reason, String hint) {
      return new Failed(outcome, reason, hint, true, Duration.ZERO);
    }
  }
}
