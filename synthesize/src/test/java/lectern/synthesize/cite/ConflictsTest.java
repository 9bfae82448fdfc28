package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lectern.ingest.Label;
import lectern.ingest.Span;
import lectern.synthesize.Citation;
import lectern.synthesize.Conflict;
import lectern.synthesize.TestCollection;
import org.junit.jupiter.api.Test;

class ConflictsTest {
  private static Citation.Resolved said(int document, String quote) {
    return said(document, quote, Citation.State.VERIFIED);
  }

  private static Citation.Resolved said(int document, String quote, Citation.State state) {
    Label label = new Label(document, 0);
    return new Citation.Resolved(
        label,
        state,
        TestCollection.sized(document, 100),
        label,
        List.of(),
        null,
        "",
        new Span(0, quote.length()),
        quote,
        List.of());
  }

  private static int conflicts(Citation.Resolved one, Citation.Resolved other) {
    return Conflicts.of(List.of(one, other), List.of(), _ -> Optional.empty()).size();
  }

  @Test
  void twoAmountsForTheSameThingAreToldAndBothStand() {
    Citation.Resolved one = said(1, "The yearly rent of the mill is £42,000.");
    Citation.Resolved other = said(2, "The yearly rent of the mill is £45,000.");
    assertEquals(
        List.of(new Conflict(undated(one), undated(other))),
        Conflicts.of(List.of(other, one), List.of(), _ -> Optional.empty()));
  }

  private static Conflict.Said undated(Citation.Resolved quote) {
    return new Conflict.Said(quote, null);
  }

  /// By the dates that documents give themselves, or their manifest does; not by their numbers.
  @Test
  void theEarlierDocumentStandsFirst() {
    TestCollection collection = new TestCollection();
    collection.add("Deed", "This deed is made on 3 March 2024.\n\nThe rent is changed.");
    collection.add("Lease", "Dated 12 March 2021\n\nThe mill is let.");
    collection.add("Letter", "It was agreed on 1 May 2020 that all is well.");
    List<Citation> cited =
        List.of(
            said(1, "The rent of the mill is £45,000."),
            said(2, "The rent of the mill is £42,000."),
            said(3, "The rent of the mill is £43,000."));
    List<Conflict> conflicts = Conflicts.of(cited, List.of(), collection::text);
    assertEquals(3, conflicts.size());
    Conflict first = conflicts.getFirst();
    assertEquals("£42,000.", first.earlier().quote().quote().substring(24));
    assertEquals(LocalDate.of(2021, 3, 12), first.earlier().dated());
    assertEquals(LocalDate.of(2024, 3, 3), first.later().dated());
    assertNull(conflicts.get(1).later().dated(), "what is not dated stands last");
  }

  /// What was noted and left out of the answer counts as well.
  @Test
  void whatTheAnswerLeavesOutIsTold() {
    Citation.Resolved cited = said(1, "Notice must be given 30 days before the end of the term.");
    Citation.Resolved noted = said(2, "Notice must be given 60 days before the end of the term.");
    assertEquals(
        1, Conflicts.of(List.of(cited), List.of(cited, noted), _ -> Optional.empty()).size());
    assertEquals(0, Conflicts.of(List.of(), List.of(cited, noted), _ -> Optional.empty()).size());
  }

  @Test
  void whatIsNoConflictIsNotTold() {
    String rent = "The yearly rent of the mill is £42,000.";
    assertEquals(0, conflicts(said(1, rent), said(2, rent)));
    assertEquals(0, conflicts(said(1, rent), said(1, "The yearly rent of the mill is £45,000.")));
    assertEquals(0, conflicts(said(1, rent), said(2, "The tenant keeps 3 dogs in the yard.")));
    assertEquals(
        0,
        conflicts(
            said(1, rent),
            said(2, "The yearly rent of the mill is £45,000.", Citation.State.MISATTRIBUTED)));
    // Numbers of clauses differ in any two documents; thousands are written in two ways.
    assertEquals(
        0,
        conflicts(
            said(1, "14.1 The tenant pays 100 pounds under clause 9 or clause 19."),
            said(2, "8.2 The tenant pays 100 pounds under clause 7 or clause 20.")));
    assertEquals(0, conflicts(said(1, rent), said(2, "The yearly rent of the mill is £42000.")));
  }
}
