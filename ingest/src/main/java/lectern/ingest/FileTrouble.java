package lectern.ingest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// What the file system's exceptions mean, in words for a person.
public final class FileTrouble {
  private FileTrouble() {}

  public static String words(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e -> "no permission" + on(e.getFile());
      case NoSuchFileException e -> "there is none" + on(e.getFile());
      case NotDirectoryException e -> "it is no folder, or lies in none" + on(e.getFile());
      case FileAlreadyExistsException e -> "a file has that name" + on(e.getFile());
      case FileSystemException e when e.getReason() != null -> e.getReason() + on(e.getFile());
      case CharacterCodingException _ -> "it is not UTF-8";
      default -> plain(cause);
    };
  }

  private static String plain(IOException cause) {
    String name = cause.getClass() == IOException.class ? "" : cause.getClass().getSimpleName();
    String message = cause.getMessage();
    if (message == null || name.isEmpty()) {
      return message == null ? cause.getClass().getSimpleName() : message;
    }
    return name + ": " + message;
  }

  private static String on(@Nullable String file) {
    return file == null ? "" : ": " + file;
  }
}
