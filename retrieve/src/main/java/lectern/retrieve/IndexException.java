package lectern.retrieve;

import org.jspecify.annotations.Nullable;

/// The index cannot do what was asked. [#hint] says what the operator can do about it.
public abstract sealed class IndexException extends RuntimeException {
  private final String hint;

  private IndexException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }

  /// There is no index where one was looked for.
  public static final class Missing extends IndexException {
    public Missing(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// Another process writes the index.
  public static final class Locked extends IndexException {
    public Locked(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// Another version of Lectern, or other settings, made it.
  public static final class Incompatible extends IndexException {
    public Incompatible(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// Its files are damaged.
  public static final class Corrupt extends IndexException {
    public Corrupt(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// Its folder cannot be read or written: no permission, read-only, full.
  public static final class Unavailable extends IndexException {
    public Unavailable(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// A condition on documents cannot be read, or names what no document has.
  public static final class BadCondition extends IndexException {
    public BadCondition(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// It has no vectors to search by meaning.
  public static final class NoVectors extends IndexException {
    public NoVectors(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// A query in the syntax of [TextSyntax] cannot be read.
  public static final class BadQuery extends IndexException {
    private final String query;
    private final int at;

    /// @param at offset of what is wrong in the query
    public BadQuery(String message, String hint, String query, int at) {
      super(message, hint, null);
      this.query = query;
      this.at = at;
    }

    public String query() {
      return query;
    }

    public int at() {
      return at;
    }
  }

  /// Vectors cannot be made: the model does not run here, or its endpoint does not answer.
  public static final class NoEmbedder extends IndexException {
    public NoEmbedder(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// A vocabulary cannot be read.
  public static final class BadVocabulary extends IndexException {
    /// Names it.
    ///
    /// @param detail what is wrong with it
    public BadVocabulary(String name, String detail, @Nullable Throwable cause) {
      super(
          "the vocabulary " + name + ": " + detail,
          "Name `legal` or a TOML file with [[entry]] and [[synonyms]]; docs/retrieval.md shows one.",
          cause);
    }
  }
}
