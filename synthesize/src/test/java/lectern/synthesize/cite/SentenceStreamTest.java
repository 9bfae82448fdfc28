package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lectern.synthesize.Citation;
import lectern.synthesize.Sentence;
import lectern.synthesize.TestCollection;
import org.junit.jupiter.api.Test;

class SentenceStreamTest {
  private static final TestCollection LEASES =
      new TestCollection()
          .add(
              "Lease",
              "The Tenant shall pay an annual rent of £84,500 to the Landlord.\n\n"
                  + "A notice must be given not less than six months before the Break Date.");

  private static final String ANSWER =
      """
      ## The rent
      The rent is £84,500 (“an annual rent of £84,500” [d1#0]). It is £84,600. [d1#0] It is high.

      - Notice is nine months: “not less than six months before the Break Date” [d1#1]
      - Six months. “A notice must be given not less than six months” [d1#1: “before the Break Date”]
      | a | b |
      |---|---|
      | £1 (d1#0) | “No. 5 is due. Now!” |
      An [open bracket is no label, and a (d1 neither. “Open at the end [d1#""";

  @Test
  void theEventsAreTheSameHoweverTheTextIsCut() {
    List<SentenceStream.Event> whole = events(List.of(ANSWER));
    for (int cut = 0; cut <= ANSWER.length(); cut++) {
      assertEquals(whole, events(List.of(ANSWER.substring(0, cut), ANSWER.substring(cut))));
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at < ANSWER.length(); ) {
        int end = Math.min(ANSWER.length(), at + 1 + random.nextInt(9));
        pieces.add(ANSWER.substring(at, end));
        at = end;
      }
      assertEquals(whole, events(pieces));
    }
  }

  @Test
  void theTextsTogetherAreTheTextAndEachSentenceFollowsItsText() {
    StringBuilder text = new StringBuilder();
    for (SentenceStream.Event event : events(List.of(ANSWER))) {
      switch (event) {
        case SentenceStream.Event.Text(String words) -> text.append(words);
        case SentenceStream.Event.Checked(Sentence sentence, _) ->
            assertFalse(sentence.span().end() > text.length(), sentence.toString());
      }
    }
    assertEquals(ANSWER, text.toString());
  }

  @Test
  void noPartOfALabelIsShown() {
    for (SentenceStream.Event event : events(List.of("It is so [see d1#0, p. 3] and (d1#1) so."))) {
      if (event instanceof SentenceStream.Event.Text(String words)) {
        assertEquals(words.contains("["), words.contains("]"), words);
        assertEquals(words.contains("("), words.contains(")"), words);
      }
    }
  }

  @Test
  void theSentencesAreThoseOfTheWholeAnswer() {
    List<Citation> citations = CitationCheck.check(ANSWER, LEASES.evidence(), LEASES::text);
    List<Sentence> whole =
        SentenceCheck.check("", ANSWER, citations, LEASES.evidence(), LEASES::text);
    List<Sentence> streamed = sentences(ANSWER);
    assertEquals(
        whole.stream().map(Sentence::span).toList(),
        streamed.stream().map(Sentence::span).distinct().toList());
    assertEquals(
        whole.stream().map(Sentence::citations).toList(),
        streamed.subList(0, whole.size()).stream().map(Sentence::citations).toList());
  }

  @Test
  void aSentenceIsToldAsSoonAsTheNextHasBegun() {
    List<SentenceStream.Event> events = new ArrayList<>();
    SentenceStream stream = new SentenceStream("", LEASES.evidence(), LEASES::text, events::add);
    stream.feed("The rent is £84,500 (“an annual rent of £84,500” [d1#0]). It is ");
    assertEquals(0, checked(events).size());
    stream.feed("due ");
    assertEquals(List.of(Sentence.State.BORNE_OUT), checked(events));
  }

  @Test
  void aSentenceWithoutACitationIsToldAgainWhereNoSourceHoldsItsFacts() {
    String proof = " It says: “not less than six months before the Break Date” [d1#1]";
    assertEquals(
        List.of(Sentence.State.UNCITED, Sentence.State.BORNE_OUT, Sentence.State.FACTS_MISSING),
        sentences("Seven months." + proof).stream().map(Sentence::state).toList());
    assertEquals(
        List.of(Sentence.State.UNCITED, Sentence.State.BORNE_OUT),
        sentences("Six months." + proof).stream().map(Sentence::state).toList());
  }

  private static List<Sentence.State> checked(List<SentenceStream.Event> events) {
    List<Sentence.State> states = new ArrayList<>();
    for (SentenceStream.Event event : events) {
      if (event instanceof SentenceStream.Event.Checked(Sentence sentence, _)) {
        states.add(sentence.state());
      }
    }
    return states;
  }

  private static List<Sentence> sentences(String answer) {
    List<Sentence> sentences = new ArrayList<>();
    for (SentenceStream.Event event : events(List.of(answer))) {
      if (event instanceof SentenceStream.Event.Checked(Sentence sentence, _)) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  private static List<SentenceStream.Event> events(List<String> pieces) {
    List<SentenceStream.Event> events = new ArrayList<>();
    SentenceStream stream = new SentenceStream("", LEASES.evidence(), LEASES::text, events::add);
    pieces.forEach(stream::feed);
    stream.end();
    return events;
  }
}
