package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.synthesize.AskedAs;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.PastCall;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;
import lectern.synthesize.Usage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class TokenModelTest {
  private static final double MARGIN = 0.12;

  /// English prose, some of it with many figures, some Chinese.
  private static TextCount text(int number, Random random) {
    long tokens = 2_000L + random.nextInt(60_000);
    long han = number % 3 == 0 ? Math.round(tokens * (0.2 + 0.8 * random.nextDouble())) : 0;
    return new TextCount(tokens, han, Math.round(tokens * (0.2 + 0.3 * random.nextDouble())), 0);
  }

  static PastCall call(TextCount text, long reported) {
    return new PastCall(
        "moonshot/kimi",
        "low",
        Instant.EPOCH,
        CacheTtl.FIVE_MINUTES,
        new PromptTrace(List.of(new PrefixPoint("00", text.tokens())), text, text),
        new Usage(reported, 0, 0, 10),
        "everything",
        null,
        AskedAs.NOTHING);
  }

  @Test
  void knowsNothingButTheMarginAtFirst() {
    TokenModel model = TokenModel.of(MARGIN, List.of());
    TextCount text = new TextCount(10_000, 0, 2_000, 0);
    assertEquals(10_600 + 32, model.expected(text));
    assertEquals(11_200 + 64, model.most(text));
    assertEquals(
        new FixedTokens(10, 20, MARGIN), model.fixed(new FixedTokens(10, 20, MARGIN), text));
  }

  /// Whatever a model makes of tokens and characters, after twenty reports new prompts are known to
  /// a hundredth or so, and never has more than is planned for.
  @Property(tries = 200)
  void learnsWhatAModelCounts(
      @ForAll @DoubleRange(min = 0.9, max = 1.08) double perToken,
      @ForAll @DoubleRange(min = -0.3, max = 0.02) double perHan,
      @ForAll @DoubleRange(min = -0.05, max = 0.08) double perSymbol,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<PastCall> past = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TextCount text = text(i, random);
      past.add(call(text, counted(text, perToken, perHan, perSymbol, random)));
    }
    double off = 0;
    TokenModel model = TokenModel.of(MARGIN, past);
    for (int i = 0; i < 20; i++) {
      TextCount text = text(i, random);
      long counted = counted(text, perToken, perHan, perSymbol, random);
      assertEquals((double) counted, (double) model.expected(text), 0.03 * counted + 20);
      off += Math.abs((double) model.expected(text) / counted - 1);
      assertTrue(counted <= model.most(text), counted + " of at most " + model.most(text));
      FixedTokens fixed = model.fixed(new FixedTokens(10, 20, MARGIN), text);
      assertTrue(PromptSize.planned(text.tokens(), fixed.margin()) >= counted);
    }
    assertTrue(off / 20 < 0.012, "" + off / 20);
  }

  private static long counted(
      TextCount text, double perToken, double perHan, double perSymbol, Random random) {
    double exact =
        perToken * text.tokens() + perHan * text.hanChars() + perSymbol * text.symbolChars() + 90;
    return Math.round(exact * (1 + 0.004 * random.nextGaussian()));
  }

  /// Reports of one kind of text leave the margin of another where it was.
  @Test
  void whatWasNotSeenKeepsItsMargin() {
    List<PastCall> english = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      english.add(call(new TextCount(1_000L * i, 0, 200L * i, 0), 1_050L * i + 90));
    }
    TokenModel model = TokenModel.of(MARGIN, english);
    TextCount seen = new TextCount(10_000, 0, 2_000, 0);
    TextCount chinese = new TextCount(10_000, 9_000, 500, 0);
    assertTrue(model.most(seen) < 11_000 + 90, "" + model.most(seen));
    assertTrue(model.most(chinese) > 11_200, "" + model.most(chinese));
  }
}
