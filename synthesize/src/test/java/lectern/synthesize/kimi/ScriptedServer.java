package lectern.synthesize.kimi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Answers each connection with the next script, byte for byte: what no well-behaved server does.
final class ScriptedServer implements AutoCloseable {
  /// What is written once a request has been read.
  @FunctionalInterface
  interface Script {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<Script> scripts;
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> heads = new CopyOnWriteArrayList<>();

  /// Counted down as the server ends, so that scripts that stall end with it.
  final CountDownLatch ending = new CountDownLatch(1);

  ScriptedServer(Script... scripts) throws IOException {
    this.scripts = List.of(scripts);
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
  }

  private void serve() {
    try {
      while (!socket.isClosed()) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> answer(connection));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      byte[] body = in.readNBytes(length(head.toString()));
      int turn;
      synchronized (this) {
        turn = requests.size();
        heads.add(head.toString());
        requests.add(new String(body, StandardCharsets.UTF_8));
      }
      OutputStream out = connection.getOutputStream();
      scripts.get(Math.min(turn, scripts.size() - 1)).write(out);
      out.flush();
    } catch (IOException | InterruptedException _) {
      // The client went away, which some tests want.
    }
  }

  private static int length(String head) {
    for (String line : head.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return 0;
  }

  /// A whole reply that is no stream.
  static Script reply(int status, String type, String body, String... headers) {
    return out -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      write(
          out,
          "HTTP/1.1 "
              + status
              + " X\r\nContent-Type: "
              + type
              + "\r\nContent-Length: "
              + bytes.length
              + "\r\nConnection: close\r\n"
              + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
              + "\r\n");
      out.write(bytes);
    };
  }

  static Script refusal(int status, String type, String message, String... headers) {
    return reply(
        status,
        "application/json",
        "{\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}",
        headers);
  }

  /// A stream of events that ends with the connection.
  static Script stream(String... events) {
    return out -> {
      open(out);
      for (String event : events) {
        event(out, event);
      }
    };
  }

  static void open(OutputStream out) throws IOException {
    List<String> head =
        List.of(
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream; charset=utf-8",
            "x-trace-id: trace-1",
            "Connection: close");
    write(out, String.join("\r\n", head) + "\r\n\r\n");
  }

  static void event(OutputStream out, String event) throws IOException {
    write(out, "data: " + event + "\n\n");
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static String content(String text) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}],\"usage\":null}";
  }

  static String reasoning(String text) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"" + text + "\"}}]}";
  }

  static String finish(String reason) {
    return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }

  /// The last event with the usage where Moonshot has put it for long.
  static String finishWithUsage(String reason, String usage) {
    return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
        + reason
        + "\",\"usage\":"
        + usage
        + "}]}";
  }

  static String usage(String usage) {
    return "{\"choices\":[],\"usage\":" + usage + "}";
  }

  @Override
  public void close() throws IOException {
    ending.countDown();
    socket.close();
  }
}
