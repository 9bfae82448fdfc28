package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Span;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation;
import lectern.synthesize.Sentence;
import org.junit.jupiter.api.Test;

final class LikenessTest {
  private final List<String> embedded = new ArrayList<>();

  /// Texts about dogs point one way, all others another.
  private final Embedder dogs =
      new Embedder() {
        @Override
        public String name() {
          return "dogs";
        }

        @Override
        public float[] passage(String text) {
          embedded.add(text);
          return text.toLowerCase(Locale.ROOT).contains("dog")
              ? new float[] {1, 0}
              : new float[] {0, 1};
        }

        @Override
        public float[] question(String text) {
          throw new UnsupportedOperationException("no question is asked");
        }

        @Override
        public void close() {}
      };

  private static Citation cited(String language, Citation.State state, String quote) {
    Label label = new Label(1, 0);
    DocumentId id = new DocumentId("lease.txt");
    IndexedDocument document =
        new IndexedDocument(
            1,
            id,
            id,
            "",
            "Lease",
            "text/plain",
            1,
            9,
            1,
            99,
            99,
            language,
            Map.of(),
            Map.of(),
            List.of());
    return new Citation.Resolved(
        label, state, document, label, List.of(), null, "", new Span(0, 9), quote, List.of());
  }

  private Sentence compared(String own, Citation... citations) {
    String answer = own + " (“quoted words” [d1#0]).";
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < citations.length; i++) {
      places.add(i);
    }
    Sentence sentence =
        new Sentence(new Span(0, answer.length()), Sentence.State.BORNE_OUT, places, List.of());
    return new Likeness(dogs).of(answer, List.of(sentence), List.of(citations)).getFirst();
  }

  @Test
  void theNearestQuoteCounts() {
    Citation roof = cited("en", Citation.State.VERIFIED, "The landlord mends the roof.");
    Citation dog = cited("en", Citation.State.REPAIRED, "No dog may be kept.");
    Sentence far = compared("The tenant may keep a dog", roof);
    assertEquals(0.0, far.support().likeness());
    assertTrue(far.support().isUnlike());
    assertEquals(Sentence.State.BORNE_OUT, far.state());
    assertEquals(1.0, compared("The tenant may keep a dog", roof, dog).support().likeness());
    assertEquals("The tenant may keep a dog ( ).", embedded.getFirst());
  }

  @Test
  void whatCannotBeComparedIsNot() {
    Citation dog = cited("en", Citation.State.VERIFIED, "No dog may be kept.");
    assertNull(compared("The dog", dog).support().likeness(), "too short");
    assertNull(
        compared("Der Mieter darf keinen Hund halten", dog).support().likeness(), "not English");
    assertNull(
        compared(
                "The tenant may keep a dog",
                cited("de", Citation.State.VERIFIED, "Hunde sind verboten."))
            .support()
            .likeness());
    assertNull(
        compared(
                "The tenant may keep a dog",
                cited("en", Citation.State.ALTERED, "A dog may be kept."))
            .support()
            .likeness());
    assertEquals(List.of(), embedded);
    assertNotNull(compared("The tenant may keep a dog", dog).support().likeness());
  }

  @Test
  void withoutAModelOfVectorsTheSentencesStayAsTheyAre() {
    Embedder absent =
        new Embedder() {
          @Override
          public String name() {
            return "absent";
          }

          @Override
          public float[] passage(String text) {
            throw new IndexException.NoEmbedder("it does not run here", "", null);
          }

          @Override
          public float[] question(String text) {
            return passage(text);
          }

          @Override
          public void close() {}
        };
    Citation dog = cited("en", Citation.State.VERIFIED, "No dog may be kept.");
    Sentence sentence =
        new Sentence(new Span(0, 30), Sentence.State.BORNE_OUT, List.of(0), List.of());
    assertEquals(
        List.of(sentence),
        new Likeness(absent)
            .of("The tenant may keep the dog so.", List.of(sentence), List.of(dog)));
  }
}
