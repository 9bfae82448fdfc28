package lectern.synthesize.kimi;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Undoes a `Content-Encoding` that nobody asked for: some gateways compress all the same.
final class Compression {
  private static final int GZIP = 0x1F8B;

  private Compression() {}

  /// The encodings that cannot be undone: another than gzip and deflate, or several. Empty where
  /// the body can be read.
  static Optional<String> unknown(HttpHeaders headers) {
    List<String> names = names(headers);
    boolean known =
        names.isEmpty()
            || (names.size() == 1
                && List.of("gzip", "x-gzip", "deflate").contains(names.getFirst()));
    return known ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  private static List<String> names(HttpHeaders headers) {
    return headers.allValues("Content-Encoding").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.equals("identity"))
        .toList();
  }

  /// The body as it was before. Waits for its first two bytes where it is said to be encoded: some
  /// only say so, and some leave out the head that deflate has (RFC 9110, 8.4.1.2).
  static InputStream undone(HttpHeaders headers, InputStream body) throws IOException {
    List<String> names = names(headers);
    if (names.isEmpty()) {
      return body;
    }
    PushbackInputStream in = new PushbackInputStream(body, 2);
    byte[] first = in.readNBytes(2);
    in.unread(first);
    int head = first.length < 2 ? 0 : (first[0] & 0xFF) << 8 | (first[1] & 0xFF);
    if (head == 0) {
      return in;
    }
    if (names.getFirst().equals("deflate")) {
      boolean headed = (head >> 8 & 0x0F) == 8 && head % 31 == 0;
      return new Inflating(in, !headed);
    }
    return head == GZIP ? new Gunzipping(in) : in;
  }

  /// What has come is given at once: the JDK's streams say that there is always more, and whoever
  /// fills a buffer would wait for it.
  private static final class Gunzipping extends GZIPInputStream {
    Gunzipping(InputStream in) throws IOException {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }
  }

  /// As above.
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in, boolean headless) {
      super(in, new Inflater(headless));
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        inf.end();
      }
    }
  }
}
