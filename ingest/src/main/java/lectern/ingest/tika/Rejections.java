package lectern.ingest.tika;

import java.io.EOFException;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/// Turns what parsers throw into a reason and one line for a person: a sentence, and in brackets
/// what the parser said.
final class Rejections {
  static final Rejected LOCKED = new Rejected(Reason.ENCRYPTED, "a password is needed to open it");

  /// Fits into two lines of a terminal and a cell of a table.
  private static final int MAX_DETAIL_CHARS = 300;

  private static final Pattern OFFICE =
      Pattern.compile(
          "word|excel|powerpoint|visio|publisher|ms-office|ms-works|ms-project|msoffice|ooxml"
              + "|officedocument|opendocument|sun\\.xml|wordperfect|quattro|works|iwork");

  /// What systems say of a disk that takes no more.
  private static final Pattern DISK_FULL =
      Pattern.compile("no space left|not enough space|disk quota exceeded");

  private Rejections() {}

  /// @param type of the document as far as it was told; null where it was not
  static Rejected of(Throwable thrown, @Nullable MediaType type) {
    return of(thrown, damage(type == null ? "" : type.getBaseType().toString()));
  }

  /// @param damage what is to be said where the bytes are to blame
  static Rejected of(Throwable thrown, String damage) {
    Set<Throwable> seen = new HashSet<>();
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      Rejected known = known(cause);
      if (known != null) {
        return known;
      }
      root = cause;
    }
    return new Rejected(Reason.CORRUPT, detail(damage, words(root)));
  }

  /// A text as one line of at most 300 characters.
  static String line(String text) {
    return Cleaning.cut(Cleaning.line(text), MAX_DETAIL_CHARS);
  }

  private static String detail(String sentence, String said) {
    int room = MAX_DETAIL_CHARS - sentence.length() - " ()".length();
    return sentence + " (" + Cleaning.cut(Cleaning.line(said), room) + ")";
  }

  private static @Nullable Rejected known(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
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
      case Budget.Reached reached -> reached.rejected();
      case TikaMemoryLimitException _ ->
          new Rejected(
              Reason.TOO_LARGE,
              detail("one part of it takes more memory than is allowed", message));
      case UnsupportedFormatException _, OldFileFormatException _ ->
          new Rejected(Reason.UNSUPPORTED_TYPE, line(message));
      case StackOverflowError _ ->
          new Rejected(Reason.CORRUPT, "its parts are nested too deep to follow");
      // Paths stay out: those of temporary files differ from run to run.
      case FileSystemException e ->
          folder(e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
      default -> said(cause, message);
    };
  }

  /// What is said in words only.
  private static @Nullable Rejected said(Throwable cause, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("zip bomb")) {
      Throwable limit = cause.getCause();
      return new Rejected(
          Reason.TOO_LARGE,
          detail(
              "it unpacks to far more than it holds",
              limit == null ? message : String.valueOf(limit.getMessage())));
    }
    if (DISK_FULL.matcher(lower).find()) {
      return folder(message);
    }
    return lower.contains("isn't currently supported")
        ? new Rejected(Reason.UNSUPPORTED_TYPE, line(message))
        : null;
  }

  private static Rejected folder(String trouble) {
    return new Rejected(Reason.UNREADABLE, line("the worker's temporary folder: " + trouble));
  }

  private static String damage(String type) {
    if (type.equals("application/pdf")) {
      return "the PDF's structure is damaged or cut off";
    }
    if (type.equals("application/zip") || type.equals("application/java-archive")) {
      return "the zip container is damaged or cut off";
    }
    if (MediaTypes.isArchive(type)) {
      return "the archive is damaged or cut off";
    }
    if (type.startsWith("message/") || type.equals("application/vnd.ms-outlook")) {
      return "the mail is damaged or cut off";
    }
    if (OFFICE.matcher(type).find()) {
      return "the Office file is damaged or cut off";
    }
    if (type.endsWith("xml") || type.endsWith("html")) {
      return "its markup breaks the rules of XML";
    }
    return "the file is damaged, or not of the kind that it seems to be";
  }

  /// What an exception says, or the little that its class does.
  private static String words(Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    if (message.isBlank() && cause instanceof EOFException) {
      return "it ends too early";
    }
    boolean ofJava =
        message.isBlank()
            || cause instanceof ClassCastException
            || cause instanceof NullPointerException;
    // An object's address in memory differs from run to run.
    return ofJava
        ? "its parser failed: " + cause.getClass().getSimpleName()
        : message.replaceAll("@[0-9a-f]{4,16}\\b", "");
  }
}
