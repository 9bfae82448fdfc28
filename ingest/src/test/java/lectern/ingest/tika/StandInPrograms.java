package lectern.ingest.tika;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// A folder of programs: some of the machine's, and a Tesseract that does as it is told.
final class StandInPrograms {
  /// Reads two lines off every picture, the second of one word.
  static final String READS =
      """
      row() { printf '5\\t1\\t1\\t1\\t%s\\t1\\t0\\t0\\t9\\t9\\t%s\\t%s\\n' "$1" "$2" "$3"; }
      printf 'level\\tpage_num\\n'
      row 1 90 Read
      row 1 80 from
      row 2 70 paper.
      """;

  static final String FAILS = "exit 1";

  private StandInPrograms() {}

  /// @param names programs of the machine that are there too, where they are installed
  /// @param script what Tesseract does with a picture
  static Programs of(Path folder, List<String> names, String script) throws IOException {
    write(
        folder.resolve("tesseract"),
        """
        case "$*" in
          *--version*) echo "tesseract 9.8.7"; exit ;;
          *--list-langs*) printf 'List of available languages (2):\\neng\\nfra\\n'; exit ;;
        esac
        """
            + script);
    for (String name : names) {
      Optional<Path> installed = Programs.ofEnvironment().find(name);
      if (installed.isPresent()) {
        write(folder.resolve(name), "exec " + installed.get() + " \"$@\"");
      }
    }
    return new Programs(List.of(folder));
  }

  private static void write(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
