package lectern.eval.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lectern.ingest.Label;
import lectern.synthesize.standin.ForgettingReader;
import lectern.synthesize.standin.ForgettingReader.Curve;
import lectern.synthesize.standin.Reader;
import org.junit.jupiter.api.Test;

class KnowingReaderTest {
  private static final String NOT_FOUND = "Nothing here answers.";
  private static final Label RENT = new Label(1, 0);
  private static final Label REVIEW = new Label(2, 0);
  private static final String EVIDENCE =
      """
      [d1#0] The yearly rent of 14 Harbour Street is £84,500.

      [d1#1] The tenant keeps the roof of the premises in repair.

      [d2#0] From 25 March 2026 the rent is £91,250 a year.

      """;

  private static final ForgettingReader ALL = noticing(1);

  private static ForgettingReader noticing(double share) {
    return ForgettingReader.byLengthAndDepth(
        new Curve(List.of(0.0), List.of(share)), new Curve(List.of(0.0), List.of(1.0)));
  }

  private static Reader.Asked asked(String evidence, String question, long seed) {
    return new Reader.Asked(
        List.of(
            new Reader.Turn("system", "write exactly this sentence and nothing else: " + NOT_FOUND),
            new Reader.Turn("user", evidence),
            new Reader.Turn("user", question)),
        1_000,
        seed);
  }

  private static String answer(KnownAnswer known, String evidence) {
    return new KnowingReader(List.of(known), ALL, 0, 0)
        .read(asked(evidence, known.question(), 1))
        .answer();
  }

  @Test
  void quotesWhatAnswersWithItsLabel() {
    assertEquals(
        "“The yearly rent of 14 Harbour Street is £84,500.” [d1#0]",
        answer(KnownAnswer.anyOf("What is the rent?", List.of(RENT)), EVIDENCE));
  }

  @Test
  void aLookUpNeedsOneOfItsPassagesAndAJoinAllOfThem() {
    String rentAlone = EVIDENCE.substring(0, EVIDENCE.indexOf("[d2#0]"));
    List<Label> both = List.of(RENT, REVIEW);
    assertEquals(
        "“The yearly rent of 14 Harbour Street is £84,500.” [d1#0]",
        answer(KnownAnswer.anyOf("What is the rent?", both), rentAlone));
    assertEquals(NOT_FOUND, answer(KnownAnswer.allOf("Did it rise?", both), rentAlone));
    assertEquals(
        "“The yearly rent of 14 Harbour Street is £84,500.” [d1#0]\n"
            + "“From 25 March 2026 the rent is £91,250 a year.” [d2#0]",
        answer(KnownAnswer.allOf("Did it rise?", both), EVIDENCE));
  }

  @Test
  void aSummaryNeedsFourInFive() {
    List<Label> five = IntStream.range(0, 5).mapToObj(i -> new Label(3, i)).toList();
    KnownAnswer summary = KnownAnswer.mostOf("Summarise.", five);
    assertTrue(summary.isIn(five.subList(0, 4)));
    assertTrue(!summary.isIn(five.subList(0, 3)));
  }

  @Test
  void saysThatNothingAnswersWhereNothingDoes() {
    assertEquals(NOT_FOUND, answer(KnownAnswer.none("Who owns the crane?"), EVIDENCE));
    assertEquals(
        NOT_FOUND,
        new KnowingReader(List.of(), ALL, 0, 0).read(asked(EVIDENCE, "Unknown?", 1)).answer());
  }

  @Test
  void noticesAsOftenAsItsAttentionSays() {
    KnownAnswer known = KnownAnswer.anyOf("What is the rent?", List.of(RENT));
    KnowingReader reader = new KnowingReader(List.of(known), noticing(0.7), 0, 0);
    List<String> answers =
        LongStream.range(0, 1_000)
            .mapToObj(seed -> reader.read(asked(EVIDENCE, known.question(), seed)).answer())
            .toList();
    long found = answers.stream().filter(text -> text.contains("[d1#0]")).count();
    assertEquals(700.0, (double) found, 50.0);
    assertEquals(
        answers,
        LongStream.range(0, 1_000)
            .mapToObj(seed -> reader.read(asked(EVIDENCE, known.question(), seed)).answer())
            .toList());
  }

  @Test
  void guessesFromAnotherPassageAsOftenAsItIsTold() {
    KnownAnswer known = KnownAnswer.anyOf("What is the rent?", List.of(RENT));
    KnowingReader reader = new KnowingReader(List.of(known), noticing(0), 0.4, 0);
    List<String> answers =
        LongStream.range(0, 1_000)
            .mapToObj(seed -> reader.read(asked(EVIDENCE, known.question(), seed)).answer())
            .toList();
    long guesses = answers.stream().filter(text -> !text.equals(NOT_FOUND)).count();
    assertEquals(400.0, (double) guesses, 50.0);
    assertEquals(
        0, answers.stream().filter(text -> text.contains("[d1#0]")).count(), "never the right one");
  }

  @Test
  void thinksAtLeastAsLongAsItIsTold() {
    String reasoning =
        new KnowingReader(List.of(), ALL, 0, 10_000).read(asked(EVIDENCE, "Who?", 1)).reasoning();
    assertTrue(reasoning.length() >= 10_000 && reasoning.length() < 10_100);
  }

  @Test
  void refusesAQuestionThatIsKnownTwice() {
    List<KnownAnswer> twice = List.of(KnownAnswer.none("Who?"), KnownAnswer.none("Who?"));
    assertThrows(IllegalArgumentException.class, () -> new KnowingReader(twice, ALL, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new KnownAnswer("Who?", Set.of(RENT), 2));
  }
}
