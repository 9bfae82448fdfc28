package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GenericWordsTest {
  @Test
  void whatSpeaksOfDocumentsGoes() {
    assertEquals(
        "Does this an exclusivity?",
        GenericWords.without("Does this contract include an exclusivity agreement?"));
    assertEquals("Who repairs the roof?", GenericWords.without("Who repairs the roof?"));
    assertEquals("contracting", GenericWords.without("contracting"));
  }

  @Test
  void nothingButSuchWordsStays() {
    assertEquals("Contract?", GenericWords.without("Contract?"));
  }
}
