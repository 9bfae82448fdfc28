package lectern.synthesize;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// No answer can be had. [#hint] says what the operator can do about it.
public abstract sealed class SynthesisException extends RuntimeException {
  private final String hint;

  private SynthesisException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }

  /// The prompt cannot be made to fit: the question alone, or the asked tier, passes the window.
  public static final class TooLong extends SynthesisException {
    public TooLong(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// No plan stays within the price that was set.
  public static final class OverPrice extends SynthesisException {
    public OverPrice(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The plan needs several prompts, where only a single one will do.
  public static final class NeedsMapReduce extends SynthesisException {
    public NeedsMapReduce(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The form that the answer is wished in cannot be asked for.
  public static final class BadSchema extends SynthesisException {
    public BadSchema(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The scope holds no document.
  public static final class EmptyScope extends SynthesisException {
    public EmptyScope(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The catalogue does not know the model, or a catalogue file cannot be read.
  public static final class BadCatalogue extends SynthesisException {
    public BadCatalogue(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// A call cannot be written down, so it is not sent.
  public static final class NoLedger extends SynthesisException {
    public NoLedger(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// No provider gave a completion: refused, unreachable, or no room within the deadline.
  public static final class NoCompletion extends SynthesisException {
    private final boolean elsewhere;
    private final @Nullable BigDecimal costUsd;
    private final String received;
    private final boolean limited;

    /// @param elsewhere whether another model or provider may well give one
    /// @param costUsd of the calls that were made for it; null where that is not known
    public NoCompletion(
        String message, String hint, boolean elsewhere, @Nullable BigDecimal costUsd) {
      this(message, hint, elsewhere, costUsd, "");
    }

    /// @param received what came of an answer before it broke off, the longest of all tries
    public NoCompletion(
        String message,
        String hint,
        boolean elsewhere,
        @Nullable BigDecimal costUsd,
        String received) {
      this(message, hint, elsewhere, costUsd, received, false);
    }

    /// @param limited whether it failed by the account's limits, and the model itself is well
    public NoCompletion(
        String message,
        String hint,
        boolean elsewhere,
        @Nullable BigDecimal costUsd,
        String received,
        boolean limited) {
      super(message, hint, null);
      this.elsewhere = elsewhere;
      this.costUsd = costUsd;
      this.received = received;
      this.limited = limited;
    }

    public boolean elsewhere() {
      return elsewhere;
    }

    public @Nullable BigDecimal costUsd() {
      return costUsd;
    }

    public boolean limited() {
      return limited;
    }

    /// Part of an answer, of which nothing was checked; "" where no word came.
    public String received() {
      return received;
    }
  }

  /// No provider counted the tokens of a prompt: it cannot, or could not be asked.
  public static final class NoTokenCount extends SynthesisException {
    public NoTokenCount(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The provider counts more tokens than its model takes: the plan was too large.
  public static final class OverLimit extends SynthesisException {
    private final long countedTokens;

    /// @param countedTokens what the provider counted; 0 where it did not say
    public OverLimit(String message, String hint, long countedTokens) {
      super(message, hint, null);
      this.countedTokens = countedTokens;
    }

    public long countedTokens() {
      return countedTokens;
    }
  }
}
