package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What clients send that HTTP does not allow, or not all of it.
class ConnectionTest {
  private final StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void aHeadThatBreaksOffIsNoRequest() throws IOException {
    assertEquals("", answer("GET /v1/models HTTP/1.1\r\nAuthorization: Bearer k1\r\n"));
    assertEquals(Map.of(), standIn.bill().refusals());
  }

  /// It is refused by the size that is announced, not once it is there.
  @Test
  void aBodyThatIsTooLargeIsNotReadFirst() throws IOException {
    String head = "POST /v1/files HTTP/1.1\r\nAuthorization: Bearer k1\r\n";
    String chunked = answer(head + "Transfer-Encoding: chunked\r\n\r\n8000001\r\n");
    assertTrue(chunked.startsWith("HTTP/1.1 400 "), chunked);
    assertTrue(chunked.endsWith("body too large"), chunked);
    String whole = answer(head + "Content-Length: 134217729\r\n\r\n");
    assertTrue(whole.startsWith("HTTP/1.1 400 "), whole);
  }

  private String answer(String sent) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.ofLiteral("127.0.0.1"), standIn.baseUrl().getPort())) {
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
