package lectern.eval.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import lectern.eval.EvalException;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation.State;
import org.junit.jupiter.api.Test;

class QuoteMutationsTest {
  private static final List<String> CLAUSES =
      List.of(
          "The Tenant shall pay to the Landlord the yearly rent of £42,000 by equal instalments within thirty days.",
          "The Tenant may end this lease by not less than six months' notice in writing to the Landlord at any time.",
          "The Landlord shall insure the Building for its full cost and shall give a copy of the policy to the Tenant.",
          "The Tenant must not assign the whole or any part of the Premises without the consent of the Landlord.",
          "Interest is payable at 1.5 per cent above the base rate from 12 March 2026 until the sum has been paid.",
          "If the Premises are destroyed the rent is suspended until they are fit for occupation and for use again.",
          "The Tenant shall keep the interior of the Premises in good repair and shall decorate it before 1 May 2027.",
          "The Landlord may enter the Premises at reasonable times after giving at least two days of written notice.",
          "A notice is valid only when it is in writing and is delivered by hand or sent by recorded post in time.",
          "The Deposit (the \"Deposit\") of £5,000 is held by the Landlord as security for the rent and other sums.",
          "The Guarantor (the \"Guarantor\") will pay any sum that the Tenant does not pay within ten days of demand.",
          "This lease is governed by the law of England and the courts of England have exclusive jurisdiction over it.",
          "The Tenant shall allow the Landlord to inspect the Premises and to take photographs of their condition.",
          "The Landlord shall not increase the yearly rent by more than 3.5 per cent in any period of twelve months.");

  private static DocumentText document(int number, String prefix) {
    String text = prefix + String.join("\n\n", CLAUSES);
    DocumentId id = new DocumentId("lease" + number + ".txt");
    int seam = text.indexOf("\n\n", text.length() / 2) + 2;
    return new DocumentText(
        new IndexedDocument(
            number,
            id,
            id,
            "0",
            "Lease",
            "text/plain",
            2,
            0,
            0,
            text.length(),
            text.length(),
            "en",
            Map.of(),
            Map.of(),
            List.of()),
        text,
        List.of(new Block.Paragraph(new Span(0, text.length()))),
        LocatorMap.EMPTY,
        List.of(
            passage(number, 0, id, text, 0, seam),
            passage(number, 1, id, text, seam, text.length())));
  }

  private static Passage passage(
      int number, int ordinal, DocumentId id, String text, int start, int end) {
    return new Passage(
        new Label(number, ordinal),
        id,
        List.of(),
        text.substring(start, end),
        new Span(start, end),
        List.of(),
        0);
  }

  private static List<DocumentText> documents() {
    return List.of(
        document(1, ""),
        document(
            2,
            "The Surveyor named by both parties decides every dispute about the plan of 2025.\n\n"));
  }

  @Test
  void noFalseQuoteIsProvedAndAlteredOnesAreToldSo() {
    List<QuoteMutations.Result> results = QuoteMutations.run(documents(), 11, 1_500, _ -> {});
    assertEquals(QuoteMutations.classes(), results.size());
    for (QuoteMutations.Result result : results) {
      assertEquals(
          List.of(), result.cases().stream().filter(QuoteMutations.Case::isFalselyProved).toList());
      if (result.expected() == State.ALTERED || result.expected() == State.VERIFIED) {
        assertTrue(
            result.right() >= 0.95 * result.cases().size(),
            result.mutation() + " " + result.states());
      }
    }
    assertTrue(
        results.stream().filter(result -> result.cases().size() > 20).count() > 25,
        results.toString());
  }

  @Test
  void theSameSeedGivesTheSameCases() {
    assertEquals(
        QuoteMutations.run(documents(), 3, 200, _ -> {}),
        QuoteMutations.run(documents(), 3, 200, _ -> {}));
  }

  @Test
  void asksForDocumentsThatCanBeQuoted() {
    assertThrows(
        EvalException.Mismatch.class,
        () -> QuoteMutations.run(List.of(document(1, "")), 1, 10, _ -> {}));
  }
}
