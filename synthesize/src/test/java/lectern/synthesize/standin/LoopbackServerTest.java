package lectern.synthesize.standin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private final Queue<Duration> waits = new ConcurrentLinkedQueue<>();
  private final StandInClock clock =
      new StandInClock() {
        @Override
        public Instant instant() {
          return Instant.EPOCH;
        }

        @Override
        public void sleep(Duration duration) {
          waits.add(duration);
        }
      };

  @Test
  void waitsWhereNothingCanBeAcceptedAndGoesOn() throws IOException {
    ServerSocket full =
        new ServerSocket() {
          private int failures;

          @Override
          public Socket accept() throws IOException {
            if (failures++ < 3) {
              throw new SocketException("Too many open files");
            }
            return super.accept();
          }
        };
    try (LoopbackServer server =
            new LoopbackServer(0, (connection, _) -> connection.end(), full, clock);
        Socket client = connected(server)) {
      client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      assertEquals("0\r\n\r\n", new String(client.getInputStream().readAllBytes(), US_ASCII));
      assertEquals(3, waits.size());
    }
  }

  @Test
  void leavesNoConnectionOpenThatWasAcceptedWhileItClosed() throws IOException {
    CompletableFuture<LoopbackServer> made = new CompletableFuture<>();
    ServerSocket closing =
        new ServerSocket() {
          @Override
          public Socket accept() throws IOException {
            Socket socket = super.accept();
            made.join().close();
            return socket;
          }
        };
    try (LoopbackServer server = new LoopbackServer(0, (_, _) -> {}, closing, clock);
        Socket client = connected(server)) {
      made.complete(server);
      // Where it stays open, this is when that is told.
      client.setSoTimeout(10_000);
      assertEquals(-1, client.getInputStream().read());
    }
  }

  private static Socket connected(LoopbackServer server) throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port());
  }
}
