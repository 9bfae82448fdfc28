package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  private static final List<String> KNOWN = List.of("parse.workers", "model", "catalogue");

  @Test
  void findsTheNameWithFewestEdits() {
    assertEquals("model", Spelling.nearest("modle", KNOWN));
    assertEquals("parse.workers", Spelling.nearest("parse-worker", KNOWN));
  }

  @Test
  void ignoresCapitals() {
    assertEquals("catalogue", Spelling.nearest("CATALOG", KNOWN));
  }

  @Test
  void givesSeveralTheNearestFirstAndTiesByTheAlphabet() {
    assertEquals(List.of("b", "c"), Spelling.nearest("a", List.of("c", "xyz", "b", "c"), 2));
  }
}
