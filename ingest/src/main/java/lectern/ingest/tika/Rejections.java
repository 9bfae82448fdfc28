package lectern.ingest.tika;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.OldFileFormatException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.ZeroByteFileException;
import org.jspecify.annotations.Nullable;

/// Turns what parsers throw into a reason and one line for a person.
final class Rejections {
  private static final int MAX_DETAIL_CHARS = 300;

  static final Rejected LOCKED = new Rejected(Reason.ENCRYPTED, "a password is needed to open it");

  private Rejections() {}

  static Rejected of(Throwable thrown) {
    Set<Throwable> seen = new HashSet<>();
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      Rejected known = known(cause);
      if (known != null) {
        return known;
      }
      root = cause;
    }
    return new Rejected(Reason.CORRUPT, line(describe(root)));
  }

  /// A text as one line of at most 300 characters.
  static String line(String text) {
    String line = Cleaning.line(text);
    return line.length() <= MAX_DETAIL_CHARS
        ? line
        : Cleaning.line(line.substring(0, MAX_DETAIL_CHARS - 1)) + "…";
  }

  private static @Nullable Rejected known(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    return switch (cause) {
      case EncryptedDocumentException _,
          InvalidPasswordException _,
          PasswordRequiredException _,
          org.apache.poi.EncryptedDocumentException _ ->
          LOCKED;
      case UnsupportedZipFeatureException e
          when UnsupportedZipFeatureException.Feature.ENCRYPTION.equals(e.getFeature()) ->
          LOCKED;
      case ZeroByteFileException _ -> new Rejected(Reason.EMPTY, "no bytes");
      case Budget.Reached _ -> new Rejected(Reason.TOO_LARGE, line(message));
      case TikaMemoryLimitException _ -> new Rejected(Reason.TOO_LARGE, line(message));
      case UnsupportedFormatException _, OldFileFormatException _ ->
          new Rejected(Reason.UNSUPPORTED_TYPE, line(message));
      case StackOverflowError _ ->
          new Rejected(Reason.CORRUPT, "its parts are nested too deep to follow");
      default -> said(lower, message);
    };
  }

  /// What some parsers say in words only.
  private static @Nullable Rejected said(String lower, String message) {
    if (lower.contains("zip bomb")) {
      return new Rejected(
          Reason.TOO_LARGE, line("it unpacks to far more than it holds: " + message));
    }
    return lower.contains("isn't currently supported")
        ? new Rejected(Reason.UNSUPPORTED_TYPE, line(message))
        : null;
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    // An object's address in memory differs from run to run.
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.replaceAll("@[0-9a-f]{4,16}\\b", "");
  }
}
