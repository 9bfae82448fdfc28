package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import lectern.ingest.Rendering;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.KindTold;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.ShippedText;
import lectern.synthesize.SynthesisException;
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

  private static final List<QuestionKind> KINDS =
      Arrays.stream(QuestionKind.values()).filter(kind -> kind != QuestionKind.UNTOLD).toList();

  private static final Pattern NO_WORD = Pattern.compile("[^a-z-]+");

  private final Errand errand;
  private final Consumer<String> notes;

  /// @param chat asks that model
  /// @param notes hears from any thread why the model did not tell a kind
  public Classifier(ChatClient chat, ModelCard model, Consumer<String> notes) {
    this.errand = new Errand(chat, model);
    this.notes = notes;
  }

  /// The question with its kind, if the reply that tells it is in the ledger. Sends nothing.
  public Question held(Question question) {
    return isOpen(question) && errand.chat().holds(request(question)) ? told(question) : question;
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
    String obstacle = errand.obstacle(request, question.wish().mostUsd());
    if (obstacle != null) {
      return untold(question, obstacle, BigDecimal.ZERO);
    }
    Completion reply;
    try {
      reply = errand.chat().complete(request);
    } catch (SynthesisException.NoCompletion e) {
      return untold(question, "" + e.getMessage(), e.costUsd());
    } catch (SynthesisException.OverLimit e) {
      return untold(question, "" + e.getMessage(), BigDecimal.ZERO);
    }
    QuestionKind kind = kind(reply.text());
    if (kind == null) {
      return untold(question, "it named no kind", reply.costUsd());
    }
    KindTold told = new KindTold(kind, errand.model().name() + " says" + price(reply.costUsd()));
    return question.told(told).wishing(question.wish().after(reply.costUsd()));
  }

  private static boolean isOpen(Question question) {
    return question.told() == null && question.tier() == null;
  }

  private ChatRequest request(Question question) {
    String text = Rendering.neutral(question.text().strip());
    return errand.request(INSTRUCTIONS, text, WORD_TOKENS, SCOPE);
  }

  private Question untold(Question question, String why, @Nullable BigDecimal cost) {
    notes.accept(
        "the kind of the question is told by its words, not by "
            + errand.model().name()
            + ": "
            + why);
    return question.wishing(question.wish().after(cost));
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
