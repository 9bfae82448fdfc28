package lectern.ingest.tika;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Programs of the machine that are used where they are there.
///
/// @param folders where they are looked for, in order
record Programs(List<Path> folders) {
  /// Probes print a line or a list of languages, at once.
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  private static final int MAX_OUTPUT_BYTES = 1 << 16;

  /// @param path as the environment has it; relative folders in it are passed over, because a
  ///   program must not depend on where somebody stands
  static Programs of(String path) {
    List<Path> folders = new ArrayList<>();
    for (String entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
      try {
        Path folder = Path.of(entry);
        if (folder.isAbsolute()) {
          folders.add(folder);
        }
      } catch (InvalidPathException e) {
        // No folder of that name can exist.
      }
    }
    return new Programs(List.copyOf(folders));
  }

  /// Those of this process's environment.
  static Programs ofEnvironment() {
    String path = System.getenv("PATH");
    return of(path == null ? "" : path);
  }

  Optional<Path> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /// What a command prints on standard output; empty where it cannot be run, fails, or takes too
  /// long.
  static Optional<String> output(List<String> command) {
    try {
      Path out = Files.createTempFile("lectern-probe-", "");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        if (!ended || process.exitValue() != 0) {
          return Optional.empty();
        }
        try (var in = Files.newInputStream(out)) {
          return Optional.of(new String(in.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8));
        }
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
