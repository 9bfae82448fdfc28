package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScriptTokensTest {
  private static final String ENGLISH =
      "The Tenant may end this Lease on the Break Date by giving notice to the Landlord. ";
  private static final String CHINESE = "租户应按季度支付租金";

  @Test
  void otherSeedsCountOtherwise() {
    String text = (ENGLISH + CHINESE + " { \"rent\": 42000 }").repeat(50);
    assertNotEquals(new ScriptTokens(1).count(text), new ScriptTokens(2).count(text));
    assertEquals(new ScriptTokens(1).count(text), new ScriptTokens(1).count(text));
  }

  @Test
  void scriptsTakeWhatTheyAreSaidToTake() {
    for (long seed = 0; seed < 50; seed++) {
      ScriptTokens tokens = new ScriptTokens(seed);
      double english = ENGLISH.repeat(100).length() / (double) tokens.count(ENGLISH.repeat(100));
      double chinese = CHINESE.repeat(100).length() / (double) tokens.count(CHINESE.repeat(100));
      assertTrue(4.1 < english && english < 4.8, "" + english);
      assertTrue(1.49 < chinese && chinese < 2.01, "" + chinese);
    }
  }

  @Test
  void aTextIsCutToItsTokensAndNoCharacterIsTorn() {
    ScriptTokens tokens = new ScriptTokens(3);
    String text = ("😀é" + ENGLISH + CHINESE).repeat(3);
    for (int wanted = 0; wanted <= tokens.count(text); wanted++) {
      int cut = tokens.cut(text, wanted);
      assertTrue(tokens.count(text.substring(0, cut)) <= wanted);
      assertTrue(cut == 0 || !Character.isHighSurrogate(text.charAt(cut - 1)));
    }
    assertEquals(text.length(), tokens.cut(text, tokens.count(text)));
  }
}
