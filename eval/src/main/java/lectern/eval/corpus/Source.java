package lectern.eval.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The texts beside this class from which the corpus is made.
final class Source {

  private Source() {}

  /// Lines of a text, whatever its line ends.
  static List<String> lines(String name) {
    try (InputStream in = Source.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("No corpus source '" + name + "'");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Reading corpus source '" + name + "'", e);
    }
  }
}
