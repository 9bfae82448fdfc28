package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
  private static String at(String address) {
    Endpoint endpoint = new Endpoint(Wire.moonshot(), URI.create(address), Wire.KEY);
    return RequestDigest.of(
        Wire.request(Wire.k3()),
        endpoint,
        new Wants(Wire.k3(), endpoint.provider(), KimiOptions.DEFAULTS));
  }

  @Test
  void aStandInsReplyIsNotTheProviders() {
    String own = at("https://api.moonshot.ai/v1");
    assertEquals(own, at("https://API.moonshot.ai/v1/"));
    assertNotEquals(own, at("http://127.0.0.1:8089/v1"));
    assertNotEquals(at("http://127.0.0.1:8090/v1"), at("http://127.0.0.1:8089/v1"));
  }
}
