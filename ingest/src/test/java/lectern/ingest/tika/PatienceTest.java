package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static Loan seconds(long seconds) {
    return new Loan(Duration.ofSeconds(seconds));
  }

  @Test
  void whatIsGivenBackIsNotGranted() {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(10));
    patience.lend(seconds(120));
    assertTrue(patience.isLending());
    assertEquals(Duration.ofMinutes(3), patience.granted());
    patience.lend(seconds(-117));
    assertFalse(patience.isLending());
    assertEquals(Duration.ofSeconds(63), patience.granted());
  }

  @Test
  void whoeverBorrowsForEverEndsAllTheSame() {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(10));
    for (int i = 0; i < 100; i++) {
      patience.lend(seconds(Integer.MAX_VALUE));
    }
    assertEquals(Duration.ofMinutes(11), patience.granted());
  }

  @Test
  void waitingEndsWithTheGrantedTime() throws Exception {
    Patience patience = new Patience(Duration.ofMillis(100), Duration.ofMinutes(10));
    assertThrows(TimeoutException.class, () -> patience.await(new CompletableFuture<>()));
    patience.lend(seconds(60));
    assertEquals("text", patience.await(CompletableFuture.completedFuture("text")));
  }

  @Test
  void loansCrossTheWireAndResultsAreNone() {
    assertEquals(seconds(-7), Loan.of(seconds(-7).toBytes()));
    assertNull(Loan.of(new byte[] {'P', 0, 0, 0, 0, 0, 0, 0, 0}));
    assertNull(Loan.of(new byte[] {'T'}));
  }
}
