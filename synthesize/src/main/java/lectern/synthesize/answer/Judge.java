package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.ingest.Rendering;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Sentence;
import lectern.synthesize.ShippedText;
import lectern.synthesize.Support;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Wish;
import lectern.synthesize.cite.OwnWords;
import org.jspecify.annotations.Nullable;

/// Has a model say whether quotes bear sentences out, which the check without a model has looked at
/// before and goes on deciding. It sees the sentences and their quotes, and nothing else. Safe for
/// use by many threads if the client is.
public final class Judge {
  private static final String INSTRUCTIONS = ShippedText.read("prompt/judge.md");

  /// For the ledger.
  private static final String SCOPE = "a judgement of sentences";

  /// Sentences that are judged at once: of more, models skip some.
  private static final int MOST_AT_ONCE = 40;

  private static final int TOKENS_PER_SENTENCE = 16;

  private static final Pattern LINE =
      Pattern.compile("(?im)^\\W{0,3}(\\d{1,3})\\W{1,4}(yes|partly|no)\\b");

  private final Errand errand;
  private final Consumer<String> notes;

  /// @param chat asks that model
  /// @param notes hears from any thread what it took, or why it said nothing
  public Judge(ChatClient chat, ModelCard model, Consumer<String> notes) {
    this.errand = new Errand(chat, model);
    this.notes = notes;
  }

  /// The sentences with what the model says of those that quote what stands in its source, and say
  /// something beside.
  ///
  /// @param answer the text they stand in
  /// @param citations of the answer
  /// @param wish its price is what may still be spent
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  List<Sentence> of(String answer, List<Sentence> sentences, List<Citation> citations, Wish wish) {
    List<Integer> places = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      String text = text(answer, sentences.get(i), citations);
      if (!text.isEmpty()) {
        places.add(i);
        texts.add(text);
      }
    }
    List<Sentence> judged = new ArrayList<>(sentences);
    Wish left = wish;
    for (int from = 0; from < texts.size(); from += MOST_AT_ONCE) {
      List<String> some = texts.subList(from, Math.min(from + MOST_AT_ONCE, texts.size()));
      Completion reply = asked(some, left.mostUsd());
      if (reply == null) {
        break;
      }
      left = left.after(reply.costUsd());
      Map<Integer, Support.Verdict> verdicts = verdicts(reply.text());
      verdicts.keySet().removeIf(number -> number < 1 || number > some.size());
      told(verdicts.size(), some.size(), reply.costUsd());
      for (Map.Entry<Integer, Support.Verdict> said : verdicts.entrySet()) {
        int place = places.get(from + said.getKey() - 1);
        Sentence sentence = judged.get(place);
        judged.set(place, sentence.with(sentence.support().judged(said.getValue())));
      }
    }
    return judged;
  }

  /// Sentence and quotes as they stand in the prompt; empty for one that is not judged.
  private static String text(String answer, Sentence sentence, List<Citation> citations) {
    String quotes =
        sentence.citations().stream()
            .map(citations::get)
            .filter(
                one ->
                    one.state() == Citation.State.VERIFIED
                        || one.state() == Citation.State.REPAIRED)
            .map(one -> "“" + ((Citation.Resolved) one).quote().strip() + "”")
            .distinct()
            .collect(Collectors.joining(" "));
    String own = OwnWords.of(answer, sentence.span());
    return quotes.isEmpty() || own.chars().noneMatch(Character::isLetterOrDigit)
        ? ""
        : line(own) + "\n   Quoted: " + line(quotes);
  }

  private static String line(String text) {
    return Rendering.neutral(text.replaceAll("\\s+", " "));
  }

  private @Nullable Completion asked(List<String> texts, @Nullable BigDecimal most) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      list.append(i + 1).append(". ").append(texts.get(i)).append('\n');
    }
    ChatRequest request =
        errand.request(
            INSTRUCTIONS, list.toString(), TOKENS_PER_SENTENCE * (texts.size() + 1), SCOPE);
    String obstacle = errand.obstacle(request, most);
    if (obstacle == null) {
      try {
        return errand.chat().complete(request);
      } catch (SynthesisException.NoCompletion | SynthesisException.OverLimit e) {
        obstacle = e.getMessage();
      }
    }
    notes.accept(errand.model().name() + " judged nothing more: " + obstacle);
    return null;
  }

  private void told(int judged, int shown, @Nullable BigDecimal cost) {
    notes.accept(
        String.format(
            Locale.ROOT,
            "%s judged %d of %d sentences, %s",
            errand.model().name(),
            judged,
            shown,
            cost == null ? "at a price that is not known" : "for $" + cost.toPlainString()));
  }

  /// What a reply says of each number; of one that it names twice, what is worse.
  private static Map<Integer, Support.Verdict> verdicts(String reply) {
    Map<Integer, Support.Verdict> verdicts = new HashMap<>();
    Matcher line = LINE.matcher(reply);
    while (line.find()) {
      Support.Verdict said = Support.Verdict.valueOf(line.group(2).toUpperCase(Locale.ROOT));
      verdicts.merge(
          Integer.parseInt(line.group(1)),
          said,
          (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
    return verdicts;
  }
}
