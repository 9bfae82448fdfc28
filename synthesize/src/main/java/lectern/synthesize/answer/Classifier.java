package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import lectern.ingest.Rendering;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.KindTold;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.Pricing;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.ShippedText;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.Wish;
import lectern.synthesize.plan.PricePrediction;
import lectern.synthesize.plan.PromptSize;
import org.jspecify.annotations.Nullable;

/// Has a model tell what kind a question is of, before its prompt is planned: in any language,
/// where the rules of [QuestionKind] know English words alone. No text of a document is sent. Where
/// the model does not tell, the question's words do. Safe for use by many threads if the client is.
public final class Classifier {
  private static final String INSTRUCTIONS = ShippedText.read("prompt/kind.md");

  /// For the ledger.
  private static final String SCOPE = "the kind of a question";

  /// One word, and what a model may put around it.
  private static final int WORD_TOKENS = 64;

  /// For models that think before every word: K3.1 Pro took 5,500 to 7,300 tokens at low effort.
  private static final int THINKING_TOKENS = 8_192;

  private static final List<QuestionKind> KINDS =
      Arrays.stream(QuestionKind.values()).filter(kind -> kind != QuestionKind.UNTOLD).toList();

  private static final Pattern NO_WORD = Pattern.compile("[^a-z-]+");

  private final ChatClient chat;
  private final ModelCard model;
  private final Consumer<String> notes;

  /// @param chat asks that model
  /// @param notes hears from any thread why the model did not tell a kind
  public Classifier(ChatClient chat, ModelCard model, Consumer<String> notes) {
    this.chat = chat;
    this.model = model;
    this.notes = notes;
  }

  /// The question with its kind, if the reply that tells it is in the ledger. Sends nothing.
  public Question held(Question question) {
    return isOpen(question) && chat.holds(request(question)) ? told(question) : question;
  }

  /// The question with its kind, and less to spend by what that cost. It is asked about only where
  /// that is open: not where the kind is told already, nor where the tier is.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public Question told(Question question) {
    if (!isOpen(question)) {
      return question;
    }
    ChatRequest request = request(question);
    String obstacle = chat.holds(request) ? null : obstacle(question, request);
    if (obstacle != null) {
      return untold(question, obstacle, BigDecimal.ZERO);
    }
    Completion reply;
    try {
      reply = chat.complete(request);
    } catch (SynthesisException.NoCompletion e) {
      return untold(question, "" + e.getMessage(), e.costUsd());
    } catch (SynthesisException.OverLimit e) {
      return untold(question, "" + e.getMessage(), BigDecimal.ZERO);
    }
    QuestionKind kind = kind(reply.text());
    if (kind == null) {
      return untold(question, "it named no kind", reply.costUsd());
    }
    KindTold told = new KindTold(kind, model.name() + " says" + price(reply.costUsd()));
    return spent(question.told(told), reply.costUsd());
  }

  private static boolean isOpen(Question question) {
    return question.told() == null && question.tier() == null;
  }

  private ChatRequest request(Question question) {
    String text = Rendering.neutral(question.text().strip());
    Thinking thinking = model.rules().thinking();
    boolean thinks = thinking == Thinking.EFFORT || thinking == Thinking.ALWAYS;
    return new ChatRequest(
        new Prompt(INSTRUCTIONS, "", text),
        model,
        Math.min(thinks ? THINKING_TOKENS : WORD_TOKENS, model.maxCompletionTokens()),
        Tier.SHORT,
        SCOPE,
        // No vocabulary has a token of less than a byte.
        PromptSize.planned(bytes(INSTRUCTIONS) + bytes(text), 0));
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Why it must not be asked; null where it may.
  private @Nullable String obstacle(Question question, ChatRequest request) {
    if (request.promptTokens() + request.maxCompletionTokens() > model.windowTokens()) {
      return "the question is longer than its window";
    }
    BigDecimal most = question.wish().mostUsd();
    Pricing pricing = model.pricing();
    if (most == null) {
      return null;
    }
    if (pricing == null) {
      return "its price is not known, and no more than $" + most + " may be spent";
    }
    BigDecimal worst =
        PricePrediction.mostUsd(
            pricing, request.promptTokens(), CacheTtl.FIVE_MINUTES, request.maxCompletionTokens());
    return worst.compareTo(most) <= 0
        ? null
        : "that may cost $"
            + worst.toPlainString()
            + ", and no more than $"
            + most
            + " may be spent";
  }

  private Question untold(Question question, String why, @Nullable BigDecimal cost) {
    notes.accept(
        "the kind of the question is told by its words, not by " + model.name() + ": " + why);
    return spent(question, cost);
  }

  /// @param cost null where it is not known: then all that may be spent may be spent already
  private static Question spent(Question question, @Nullable BigDecimal cost) {
    Wish wish = question.wish();
    BigDecimal most = wish.mostUsd();
    if (most == null) {
      return question;
    }
    BigDecimal left = cost == null ? BigDecimal.ZERO : most.subtract(cost).max(BigDecimal.ZERO);
    return question.wishing(new Wish(wish.preference(), left, wish.mostCalls()));
  }

  private static String price(@Nullable BigDecimal cost) {
    if (cost == null) {
      return " at a price that is not known";
    }
    return cost.signum() == 0 ? "" : " for $" + cost.toPlainString();
  }

  /// The only kind that a reply names; null where it names none or several.
  private static @Nullable QuestionKind kind(String reply) {
    List<String> words = List.of(NO_WORD.split(reply.toLowerCase(Locale.ROOT), -1));
    List<QuestionKind> named =
        KINDS.stream().filter(kind -> words.contains(kind.written())).toList();
    return named.size() == 1 ? named.getFirst() : null;
  }
}
