package lectern.synthesize.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accepts connections on loopback, one virtual thread each.
final class LoopbackServer implements AutoCloseable {
  /// Answers one request on its connection.
  interface Handler {
    void handle(Connection connection, Incoming request) throws IOException, InterruptedException;
  }

  /// Connections that may wait to be accepted: more than the highest tier's concurrency.
  private static final int BACKLOG = 2_048;

  /// Wait after a connection that could not be accepted: where the process has no file left, the
  /// next one cannot be either.
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final ServerSocket listening;
  private final Handler handler;
  private final StandInClock clock;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// @param port 0 for one that is free
  LoopbackServer(int port, Handler handler) throws IOException {
    this(port, handler, new ServerSocket(), StandInClock.SYSTEM);
  }

  /// @param listening not bound yet
  /// @param clock waits between connections that could not be accepted
  LoopbackServer(int port, Handler handler, ServerSocket listening, StandInClock clock)
      throws IOException {
    this.handler = handler;
    this.listening = listening;
    this.clock = clock;
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    Thread.ofVirtual().name("stand-in accept").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread thread = Thread.ofVirtual().name("stand-in").unstarted(() -> serve(socket));
        threads.add(thread);
        if (listening.isClosed()) {
          // Whoever closed may have been through the sockets before this one was among them.
          socket.close();
        }
        thread.start();
      } catch (IOException e) {
        // Closed, or the client went before it was accepted, or there is no file left for it.
        pause();
      }
    }
  }

  private void pause() {
    if (listening.isClosed()) {
      return;
    }
    try {
      clock.sleep(AFTER_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) {
    try (Connection connection = new Connection(socket)) {
      serve(connection);
    } catch (IOException e) {
      // The client has gone; there is nobody to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      threads.remove(Thread.currentThread());
    }
  }

  private void serve(Connection connection) throws IOException, InterruptedException {
    try {
      for (Optional<Incoming> request = connection.next();
          request.isPresent();
          request = connection.next()) {
        handler.handle(connection, request.get());
      }
    } catch (ProtocolException e) {
      byte[] words = ("" + e.getMessage()).getBytes(StandardCharsets.UTF_8);
      connection.respond(400, Map.of("Content-Type", "text/plain; charset=utf-8"), words);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.forEach(Thread::interrupt);
    for (Socket socket : open) {
      socket.close();
    }
  }
}
