package lectern.ingest.tika;

import java.util.HashSet;
import java.util.Set;
import lectern.ingest.DocumentId;
import org.jspecify.annotations.Nullable;

/// What is left of the limits of one file and its members, and the ids they have taken. Once a
/// limit is reached it stays reached, because parsers swallow exceptions of the documents they
/// embed.
final class Budget {
  /// Stops a parser in the middle.
  static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    Reached(String message) {
      super(message, null, false, false);
    }
  }

  private final Request limits;
  private final Set<DocumentId> ids = new HashSet<>();
  private long chars;
  private long bytes;
  private int members;
  private @Nullable String reached;

  Budget(Request limits) {
    this.limits = limits;
  }

  /// The limit that was reached, in words; null where none was.
  @Nullable String reached() {
    return reached;
  }

  void text(long more) {
    chars += more;
    room(0);
  }

  /// Stops where text in hand, not yet taken, is already too much.
  void room(long more) {
    if (chars + more > limits.maxTextChars()) {
      stop("its text is longer than " + limits.maxTextChars() + " characters");
    }
  }

  void memberBytes(long more) {
    bytes += more;
    if (bytes > limits.maxMemberBytes()) {
      stop("its members unpack to more than " + limits.maxMemberBytes() + " bytes");
    }
  }

  void member() {
    if (++members > limits.maxMembers()) {
      stop("it holds more than " + limits.maxMembers() + " members");
    }
  }

  /// Takes an id for a member; false where another member has it.
  boolean claims(DocumentId id) {
    return ids.add(id);
  }

  /// Whether members of a document at this depth are read.
  boolean opens(int depth) {
    return depth < limits.maxDepth();
  }

  int maxDepth() {
    return limits.maxDepth();
  }

  int maxTextChars() {
    return limits.maxTextChars();
  }

  void stop(String limit) {
    if (reached == null) {
      reached = limit;
    }
    throw new Reached(limit);
  }
}
