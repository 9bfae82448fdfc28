package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// [LiveContract] at Moonshot itself. Never part of a build: it has to be named, allowed by
/// `-Dlectern.live=true`, and needs a key in the environment; see docs/wire.md for the command.
/// What its calls may cost at worst by the catalogue is summed before each, and stays below half a
/// dollar.
class KimiLiveIT implements LiveContract {
  private static final CappedLedger LEDGER = new CappedLedger(new BigDecimal("0.50"));
  private static @Nullable LiveSession session;

  @BeforeAll
  static void onlyWhereItIsWanted() {
    LiveTarget target = LiveTarget.of(System.getenv(), System.getProperties());
    System.out.println("live: " + target);
    session = new LiveSession(target, LEDGER);
  }

  @AfterAll
  static void tellWhatItCost() {
    if (session != null) {
      session.close();
      System.out.println("live: " + LEDGER);
    }
  }

  @Override
  public LiveSession session() {
    return Objects.requireNonNull(session);
  }
}
