package lectern.synthesize.kimi;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lectern.synthesize.CallLedger;
import lectern.synthesize.CallProgress;
import lectern.synthesize.OutputCharge;

/// Clients of which a test turns what [Wire] leaves alone.
final class Clients {
  private Clients() {}

  static KimiClient of(URI baseUrl, CallLedger ledger) {
    return of(baseUrl, ledger, Map.of(), InstantSource.system(), CallProgress.NONE);
  }

  /// @param environment names the proxies
  static KimiClient of(
      URI baseUrl,
      CallLedger ledger,
      Map<String, String> environment,
      InstantSource clock,
      CallProgress progress) {
    Wire.Waits waits = new Wire.Waits();
    return new KimiClient(
        new Endpoint(Wire.moonshot(), baseUrl, Wire.KEY),
        Wire.QUICK,
        KimiOptions.DEFAULTS,
        ledger,
        new Governor(Limits.UNKNOWN, List.of(), OutputCharge.BUDGET, waits),
        waits,
        clock,
        new Random(7),
        new EnvironmentProxy(environment),
        progress);
  }
}
