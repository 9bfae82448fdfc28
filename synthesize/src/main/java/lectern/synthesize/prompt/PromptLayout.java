package lectern.synthesize.prompt;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Rendering;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Answer;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.Evidence;
import lectern.synthesize.PartRequest;
import lectern.synthesize.PrefixChain;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.Prompt;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.Question;
import lectern.synthesize.ShippedText;
import lectern.synthesize.TextCount;

/// Lays a prompt out so that the provider's prefix cache can reuse it: instructions, evidence in
/// reading order, question last. Nothing that changes from call to call stands before the question.
public final class PromptLayout {
  private static final String INSTRUCTIONS =
      ShippedText.read("prompt/instructions.md").replace("{not-found}", Answer.NOT_FOUND);

  /// Behind the question, so that all before it is the same with and without a form. Most providers
  /// do not hold a reply to a schema, so it says what is wanted in words.
  private static final String FORM = ShippedText.read("prompt/form.md").strip();

  /// What stands around a title and around a passage's text, at most.
  private static final int OPENING_CHARS = 16;

  private static final int LABEL_CHARS = 26;

  private PromptLayout() {}

  /// The instructions, the same in every prompt.
  public static String instructions() {
    return INSTRUCTIONS;
  }

  /// The question as it stands in the prompt.
  public static String question(Question question) {
    String text = Rendering.neutral(question.text().strip());
    AnswerSchema schema = question.schema();
    return schema == null ? text : text + "\n\n" + FORM.replace("{schema}", schema.asked());
  }

  /// Lays evidence and question out. The order in which the evidence is given, and the order of its
  /// passages, do not matter.
  public static Prompt layOut(List<Evidence> evidence, Question question) {
    return layOutLayers(List.of(evidence), question);
  }

  /// Lays out evidence that was added to what was asked about before: behind the same bytes, so
  /// that the cache has them.
  ///
  /// @param layers each in reading order by itself
  public static Prompt layOutLayers(List<List<Evidence>> layers, Question question) {
    return new Prompt(INSTRUCTIONS, text(layers), question(question));
  }

  /// Lays out one of several prompts that a question is answered by: the same bytes as in any other
  /// up to the end of the evidence.
  public static Prompt layOutPart(List<Evidence> evidence, Question question, PartRequest request) {
    return new Prompt(INSTRUCTIONS, text(List.of(evidence)), request.before(question(question)));
  }

  /// What prompts of several questions begin with, and nothing behind it.
  public static Prompt beginning(List<List<Evidence>> layers) {
    return new Prompt(INSTRUCTIONS, text(layers), "");
  }

  private static String text(List<List<Evidence>> layers) {
    StringBuilder text = new StringBuilder(length(layers));
    for (List<Evidence> layer : layers) {
      inReadingOrder(layer).forEach(shown -> render(shown, text));
    }
    return text.toString();
  }

  /// What a prompt begins with, told by digests and counts.
  ///
  /// @param layers as [#layOutLayers] is given them
  /// @param prompt that was laid out of it
  /// @param instructionTokens as the collection's counter counts, and so `questionTokens`
  public static PromptTrace trace(
      List<List<Evidence>> layers, Prompt prompt, int instructionTokens, int questionTokens) {
    PrefixChain chain = new PrefixChain(prompt.instructions(), instructionTokens);
    for (List<Evidence> layer : layers) {
      for (Evidence shown : inReadingOrder(layer)) {
        chain.add(shown);
      }
    }
    List<PrefixPoint> points = chain.points();
    long tokens = points.getLast().tokens() - instructionTokens;
    TextCount before =
        TextCount.of(prompt.instructions(), instructionTokens)
            .plus(TextCount.of(prompt.evidence(), tokens));
    return new PromptTrace(
        points, before, before.plus(TextCount.of(prompt.question(), questionTokens)));
  }

  private static void render(Evidence shown, StringBuilder text) {
    IndexedDocument document = shown.document();
    text.append(Rendering.opening(document.number(), document.title()));
    for (Passage passage : shown.passages()) {
      Rendering.append(text, passage.label(), passage.body());
    }
  }

  /// Characters that the evidence has at most, unless a text is full of forged labels.
  private static int length(List<List<Evidence>> layers) {
    long length = 0;
    for (List<Evidence> layer : layers) {
      for (Evidence shown : layer) {
        length += OPENING_CHARS + shown.document().title().length();
        for (Passage passage : shown.passages()) {
          length += LABEL_CHARS + passage.text().length();
        }
      }
    }
    return (int) Math.min(length, Integer.MAX_VALUE - 8);
  }

  private static List<Evidence> inReadingOrder(List<Evidence> evidence) {
    SortedMap<Integer, IndexedDocument> documents = new TreeMap<>();
    SortedMap<Integer, SortedMap<Label, Passage>> passages = new TreeMap<>();
    for (Evidence shown : evidence) {
      int number = shown.document().number();
      documents.put(number, shown.document());
      Map<Label, Passage> ordered = passages.computeIfAbsent(number, n -> new TreeMap<>());
      shown.passages().forEach(passage -> ordered.put(passage.label(), passage));
    }
    return documents.values().stream()
        .map(
            document ->
                new Evidence(
                    document,
                    List.copyOf(
                        passages.getOrDefault(document.number(), new TreeMap<>()).values())))
        .toList();
  }
}
