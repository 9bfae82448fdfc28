package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BesideTest {
  @Test
  void givesWhatBothGive() {
    assertEquals(new Beside.Results<>("one", 2), Beside.both(() -> "one", () -> 2));
  }

  @Test
  void whatEitherThrowsIsThrown() {
    IllegalArgumentException fault = new IllegalArgumentException();
    assertSame(
        fault, assertThrows(RuntimeException.class, () -> Beside.both(() -> fail(fault), () -> 2)));
    assertSame(
        fault, assertThrows(RuntimeException.class, () -> Beside.both(() -> 1, () -> fail(fault))));
  }

  private static int fail(RuntimeException fault) {
    throw fault;
  }

  @Test
  void theOtherHasEndedWhenOneFails() {
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    assertThrows(
        IllegalStateException.class,
        () ->
            Beside.both(
                () -> {
                  begun.countDown();
                  sleep(100);
                  ended.set(true);
                  return 1;
                },
                () -> {
                  await(begun);
                  throw new IllegalStateException();
                }));
    assertTrue(ended.get());
  }

  /// A server's threads would otherwise wait for one another.
  @Test
  void whereNoThreadIsFreeTheAskerDoesBoth() {
    CountDownLatch free = new CountDownLatch(1);
    int threads = ForkJoinPool.commonPool().getParallelism();
    for (int i = 0; i < threads + 1; i++) {
      ForkJoinPool.commonPool().execute(() -> await(free));
    }
    try {
      assertSame(Thread.currentThread(), Beside.both(Thread::currentThread, () -> 2).one());
    } finally {
      free.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
