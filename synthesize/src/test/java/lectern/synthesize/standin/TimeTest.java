package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeTest {
  private static final TimeModel MODEL =
      new TimeModel(Duration.ofSeconds(30), 1_000, 50, 0, Duration.ZERO);

  @Test
  void theFirstTokenWaitsForWhatIsNotCached() throws Exception {
    HandClock clock = new HandClock();
    String corpus = "word ".repeat(20_000);
    try (Client client =
        Client.of(
            StandInSettings.DEFAULTS
                .withClock(clock)
                .withTime(MODEL)
                .withReader(_ -> new Reader.Reply("", "Yes.")))) {
      Instant start = clock.instant();
      Client.Got cold = client.chat(Client.asking("kimi-k3", "", corpus, "Is it?"));
      Duration first = Duration.between(start, clock.instant());
      long prompt = cold.used("prompt_tokens");
      assertTrue(near(30_000 + prompt + 20 * cold.used("completion_tokens"), first), "" + first);
      start = clock.instant();
      Client.Got hot = client.chat(Client.asking("kimi-k3", "", corpus, "Is it so?"));
      long uncached = hot.used("prompt_tokens") - hot.used("cached_tokens");
      Duration second = Duration.between(start, clock.instant());
      assertTrue(near(30_000 + uncached + 20 * hot.used("completion_tokens"), second), "" + second);
    }
  }

  private static boolean near(long millis, Duration duration) {
    return Math.abs(millis - duration.toMillis()) <= 2;
  }

  @Test
  void someCallsAreMuchSlowerAndTheSameOnesEachTime() {
    TimeModel model = new TimeModel(Duration.ofSeconds(30), 0, 0, 0.1, Duration.ofSeconds(200));
    Shared shared = Shared.of(StandInSettings.DEFAULTS, new Till());
    List<Duration> waits =
        IntStream.range(0, 1_000)
            .mapToObj(i -> model.untilFirstToken(0, shared.drawnWait(i)))
            .toList();
    long slow = waits.stream().filter(Duration.ofSeconds(230)::equals).count();
    assertTrue(70 <= slow && slow <= 130, "" + slow);
    assertEquals(1_000, slow + waits.stream().filter(Duration.ofSeconds(30)::equals).count());
  }

  /// Ten callers wait a minute each at once: a minute passes, not ten.
  @Test
  void virtualTimePassesForAllAtOnce() throws Exception {
    try (VirtualClock clock = VirtualClock.from(Instant.parse("2026-11-20T10:00:00Z"));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Client client =
            Client.of(
                StandInSettings.DEFAULTS
                    .withClock(clock)
                    .withTime(new TimeModel(Duration.ofMinutes(1), 0, 0, 0, Duration.ZERO)))) {
      List<Future<Integer>> calls =
          IntStream.range(0, 10)
              .mapToObj(
                  _ ->
                      callers.submit(
                          () -> client.chat(Client.asking("kimi-k3", "", "x", "y")).status()))
              .toList();
      for (Future<Integer> call : calls) {
        assertEquals(200, call.get());
      }
      long passed =
          Duration.between(Instant.parse("2026-11-20T10:00:00Z"), clock.instant()).toSeconds();
      // Who came late on a busy machine waits a little longer.
      assertTrue(passed >= 60 && passed < 600, passed + " s");
    }
  }

  /// Else a stand-in that outlives the clock would wait on without an end.
  @Test
  void aClosedClockLetsAllTimePassAtOnce() throws Exception {
    VirtualClock clock = VirtualClock.from(Instant.parse("2026-11-20T10:00:00Z"));
    clock.close();
    clock.sleep(Duration.ofHours(1));
    assertEquals(Instant.parse("2026-11-20T11:00:00Z"), clock.instant());
  }

  @Test
  void charactersAreTornBetweenWrites() throws Exception {
    try (Client client =
            Client.of(StandInSettings.DEFAULTS.withReader(_ -> new Reader.Reply("", "£é漢")));
        Socket socket =
            new Socket(InetAddress.ofLiteral("127.0.0.1"), client.standIn().baseUrl().getPort())) {
      String body = Client.asking("kimi-k3", ",'stream':true", "x", "y");
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n"
                  + "Connection: close\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      // A chunk of the body ends within the pound sign: C2 | A3.
      String raw = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(raw.contains("\u00C2\r\n"), raw);
      assertFalse(raw.contains("\u00C2\u00A3"));
    }
  }

  @Test
  void aClientThatGoesFreesItsPlaceAndIsNotBilledBeforeTheFirstToken() throws Exception {
    var reading = new CountDownLatch(1);
    try (Client client =
        Client.of(
            StandInSettings.DEFAULTS
                .withTier(0)
                .withTime(new TimeModel(Duration.ofHours(1), 0, 0, 0, Duration.ZERO))
                .withReader(
                    _ -> {
                      reading.countDown();
                      return new Reader.Reply("", "Yes.");
                    }))) {
      try (Socket socket =
          new Socket(InetAddress.ofLiteral("127.0.0.1"), client.standIn().baseUrl().getPort())) {
        String body = Client.asking("kimi-k3", ",'stream':true", "x", "y");
        socket
            .getOutputStream()
            .write(
                ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k1\r\n"
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                    .getBytes(StandardCharsets.UTF_8));
        reading.await();
      }
      while (!client.standIn().bill().refusals().equals(Map.of("499 client_closed_request", 1L))) {
        Thread.onSpinWait();
      }
      assertEquals(0, client.standIn().bill().total().requests());
    }
  }
}
