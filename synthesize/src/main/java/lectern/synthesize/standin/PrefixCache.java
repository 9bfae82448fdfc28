package lectern.synthesize.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Remembers the beginnings of prompts, apart for each account and model. Thread-safe.
final class PrefixCache {
  /// Entries beyond which those that have run out are thrown away.
  private static final int SWEEP_AT = 1 << 17;

  private record Key(String account, String model, long hash) {}

  /// @param found whether it may be found again, or was only seen
  private record Entry(Instant until, Duration life, boolean found) {
    /// A use keeps it for as long again as it was written for, or as long as the use asks for.
    Entry renewed(Instant now, Duration asked) {
      Duration longer = asked.compareTo(life) > 0 ? asked : life;
      return new Entry(now.plus(longer), longer, found);
    }
  }

  private final CacheRules rules;
  private final InstantSource clock;
  private final Map<Key, Entry> entries = new HashMap<>();
  private int sweepAt = SWEEP_AT;

  PrefixCache(CacheRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /// Whether a prompt takes part in caching.
  boolean takes(RenderedPrompt prompt) {
    return prompt.tokens() >= rules.leastTokens();
  }

  /// How many tokens of a prompt are there already; what is found stays longer for it. All of a
  /// prompt that was sent before is found, else whole chunks.
  synchronized int read(String account, String model, RenderedPrompt prompt, boolean forAnHour) {
    if (!takes(prompt)) {
      return 0;
    }
    Instant now = clock.instant();
    List<Long> chunks = prompt.chunks();
    boolean all = isThere(new Key(account, model, prompt.whole()), now);
    int found = chunks.size();
    while (!all && found > 0 && !isThere(new Key(account, model, chunks.get(found - 1)), now)) {
      found--;
    }
    Duration asked = life(forAnHour);
    for (int i = 0; i < found; i++) {
      renew(new Key(account, model, chunks.get(i)), now, asked);
    }
    if (all) {
      renew(new Key(account, model, prompt.whole()), now, asked);
    }
    return all ? prompt.tokens() : found * rules.chunkTokens();
  }

  private boolean isThere(Key key, Instant now) {
    Entry entry = entries.get(key);
    return entry != null && entry.found() && now.isBefore(entry.until());
  }

  private void renew(Key key, Instant now, Duration asked) {
    entries.computeIfPresent(key, (_, entry) -> entry.renewed(now, asked));
  }

  private Duration life(boolean forAnHour) {
    return forAnHour ? rules.longLife() : rules.shortLife();
  }

  /// Remembers a prompt that has been read.
  ///
  /// @param found how many of its tokens were there already
  synchronized void write(
      String account, String model, RenderedPrompt prompt, int found, boolean forAnHour) {
    if (!takes(prompt)) {
      return;
    }
    Instant now = clock.instant();
    Duration life = life(forAnHour);
    // The last chunk that ends within the messages: what follows them differs from what would
    // follow if there were one message more.
    int checkpoint = prompt.messageTokens() / rules.chunkTokens() - 1;
    for (int i = found / rules.chunkTokens(); i < prompt.chunks().size(); i++) {
      put(
          new Key(account, model, prompt.chunks().get(i)),
          now,
          life,
          !rules.secondHit() || i == checkpoint);
    }
    if (found < prompt.tokens()) {
      put(new Key(account, model, prompt.whole()), now, life, true);
    }
    sweep(now);
  }

  private void put(Key key, Instant now, Duration life, boolean atOnce) {
    Entry old = entries.get(key);
    boolean seen = old != null && now.isBefore(old.until());
    entries.put(key, new Entry(now.plus(life), life, atOnce || seen));
  }

  private void sweep(Instant now) {
    if (entries.size() > sweepAt) {
      entries.values().removeIf(entry -> !now.isBefore(entry.until()));
      sweepAt = Math.max(SWEEP_AT, 2 * entries.size());
    }
  }
}
