package lectern.synthesize.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import lectern.ingest.Span;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SentenceSplitterTest {
  @Test
  void knowsTheAbbreviationsOfContracts() {
    assertSplit(
        "Harbour Ltd. of No. 5 Quay St. agrees. See cl. 8.2(b), e.g. the rent. Signed by J. Smith.",
        "Harbour Ltd. of No. 5 Quay St. agrees.",
        "See cl. 8.2(b), e.g. the rent.",
        "Signed by J. Smith.");
  }

  @Test
  void keepsAClauseNumberWithItsClause() {
    assertSplit(
        "8. Term. The lease ends in May. 8.2 Break. None.",
        "8. Term.",
        "The lease ends in May.",
        "8.2 Break.",
        "None.");
  }

  @Test
  void joinsWrappedLinesAndNotListItems() {
    assertSplit(
        "The Tenant shall keep the premises in good and\nsubstantial repair.\n(a) roof\n(b) walls",
        "The Tenant shall keep the premises in good and\nsubstantial repair.",
        "(a) roof",
        "(b) walls");
    assertSplit("Name | Rent\nUnit 9 | 500", "Name | Rent", "Unit 9 | 500");
  }

  @Test
  void beginsASentenceAtAClauseInsideALine() {
    assertSplit(
        "8. Option to break 8.1 The Tenant may end this Lease. See clause 8.2 Below.",
        "8. Option to break",
        "8.1 The Tenant may end this Lease.",
        "See clause 8.2 Below.");
  }

  @Test
  void joinsLinesAcrossTheGapsOfAPage() {
    assertSplit(
        "2.1 With effect from 1 January the definition of Cap in clause 1.1 of the\n\nLease is varied.",
        "2.1 With effect from 1 January the definition of Cap in clause 1.1 of the\n\nLease is varied.");
  }

  @Test
  void leavesFurnitureOutOfSentences() {
    String text = "The rent is due.\nLease – 12 Orchard Row\nPage 4\nIt is paid monthly.";
    assertEquals(
        List.of("The rent is due.", "It is paid monthly."),
        SentenceSplitter.split(text, Set.of("Lease – 12 Orchard Row", "Page 4")).stream()
            .map(span -> text.substring(span.start(), span.end()))
            .toList());
  }

  @Test
  void cutsLongListsAtSemicolons() {
    String item = "the Tenant shall not do any of the many things that are named in this item";
    String text = "It is agreed that " + (item + "; ").repeat(6) + item + ".";
    assertEquals(7, SentenceSplitter.split(text).size());
  }

  @Test
  void readsQuotesAndIdeographicStops() {
    assertSplit("He said \"Go.\" Then he left.", "He said \"Go.\"", "Then he left.");
    assertSplit("租金为五万元。期限三年。", "租金为五万元。", "期限三年。");
  }

  /// Nothing but white space falls between sentences.
  @Property
  void losesNoLetter(@ForAll String text) {
    int end = 0;
    for (Span sentence : SentenceSplitter.split(text)) {
      assertTrue(sentence.start() >= end && sentence.length() > 0);
      assertTrue(text.substring(end, sentence.start()).chars().allMatch(Character::isWhitespace));
      end = sentence.end();
    }
    assertTrue(text.substring(end).chars().allMatch(Character::isWhitespace));
  }

  private static void assertSplit(String text, String... expected) {
    assertEquals(
        List.of(expected),
        SentenceSplitter.split(text).stream()
            .map(span -> text.substring(span.start(), span.end()))
            .toList());
  }
}
