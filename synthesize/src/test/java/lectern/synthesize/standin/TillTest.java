package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TillTest {
  private final Till till = new Till();

  @Test
  void anAccountOwesWhatItsLinesComeTo() {
    bill("first", "kimi-k3", "0.25");
    bill("first", "kimi-k2.6", "0.5");
    bill("first", "kimi-k3", "1.00");
    bill("second", "kimi-k3", "8");
    assertEquals(new BigDecimal("1.75"), till.usd("first"));
    assertEquals(
        till.usd("first"),
        till.bill().of("first").stream()
            .map(Bill.Line::usd)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
    assertEquals(new BigDecimal("8"), till.usd("second"));
    assertEquals(BigDecimal.ZERO, till.usd("nobody"));
  }

  private void bill(String account, String model, String usd) {
    till.bill(new Bill.Line(account, model, 1, 10, 0, 0, 5, new BigDecimal(usd)));
  }
}
