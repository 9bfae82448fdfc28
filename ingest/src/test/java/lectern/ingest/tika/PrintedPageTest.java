package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedPageTest {
  @Test
  void clausesStartParagraphs() {
    assertEquals(
        List.of(
            "8. Tenant's option to break",
            "8.1 The Tenant may end this Lease on the Break Date by giving notice to the Landlord.",
            "8.2 A notice under this clause must be in writing."),
        paragraphs(
            """
            8. Tenant's option to break
            8.1 The Tenant may end this Lease on the Break Date by giving
            notice to the Landlord.
            8.2 A notice under this clause must be in writing.
            """));
  }

  @Test
  void itemsStartParagraphsInSmallLettersToo() {
    assertEquals(
        List.of(
            "The Tenant shall:",
            "(a) pay the rent;",
            "(b) keep the premises clean; and",
            "(c) insure."),
        paragraphs(
            """
            The Tenant shall:
            (a) pay the rent;
            (b) keep the premises clean; and
            (c) insure.
            """));
  }

  @Test
  void aWrappedReferenceIsNoClause() {
    assertEquals(
        List.of(
            "The sum is payable on the terms that are set out in full under clause 8.2 Of this Lease it is said."),
        paragraphs(
            """
            The sum is payable on the terms that are set out in full under clause
            8.2 Of this Lease it is said.
            """));
  }

  @Test
  void aSentenceBrokenBetweenParagraphsIsOneAgain() {
    assertEquals(
        List.of("by giving notice to the Landlord in accordance with this clause.", "8.2 A notice"),
        paragraphs(
            "by giving notice to the Landlord in", "accordance with this clause.", "8.2 A notice"));
  }

  @Test
  void aFinishedSentenceIsNotContinued() {
    assertEquals(
        List.of("It ends here.", "iPads are sold."),
        paragraphs("It ends here.", "iPads are sold."));
  }

  private static List<String> paragraphs(String... raw) {
    List<String> found = new ArrayList<>();
    PrintedPage page = new PrintedPage(p -> found.add(Cleaning.line(p)));
    for (String part : raw) {
      page.add(part);
    }
    page.end();
    return found;
  }
}
