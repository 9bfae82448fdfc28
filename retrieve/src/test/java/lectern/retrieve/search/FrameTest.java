package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void whatSpeaksOfDocumentsGoes() {
    assertEquals(
        "Does this an exclusivity?",
        Frame.without("Does this contract include an exclusivity agreement?"));
    assertEquals("Who repairs the roof?", Frame.without("Who repairs the roof?"));
    assertEquals("contracting", Frame.without("contracting"));
  }

  @Test
  void nothingButSuchWordsStays() {
    assertEquals("Contract?", Frame.without("Contract?"));
  }
}
