package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final HandClock clock = new HandClock();

  private Client client(int tier, LimitRules limits) {
    return Client.of(StandInSettings.DEFAULTS.withClock(clock).withTier(tier).withLimits(limits));
  }

  private static String ask(int completionTokens) {
    return Client.asking(
        "kimi-k3", ",'max_completion_tokens':" + completionTokens, "[d1#0] Rent.", "Rent?");
  }

  @Test
  void aFourthCallInAMinuteIsRefusedOnTierZero() throws Exception {
    try (Client client = client(0, LimitRules.DEFAULTS)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, client.chat(ask(100)).status());
        clock.sleep(Duration.ofSeconds(10));
      }
      Client.Got refused = client.chat(ask(100));
      assertEquals(429, refused.status());
      assertEquals("rate_limit_reached_error", refused.errorType());
      assertTrue(
          refused
              .error()
              .matches(
                  "Your account org-[0-9a-f]{32}<ak-[0-9a-f]{20}> request reached organization max"
                      + " RPM: 3, please try again after 1 seconds"),
          refused.error());
      assertTrue(refused.response().headers().firstValue("Retry-After").isEmpty());
      clock.sleep(Duration.ofSeconds(30));
      assertEquals(200, client.chat(ask(100)).status());
    }
  }

  @Test
  void retryAfterSaysTheTrueWaitWhereItIsSwitchedOn() throws Exception {
    try (Client client = client(0, LimitRules.DEFAULTS.withRetryAfter(true))) {
      for (int i = 0; i < 3; i++) {
        client.chat(ask(100));
      }
      clock.sleep(Duration.ofSeconds(18));
      assertEquals(
          "42", client.chat(ask(100)).response().headers().firstValue("Retry-After").orElse(""));
    }
  }

  @Test
  void theBudgetCountsAgainstTokensAMinute() throws Exception {
    try (Client client = client(0, LimitRules.DEFAULTS)) {
      assertEquals(200, client.chat(ask(300_000)).status());
      Client.Got refused = client.chat(ask(300_000));
      assertTrue(
          refused
              .error()
              .matches(
                  ".* request reached organization TPM rate limit, current: 6[0-9]{5}, limit:"
                      + " 500000"),
          refused.error());
    }
    try (Client client = client(0, LimitRules.DEFAULTS.withCharge(LimitRules.Charge.ACTUAL))) {
      assertEquals(200, client.chat(ask(300_000)).status());
      assertEquals(200, client.chat(ask(300_000)).status());
    }
  }

  @Test
  void tokensADayComeBackAtMidnight() throws Exception {
    try (Client client = client(0, LimitRules.DEFAULTS)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, client.chat(ask(490_000)).status());
        clock.sleep(Duration.ofMinutes(2));
      }
      assertTrue(client.chat(ask(490_000)).error().contains("TPD rate limit, current: "));
      clock.sleep(Duration.ofHours(14));
      assertEquals(200, client.chat(ask(490_000)).status());
    }
  }

  private RateLimits actual() {
    return new RateLimits(LimitRules.DEFAULTS.withCharge(LimitRules.Charge.ACTUAL), clock);
  }

  private static Account tierZero() {
    return new Account("a", "k1", 0, BigDecimal.TEN);
  }

  /// What a completion took is charged when it ends, between the calls.
  @Test
  void theWaitForACallIsThatOfACallThoughCompletionsAreChargedBesideThem() throws Refused {
    RateLimits limits = actual();
    limits.begin(tierZero(), 100, 100);
    clock.sleep(Duration.ofSeconds(10));
    limits.end(tierZero(), 50);
    clock.sleep(Duration.ofSeconds(10));
    for (int i = 0; i < 2; i++) {
      limits.begin(tierZero(), 100, 100);
      limits.end(tierZero(), 50);
    }
    // The first call has left the minute, and what its completion took has not.
    clock.sleep(Duration.ofSeconds(41));
    limits.begin(tierZero(), 100, 100);
    limits.end(tierZero(), 50);
    Refused refused = assertThrows(Refused.class, () -> limits.begin(tierZero(), 100, 100));
    assertEquals(Duration.ofSeconds(19), refused.refusal().retryAfter());
  }

  @Test
  void aCompletionThatEndsAfterMidnightCountsForTheNewDay() throws Refused {
    RateLimits limits = actual();
    clock.sleep(Duration.ofHours(14).minusSeconds(10));
    limits.begin(tierZero(), 100, 100);
    clock.sleep(Duration.ofSeconds(20));
    limits.end(tierZero(), 490_000);
    for (int i = 0; i < 2; i++) {
      clock.sleep(Duration.ofMinutes(2));
      limits.begin(tierZero(), 490_000, 100);
      limits.end(tierZero(), 0);
    }
    clock.sleep(Duration.ofMinutes(2));
    Refused refused = assertThrows(Refused.class, () -> limits.begin(tierZero(), 490_000, 100));
    assertTrue(refused.refusal().message().contains("TPD"), refused.refusal().message());
  }

  @Test
  void aSecondCallAtOnceIsRefusedOnTierZero() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Reader waiting =
        _ -> {
          inside.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Reader.Reply("", "done");
        };
    try (Client client =
        Client.of(StandInSettings.DEFAULTS.withTier(0).withReader(waiting).withClock(clock))) {
      Thread first =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.chat(ask(100));
                    } catch (java.io.IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      inside.await();
      Client.Got refused = client.chat(ask(100));
      assertTrue(
          refused
              .error()
              .endsWith(
                  "request reached organization max concurrency: 1, please try again after 1"
                      + " seconds"),
          refused.error());
      go.countDown();
      first.join();
      assertEquals(200, client.chat(ask(100)).status());
    }
  }

  @Test
  void anAccountWithoutMoneyIsRefusedAndNotByTheRate() throws Exception {
    Account poor = new Account("poor", "k1", 5, new BigDecimal("0.0000001"));
    try (Client client = Client.of(StandInSettings.DEFAULTS.withAccounts(List.of(poor)))) {
      assertEquals(200, client.chat(ask(100)).status());
      Client.Got refused = client.chat(ask(100));
      assertEquals(429, refused.status());
      assertEquals("exceeded_current_quota_error", refused.errorType());
      assertTrue(refused.error().startsWith("You exceeded your current token quota: <org-"));
      assertEquals(1, client.standIn().bill().refusals().get("429 exceeded_current_quota_error"));
    }
  }

  @Test
  void refusedCallsAreNotBilled() throws Exception {
    try (Client client = client(0, LimitRules.DEFAULTS)) {
      for (int i = 0; i < 5; i++) {
        client.chat(ask(100));
      }
      assertEquals(3, client.standIn().bill().total().requests());
      assertEquals(2, client.standIn().bill().refusals().get("429 rate_limit_reached_error"));
    }
  }
}
