package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Label;
import lectern.ingest.Span;
import lectern.synthesize.Citation;
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
    return Conflicts.of(List.of(one, other), List.of()).size();
  }

  @Test
  void twoAmountsForTheSameThingAreToldAndBothStand() {
    Citation.Resolved one = said(1, "The yearly rent of the mill is £42,000.");
    Citation.Resolved other = said(2, "The yearly rent of the mill is £45,000.");
    assertEquals(
        List.of(new Conflicts.Conflict(one, other)), Conflicts.of(List.of(one, other), List.of()));
  }

  /// What was noted and left out of the answer counts as well.
  @Test
  void whatTheAnswerLeavesOutIsTold() {
    Citation.Resolved cited = said(1, "Notice must be given 30 days before the end of the term.");
    Citation.Resolved noted = said(2, "Notice must be given 60 days before the end of the term.");
    assertEquals(1, Conflicts.of(List.of(cited), List.of(cited, noted)).size());
    assertEquals(0, Conflicts.of(List.of(), List.of(cited, noted)).size());
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
