package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.ChatClient;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.kimi.PreferredModels.Choice;
import org.junit.jupiter.api.Test;

/// Limits of an account are no illness of its model: where no other one can answer, they are waited
/// for as long as there is time.
class PatienceTest {
  private static final ScriptedServer.Script LIMITED =
      ScriptedServer.refusal(
          429,
          "rate_limit_reached_error",
          "Your account reached its TPM limit, please try again after 1 seconds");
  private static final ScriptedServer.Script BUSY = ScriptedServer.refusal(503, "x", "busy");
  private static final ScriptedServer.Script FINE =
      ScriptedServer.stream(
          ScriptedServer.content("Yes."),
          ScriptedServer.finishWithUsage("stop", "{\"prompt_tokens\":10,\"completion_tokens\":3}"),
          "[DONE]");

  private static final ChatClient OTHER =
      request -> Completion.unpaid("No.", Completion.Finish.STOP, request.model().id());

  private static ScriptedServer.Script[] scripts(int limited, ScriptedServer.Script... then) {
    List<ScriptedServer.Script> all = new ArrayList<>(Collections.nCopies(limited, LIMITED));
    all.addAll(Arrays.asList(then));
    return all.toArray(ScriptedServer.Script[]::new);
  }

  private static PreferredModels alone(Wire wire) {
    return new PreferredModels(
        List.of(new Choice(Wire.k3(), wire.client(), wire.client().patient())), wire.waits);
  }

  private static PreferredModels with(Wire wire, int window) {
    ModelCard other =
        new ModelCard(
            "other",
            "elsewhere",
            window,
            1_000,
            null,
            ModelRules.PLAIN,
            null,
            null,
            URI.create("https://example.org"),
            LocalDate.EPOCH);
    return new PreferredModels(
        List.of(
            new Choice(Wire.k3(), wire.client(), wire.client().patient()),
            new Choice(other, OTHER)),
        wire.waits);
  }

  @Test
  void theOnlyModelIsWaitedFor() throws IOException {
    try (ScriptedServer server = new ScriptedServer(scripts(12, FINE));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = alone(wire).complete(Wire.request(Wire.k3()));
      assertEquals("Yes.", completion.text());
      assertEquals(13, server.requests.size());
      assertEquals(Outcome.REPLIED, wire.ledger.outcomes().getLast());
      assertTrue(
          wire.waits.slept.stream().allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) <= 0),
          "" + wire.waits.slept);
    }
  }

  @Test
  void whoeverCannotStepInIsNotWaitedForEither() throws IOException {
    try (ScriptedServer server = new ScriptedServer(scripts(12, FINE));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", with(wire, 1_500).complete(Wire.request(Wire.k3())).text());
    }
  }

  @Test
  void anotherModelStepsInAsEver() throws IOException {
    try (ScriptedServer server = new ScriptedServer(LIMITED);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("No.", with(wire, 100_000).complete(Wire.request(Wire.k3())).text());
      assertEquals(Wire.QUICK.tries(), server.requests.size());
    }
  }

  @Test
  void otherFailuresAreTriesAsEver() throws IOException {
    try (ScriptedServer server = new ScriptedServer(scripts(7, BUSY, LIMITED, BUSY));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException.NoCompletion none =
          assertThrows(
              SynthesisException.NoCompletion.class,
              () -> alone(wire).complete(Wire.request(Wire.k3())));
      assertFalse(none.limited(), none.getMessage());
      assertEquals(8 + Wire.QUICK.tries(), server.requests.size());
    }
  }

  /// Nor is it left alone after: each call waits out its own deadline.
  @Test
  void theDeadlineEndsTheWaitAndTheNextCallIsMadeAllTheSame() throws IOException {
    try (ScriptedServer server = new ScriptedServer(LIMITED);
        Wire wire = new Wire(server.baseUrl())) {
      PreferredModels models = alone(wire);
      for (int i = 0; i < 4; i++) {
        int before = server.requests.size();
        SynthesisException.NoCompletion none =
            assertThrows(
                SynthesisException.NoCompletion.class,
                () -> models.complete(Wire.request(Wire.k3())));
        assertTrue(none.limited(), none.getMessage());
        assertTrue(("" + none.getMessage()).contains("TPM limit"), none.getMessage());
        assertTrue(server.requests.size() > before + Wire.QUICK.tries(), "asked again");
      }
      Duration waited = wire.waits.slept.stream().reduce(Duration.ZERO, Duration::plus);
      assertTrue(waited.compareTo(Wire.QUICK.deadline().multipliedBy(4)) <= 0, "waited " + waited);
    }
  }
}
