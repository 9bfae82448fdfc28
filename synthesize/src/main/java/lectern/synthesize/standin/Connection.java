package lectern.synthesize.standin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One client's connection, HTTP/1.1. For one thread.
final class Connection implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 65_536;

  /// The provider's own limit is not published; a prompt that fills the largest window is some 8
  /// MB, a file that is uploaded at most 100 MB.
  private static final int MAX_BODY_BYTES = 128 << 20;

  private final Socket socket;
  private final BufferedInputStream in;
  private final OutputStream out;
  private boolean last;
  private boolean answering;

  Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    out = socket.getOutputStream();
  }

  /// The next request; empty where the client has no more.
  Optional<Incoming> next() throws IOException {
    if (last) {
      return Optional.empty();
    }
    answering = false;
    String first = line();
    while (first != null && first.isEmpty()) {
      first = line();
    }
    if (first == null) {
      return Optional.empty();
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("not a request line: " + first);
    }
    Map<String, String> headers = headers();
    last =
        words[2].equals("HTTP/1.0")
            || headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    String path = words[1].split("\\?", 2)[0];
    return Optional.of(new Incoming(words[0], path, headers, body(headers)));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    int bytes = 0;
    for (String line = line(); line == null || !line.isEmpty(); line = line()) {
      if (line == null) {
        throw new EOFException("the head ends early");
      }
      bytes += line.length();
      int colon = line.indexOf(':');
      if (colon < 1 || bytes > MAX_HEAD_BYTES) {
        throw new ProtocolException("bad header");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      var body = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        if (size > MAX_BODY_BYTES - body.size()) {
          throw new ProtocolException("body too large");
        }
        body.write(exactly(size));
        line();
      }
      headers();
      return body.toByteArray();
    }
    String length = headers.getOrDefault("content-length", "0");
    if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > MAX_BODY_BYTES) {
      throw new ProtocolException("bad content length: " + length);
    }
    return exactly(Integer.parseInt(length));
  }

  private int chunkSize() throws IOException {
    String line = line();
    if (line == null || !line.matches("[0-9a-fA-F]{1,7}(;.*)?")) {
      throw new ProtocolException("bad chunk");
    }
    return Integer.parseInt(line.split(";", 2)[0], 16);
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the body ends early");
    }
    return bytes;
  }

  private @Nullable String line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (line.length() > MAX_HEAD_BYTES) {
        throw new ProtocolException("line too long");
      }
      line.append((char) b);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /// Sends a whole response.
  void respond(int status, Map<String, String> headers, byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream(body.length + 512);
    bytes.write(head(status, headers, "Content-Length: " + body.length));
    bytes.write(body);
    bytes.writeTo(out);
    out.flush();
  }

  /// Sends the head of a whole response and the first bytes of its body.
  void respondPartly(Map<String, String> headers, byte[] body, int sent) throws IOException {
    out.write(head(200, headers, "Content-Length: " + body.length));
    out.write(body, 0, sent);
    out.flush();
  }

  /// Sends the head of a response whose body comes in pieces.
  void begin(int status, Map<String, String> headers) throws IOException {
    out.write(head(status, headers, "Transfer-Encoding: chunked"));
    out.flush();
  }

  /// Sends a piece of the body, at once and in one write.
  void piece(byte[] bytes, int from, int to) throws IOException {
    var chunk = new ByteArrayOutputStream(to - from + 16);
    chunk.write((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    chunk.write(bytes, from, to - from);
    chunk.write('\r');
    chunk.write('\n');
    out.write(chunk.toByteArray());
    out.flush();
  }

  /// Ends the body in good order.
  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// Whether the response to the request has begun.
  boolean isAnswering() {
    return answering;
  }

  private byte[] head(int status, Map<String, String> headers, String framing) {
    answering = true;
    var head = new StringBuilder("HTTP/1.1 ").append(status).append(' ');
    head.append(status == 200 ? "OK" : "Refused").append("\r\n").append(framing).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (last) {
      head.append("Connection: close\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Waits for so long, or until the client has gone.
  ///
  /// @return whether it has
  boolean goneWithin(Duration wait) throws IOException, InterruptedException {
    long millis = Math.max(1, wait.toMillis());
    long before = System.nanoTime();
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
    in.mark(1);
    try {
      if (in.read() < 0) {
        return true;
      }
      // It has sent its next request already; its end cannot be seen behind that.
      in.reset();
      Thread.sleep(Math.max(0, millis - (System.nanoTime() - before) / 1_000_000));
      return false;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /// Ends the connection as a crashed server does: with a reset, in the middle of anything.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
