package lectern.synthesize.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Server-sent events on a connection. Each goes out at once, in one write, or in two that tear a
/// character apart.
final class EventStream {
  private final Connection connection;
  private final boolean splitsUtf8;

  EventStream(Connection connection, boolean splitsUtf8) {
    this.connection = connection;
    this.splitsUtf8 = splitsUtf8;
  }

  void event(String json) throws IOException {
    send("data: " + json + "\n\n");
  }

  void comment(String words) throws IOException {
    send(": " + words + "\n\n");
  }

  private void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int torn = splitsUtf8 ? insideCharacter(bytes) : 0;
    if (torn > 0) {
      connection.piece(bytes, 0, torn);
    }
    connection.piece(bytes, torn, bytes.length);
  }

  /// The first place within a character; 0 where every character is one byte.
  private static int insideCharacter(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if ((bytes[i] & 0xC0) == 0x80) {
        return i;
      }
    }
    return 0;
  }
}
