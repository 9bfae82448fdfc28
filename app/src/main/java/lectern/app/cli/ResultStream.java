package lectern.app.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import lectern.ingest.FileTrouble;
import org.jspecify.annotations.Nullable;

/// Standard output that remembers why it failed, which a [PrintStream] alone forgets.
final class ResultStream extends PrintStream {
  private final Watched watched;

  ResultStream(OutputStream out) {
    this(new Watched(out));
  }

  private ResultStream(Watched watched) {
    super(new BufferedOutputStream(watched), true, StandardCharsets.UTF_8);
    this.watched = watched;
  }

  /// Why part of the result did not get out. A reader that has had enough, such as `head`, is no
  /// failure.
  Optional<String> failure() {
    flush();
    return Optional.ofNullable(watched.failure)
        .map(FileTrouble::words)
        .filter(message -> !message.toLowerCase(Locale.ROOT).contains("broken pipe"));
  }

  private static final class Watched extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
