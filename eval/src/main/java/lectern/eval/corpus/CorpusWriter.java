package lectern.eval.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the sample collections: `CorpusWriter <folder>`.
///
/// The bytes depend on this package alone: not on the machine, the JDK, the time or the locale.
public final class CorpusWriter {

  private CorpusWriter() {}

  /// Writes every file below the first argument, over what stands there.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("Usage: CorpusWriter <folder>, such as data-samples");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    int count = writeTo(folder);
    System.out.println("Wrote " + count + " files to " + folder);
  }

  /// Writes every file and returns how many there were.
  public static int writeTo(Path folder) throws IOException {
    int count = 0;
    for (SampleFile file : Corpus.files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.bytes());
      count++;
    }
    return count;
  }
}
