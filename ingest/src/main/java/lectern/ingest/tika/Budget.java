package lectern.ingest.tika;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import org.jspecify.annotations.Nullable;

/// What is left of the limits of one file and its members, and the ids they have taken. Once a
/// limit is reached it stays reached, because parsers swallow exceptions of the documents they
/// embed.
final class Budget {
  /// Stops a parser in the middle.
  static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Rejected rejected;

    Reached(Rejected rejected) {
      super(rejected.detail(), null, false, false);
      this.rejected = rejected;
    }

    Rejected rejected() {
      return rejected;
    }
  }

  /// Share of a file's time after which no further member is begun: what was read by then is worth
  /// more than nothing, and the last one takes time too.
  private static final double MEMBERS_TIME = 0.7;

  private final long begin = System.nanoTime();
  private final Request limits;
  private final Ocr ocr;
  private final Set<DocumentId> ids = new HashSet<>();
  private long chars;
  private long bytes;
  private int members;
  private @Nullable Rejected reached;

  Budget(Request limits, Ocr ocr) {
    this.limits = limits;
    this.ocr = ocr;
  }

  /// Reads pictures for as long as the file and its members may have them read.
  Ocr ocr() {
    return ocr;
  }

  /// Why the file is given up; null where it is not.
  @Nullable Rejected reached() {
    return reached;
  }

  void text(long more) {
    chars += more;
    room(0);
  }

  /// Stops where text in hand, not yet taken, is already too much.
  void room(long more) {
    if (chars + more > limits.maxTextChars()) {
      stopTooLong();
    }
  }

  void stopTooLong() {
    stop(
        "its text is longer than "
            + limits.maxTextChars()
            + " characters, the limit for a file with all that it holds");
  }

  void memberBytes(long more) {
    bytes += more;
    if (bytes > limits.maxMemberBytes()) {
      stop(
          "its members unpack to more than "
              + limits.maxMemberBytes()
              + " bytes, the limit for all members of a file");
    }
  }

  /// Counts a member; why it is not read, or null where it may be.
  ///
  /// @param depth of the document that holds it
  @Nullable Rejected member(int depth) {
    if (++members > limits.maxMembers()) {
      return refused("a file's first " + limits.maxMembers() + " members are read, the limit");
    }
    if (depth >= limits.maxDepth()) {
      return refused(
          "nested deeper than " + limits.maxDepth() + ", the limit for members within members");
    }
    Duration spent = Duration.ofNanos(System.nanoTime() - begin).minus(ocr.used());
    return spent.toMillis() > MEMBERS_TIME * limits.maxMillis()
        ? refused("the file's time was nearly over, " + limits.maxMillis() / 1_000 + " s in all")
        : null;
  }

  private static Rejected refused(String limit) {
    return new Rejected(Reason.TOO_LARGE, limit);
  }

  /// Takes an id for a member; false where another member has it.
  boolean claims(DocumentId id) {
    return ids.add(id);
  }

  int maxTextChars() {
    return limits.maxTextChars();
  }

  /// Gives the file up, with all that it holds.
  void stop(Rejected why) {
    if (reached == null) {
      reached = why;
    }
    throw new Reached(why);
  }

  private void stop(String limit) {
    stop(new Rejected(Reason.TOO_LARGE, limit));
  }
}
