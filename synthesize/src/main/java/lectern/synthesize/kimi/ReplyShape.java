package lectern.synthesize.kimi;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Tells by its first bytes how a reply comes: some hosts name another type, or none.
final class ReplyShape {
  /// Longest beginning that is looked at.
  private static final int LOOK_BYTES = 64;

  private static final int BYTE_ORDER_MARK = 0xEF;
  private static final int MARK_BYTES = 3;

  /// How a line of a stream of events begins (HTML Living Standard, 9.2).
  private static final Set<String> FIELDS = Set.of(":", "data:", "event:", "id:", "retry:");

  private ReplyShape() {}

  /// Waits for the first bytes, and leaves them to be read, but for a byte order mark.
  ///
  /// @param body supports marks
  static boolean isStream(HttpHeaders headers, InputStream body) throws IOException {
    skipMark(body);
    String type = headers.firstValue("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    String first = firstWord(body);
    if (type.startsWith("text/event-stream")) {
      return !first.startsWith("{") && !first.startsWith("[") && !first.startsWith("<");
    }
    return FIELDS.contains(first);
  }

  private static void skipMark(InputStream body) throws IOException {
    body.mark(MARK_BYTES);
    if (body.read() != BYTE_ORDER_MARK || body.read() != 0xBB || body.read() != 0xBF) {
      body.reset();
    }
  }

  /// Up to the first space, colon or end of a line behind any others; a byte at a time, since more
  /// may not come for long.
  private static String firstWord(InputStream body) throws IOException {
    body.mark(LOOK_BYTES);
    byte[] word = new byte[LOOK_BYTES];
    int length = 0;
    for (int looked = 0; looked < LOOK_BYTES; looked++) {
      int next = body.read();
      if (next < 0 || (length > 0 && next <= ' ')) {
        break;
      }
      if (next > ' ') {
        word[length++] = (byte) next;
        if (":{[<".indexOf(next) >= 0) {
          break;
        }
      }
    }
    body.reset();
    return new String(word, 0, length, StandardCharsets.UTF_8);
  }
}
