package lectern.synthesize.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelListing;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  private static Reconciliation moonshot(ListedModel... models) {
    return of("moonshot", models);
  }

  private static Reconciliation of(String provider, ListedModel... models) {
    return Reconciliation.of(
        ModelCatalogue.shipped().models(),
        new ModelListing.Listed(provider, "example.org", List.of(models)),
        TODAY);
  }

  private static ListedModel plain(String id) {
    return new ListedModel(id, null, null, null, null);
  }

  private static Reconciliation.Standing row(Reconciliation all, String id) {
    return Objects.requireNonNull(all.rows().get(id), id);
  }

  @Test
  void aRowThatIsListedMayBeCalledAndNoOther() {
    Reconciliation all = moonshot(new ListedModel("kimi-k3", 1_048_576L, true, true, true));
    assertTrue(row(all, "kimi-k3").callable());
    assertEquals(List.of(), row(all, "kimi-k3").differences());
    assertFalse(row(all, "kimi-k2.6").callable());
    assertFalse(row(all, "kimi-k2.5").callable());
    assertEquals(List.of(), all.unknown());
  }

  @Test
  void whatIsNotSaidIsNoDifference() {
    assertEquals(List.of(), row(moonshot(plain("kimi-k3.1-pro")), "kimi-k3.1-pro").differences());
  }

  @Test
  void whatDiffersIsSaid() {
    Reconciliation all =
        moonshot(
            new ListedModel("kimi-k3", 524_288L, false, true, false),
            plain("kimi-k2.5"),
            new ListedModel("kimi-latest", 131_072L, true, false, null));
    assertEquals(
        List.of(
            "window 524,288 tokens there, 1,048,576 in its row",
            "sees no pictures there, does so in its row",
            "does not think there, does so in its row"),
        row(all, "kimi-k3").differences());
    assertEquals(
        List.of("listed, though its row says that it is refused from 2026-08-31 on"),
        row(all, "kimi-k2.5").differences());
    assertTrue(
        row(all, "kimi-latest").differences().contains("sees pictures there, not in its row"));
  }

  @Test
  void whatNoRowOfTheProviderKnowsIsUnknown() {
    ListedModel next = new ListedModel("kimi-k4", 2_097_152L, true, true, true);
    // The second is a name of another provider's rows.
    assertEquals(
        List.of(next, plain("moonshotai/kimi-k3")),
        moonshot(next, plain("moonshotai/kimi-k3"), plain("kimi-k3")).unknown());
  }

  @Test
  void anAliasIsItsRow() {
    Reconciliation all = of("deepseek", plain("deepseek-v4-flash"));
    assertTrue(row(all, "deepseek-flash").callable());
    assertEquals(List.of(), all.unknown());
    assertFalse(all.rows().containsKey("kimi-k3"));
  }
}
