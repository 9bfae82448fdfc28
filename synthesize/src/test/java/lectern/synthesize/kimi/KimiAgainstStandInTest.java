package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.Prompt;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.standin.Bill;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;

/// What the client believes was billed is what the other side billed, which counts and prices by
/// itself.
class KimiAgainstStandInTest {
  private static ChatRequest question(String text) {
    return new ChatRequest(
        new Prompt("Be exact.", "[d1#0] The rent is £42,000 a year. ".repeat(400), text),
        Wire.k3(),
        2_000,
        Tier.SHORT,
        "everything",
        8_000);
  }

  @Test
  void agreesWithTheBillToTheCent() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
        Wire wire = new Wire(standIn.baseUrl())) {
      Usage told = Usage.NONE;
      for (String text : List.of("What is the rent?", "Who pays the rent?", "When is it due?")) {
        Completion completion = wire.ask(question(text));
        assertEquals(Completion.Finish.STOP, completion.finish());
        told = told.plus(completion.usage());
      }
      Bill.Line billed = standIn.bill().total();
      assertEquals(3, billed.requests());
      assertEquals(
          new Usage(
              billed.promptTokens(),
              billed.cachedTokens(),
              billed.writtenTokens(),
              billed.completionTokens()),
          told);
      assertTrue(billed.cachedTokens() > billed.promptTokens() / 2, "the prefix is shared");
      assertEquals(0, billed.usd().compareTo(wire.ledger.costUsd()));
      assertEquals(
          List.of(Outcome.REPLIED, Outcome.REPLIED, Outcome.REPLIED), wire.ledger.outcomes());
    }
  }
}
