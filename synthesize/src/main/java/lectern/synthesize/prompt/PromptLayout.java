package lectern.synthesize.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Rendering;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Answer;
import lectern.synthesize.Evidence;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;

/// Lays a prompt out so that the provider's prefix cache can reuse it: instructions, evidence in
/// reading order, question last. Nothing that changes from call to call stands before the question.
public final class PromptLayout {
  private static final String INSTRUCTIONS = read("/lectern/synthesize/prompt/instructions.md");

  private PromptLayout() {}

  /// The instructions, the same in every prompt.
  public static String instructions() {
    return INSTRUCTIONS;
  }

  /// The question as it stands in the prompt.
  public static String question(Question question) {
    return Rendering.neutral(question.text().strip());
  }

  /// Lays evidence and question out. The order in which the evidence is given, and the order of its
  /// passages, do not matter.
  public static Prompt layOut(List<Evidence> evidence, Question question) {
    MessageDigest digest = sha256();
    digest.update(INSTRUCTIONS.getBytes(StandardCharsets.UTF_8));
    var text = new StringBuilder();
    var boundaries = new ArrayList<Prompt.Boundary>();
    for (Evidence shown : inReadingOrder(evidence)) {
      String rendered = render(shown);
      text.append(rendered);
      digest.update(rendered.getBytes(StandardCharsets.UTF_8));
      boundaries.add(new Prompt.Boundary(shown.document().number(), soFar(digest)));
    }
    return new Prompt(INSTRUCTIONS, text.toString(), question(question), boundaries);
  }

  private static String render(Evidence shown) {
    IndexedDocument document = shown.document();
    var text = new StringBuilder(Rendering.opening(document.number(), document.title()));
    for (Passage passage : shown.passages()) {
      text.append(Rendering.passage(passage.label(), passage.body()));
    }
    return text.toString();
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

  private static String soFar(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String resource) {
    try (InputStream in = PromptLayout.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n")
          .replace("{not-found}", Answer.NOT_FOUND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
