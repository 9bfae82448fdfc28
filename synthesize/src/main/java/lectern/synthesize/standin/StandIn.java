package lectern.synthesize.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/// A server on loopback that behaves like the provider. Runs until closed.
public final class StandIn implements AutoCloseable {
  private final LoopbackServer server;
  private final Till till;

  private StandIn(LoopbackServer server, Till till) {
    this.server = server;
    this.till = till;
  }

  /// Starts one.
  ///
  /// @throws UncheckedIOException where the port cannot be had
  public static StandIn start(StandInSettings settings) {
    Till till = new Till();
    try {
      return new StandIn(new LoopbackServer(settings.port(), new Desk(settings, till)), till);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on port " + settings.port() + ": " + e.getMessage(), e);
    }
  }

  /// Where it listens, as a client's base URL: ends in `/v1`.
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1");
  }

  /// What was billed so far.
  public Bill bill() {
    return till.bill();
  }

  /// Stops listening and cuts every connection.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
