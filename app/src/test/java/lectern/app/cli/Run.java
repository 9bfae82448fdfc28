package lectern.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One run of the command line inside the test's process.
record Run(int exit, String out, String err) {
  /// Most tests are not about meaning, and vectors take longer than all else.
  private static final Map<String, String> WITHOUT_VECTORS = Map.of("LECTERN_INGEST_EMBED", "off");

  static Run of(String... arguments) {
    return with("", WITHOUT_VECTORS, arguments);
  }

  /// As a newcomer runs it, with every setting as it is shipped.
  static Run asShipped(String... arguments) {
    return with("", Map.of(), arguments);
  }

  static Run with(String input, Map<String, String> environment, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return from(in, environment, arguments);
  }

  static Run from(InputStream in, Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Console console =
        new Console(
            in,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            environment);
    int exit = Cli.run(console, arguments);
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
