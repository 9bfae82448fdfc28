package lectern.synthesize.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/// The files of an account's folder. Whoever writes has a name of its own, its segments are called
/// `NAME.jsonl`, `NAME~2.jsonl` …, its lock `NAME.lock`, its calls `NAME.1`, `NAME.2` ….
final class Segments {
  private static final String SUFFIX = ".jsonl";

  private Segments() {}

  /// @param number one-based
  static Path file(Path account, String writer, int number) {
    return account.resolve(writer + (number == 1 ? "" : "~" + number) + SUFFIX);
  }

  static Path lock(Path account, String writer) {
    return account.resolve(writer + ".lock");
  }

  static String callId(String writer, long number) {
    return writer + "." + number;
  }

  /// Who wrote a segment.
  static String writer(Path segment) {
    String name = segment.getFileName().toString();
    String stem = name.substring(0, name.length() - SUFFIX.length());
    int number = stem.indexOf('~');
    return number < 0 ? stem : stem.substring(0, number);
  }

  /// Who wrote a call.
  static String writer(String callId) {
    int number = callId.lastIndexOf('.');
    return number < 0 ? callId : callId.substring(0, number);
  }

  /// All segments of an account, oldest first; none where the folder is missing. A pipe or a device
  /// of such a name is none: reading it would not end.
  static List<Path> of(Path account) throws IOException {
    return list(account)
        .filter(file -> file.toString().endsWith(SUFFIX) && !isEndless(file))
        .sorted()
        .toList();
  }

  /// All accounts of a ledger, by name; none where the folder is missing.
  ///
  /// @throws IOException if the ledger is no folder, or lies in none
  static List<Path> accounts(Path ledger) throws IOException {
    return list(ledger).filter(Files::isDirectory).sorted().toList();
  }

  private static boolean isEndless(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException _) {
      // Whoever reads it says so.
      return false;
    }
  }

  private static Stream<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (NoSuchFileException _) {
      return Stream.of();
    }
  }
}
