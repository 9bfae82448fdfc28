package lectern.ingest.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class O200kCounterTest {
  private final O200kCounter counter = new O200kCounter();

  /// Counts as published for the vocabulary (tiktoken).
  @Test
  void countsAsTiktokenDoes() {
    assertEquals(0, counter.count(""));
    assertEquals(2, counter.count("hello world"));
    assertEquals(1, counter.count("tokenizer".substring(0, 5)));
  }

  @Test
  void countsSpecialTokensAsOrdinaryText() {
    assertEquals(7, counter.count("<|endoftext|>"));
  }
}
