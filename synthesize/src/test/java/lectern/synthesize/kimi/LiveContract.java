package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.synthesize.CallEnd;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelListing;
import lectern.synthesize.Prompt;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;

/// What the code believes of Moonshot, asked of whoever stands at the other end. Costs some cents
/// there: at worst $0.17 with kimi-k3.1-pro.
interface LiveContract {
  String RENT = "The yearly rent of the warehouse at 14 Harbour Street is 42,000 pounds.";

  /// K3.1 Pro at low effort was seen to think for 5,500 to 7,300 tokens.
  int ROOM_TO_THINK = 12_000;

  /// Where only the usage counts.
  int ROOM_FOR_USAGE = 1_000;

  /// Open; closed by whoever made it.
  LiveSession session();

  /// Long enough for the cache, some 4,000 tokens, the same in every run.
  private static String evidence() {
    return RENT
        + "\n"
        + IntStream.rangeClosed(1, 150)
            .mapToObj(
                i ->
                    "Clause "
                        + i
                        + ". The tenant keeps item number "
                        + i * 37
                        + " of the inventory in good repair and tells the landlord of any damage to it.")
            .collect(Collectors.joining("\n"));
  }

  private static Prompt prompt(String question) {
    return new Prompt("Answer from the lease alone, in one short sentence.", evidence(), question);
  }

  @Test
  default void listsTheModelThatIsAsked() {
    var listed = assertInstanceOf(ModelListing.Listed.class, session().models());
    var model =
        listed.models().stream()
            .filter(one -> one.id().equals(session().model.id()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(listed.toString()));
    assertEquals(session().model.windowTokens(), Objects.requireNonNull(model.windowTokens()));
  }

  @Test
  default void answersInAFewWords() {
    Completion completion =
        session()
            .ask(
                new Prompt(
                    "Answer from the lease alone, in one short sentence.",
                    RENT,
                    "How much is the yearly rent of the warehouse?"),
                ROOM_TO_THINK);
    assertEquals(Completion.Finish.STOP, completion.finish());
    assertTrue(completion.text().replaceAll("\\D", "").contains("42000"), completion.text());
    assertTrue(completion.usage().promptTokens() > 0, "usage is told");
    assertTrue(completion.usage().completionTokens() > 0, "usage is told");
    BigDecimal cost = Objects.requireNonNull(completion.costUsd());
    assertTrue(cost.signum() > 0, "it is priced");
  }

  @Test
  default void countsWhatIsCachedOfAPrefixThatIsSentAgain() {
    session().ask(prompt("How much is the yearly rent?"), ROOM_FOR_USAGE);
    Completion second = session().ask(prompt("Who keeps item 37?"), ROOM_FOR_USAGE);
    long prompt = second.usage().promptTokens();
    long cached = second.usage().cachedTokens();
    System.out.printf(Locale.ROOT, "live: %,d of %,d prompt tokens cached%n", cached, prompt);
    assertTrue(cached > prompt / 2 && cached < prompt, cached + " of " + prompt);
  }

  @Test
  default void refusesAModelThatThereIsNot() {
    ModelCard known = session().model;
    ModelCard none =
        new ModelCard(
            "kimi-of-no-release",
            known.provider(),
            known.windowTokens(),
            known.maxCompletionTokens(),
            known.pricing(),
            known.rules(),
            null,
            null,
            known.source(),
            known.asOf());
    int before = session().ledger.ends.size();
    assertThrows(
        SynthesisException.NoCompletion.class,
        () -> session().ask(none, new Prompt("Be brief.", RENT, "How much is it?"), 100));
    CallEnd end = session().ledger.ends.get(before);
    assertEquals(before + 1, session().ledger.ends.size(), "it is not tried again");
    assertTrue(String.valueOf(end.failure()).startsWith("NO_MODEL: "), end.failure());
    assertEquals(BigDecimal.ZERO, end.costUsd());
  }

  @Test
  default void countsNoMoreTokensThanWePredict() {
    Prompt prompt = prompt("How much is the yearly rent?");
    long estimated = session().estimatedTokens(prompt);
    int counted = session().countedTokens(prompt);
    System.out.printf(
        Locale.ROOT,
        "live: %,d tokens by the provider's estimate, %,d by o200k, %,d predicted%n",
        estimated,
        counted,
        session().predictedTokens(prompt));
    assertTrue(estimated <= session().predictedTokens(prompt), estimated + " of " + counted);
    assertTrue(estimated >= counted * 0.8, estimated + " of " + counted);
  }
}
