package lectern.eval.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.eval.corpus.SampleTexts;
import org.junit.jupiter.api.Test;

/// The audit of facts on the generated leases. The figures of real contracts are in docs/proof.md.
class FactSuiteTest {
  private static final double LEAST_CAUGHT = 0.95;
  private static final double MOST_FALSE_ALARMS = 0.02;

  /// None of the seeds that the rules were written with.
  private static final List<Long> HELD_OUT = List.of(101L, 102L);

  @Test
  void changedFactsAreCaughtAndFaithfulSentencesPass() {
    List<FactSuite.Case> cases = new ArrayList<>();
    HELD_OUT.forEach(seed -> cases.addAll(FactSuite.run(clauses(), seed)));
    FactSuite.Tally faithful = FactSuite.faithful(cases);
    assertTrue(faithful.cases() > 1_000, faithful.toString());
    assertTrue(faithful.share() <= MOST_FALSE_ALARMS, faithful.toString());
    Map<FactChange, FactSuite.Tally> changed = FactSuite.changed(cases);
    assertEquals(EnumSet.allOf(FactChange.class), changed.keySet());
    int all = changed.values().stream().mapToInt(FactSuite.Tally::cases).sum();
    int caught = changed.values().stream().mapToInt(FactSuite.Tally::marked).sum();
    assertTrue(all > 2_000, changed.toString());
    assertTrue(caught >= LEAST_CAUGHT * all, changed.toString());
  }

  @Test
  void paraphrasesAreNoCopiesAndTheSameSeedGivesTheSame() {
    List<FactSuite.Case> cases = FactSuite.run(clauses(), HELD_OUT.getFirst());
    assertEquals(cases, FactSuite.run(clauses(), HELD_OUT.getFirst()));
    List<FactSuite.Case> faithful = cases.stream().filter(one -> one.change() == null).toList();
    long copies =
        faithful.stream().filter(one -> one.clause().text().contains(one.sentence())).count();
    assertTrue(copies < 0.1 * faithful.size(), copies + " of " + faithful.size());
    Set<String> sentences = new HashSet<>();
    cases.forEach(one -> sentences.add(one.change() + one.sentence()));
    assertTrue(sentences.size() > 0.7 * cases.size(), sentences.size() + " of " + cases.size());
  }

  private static List<FactClause> clauses() {
    return SampleTexts.leases().stream()
        .flatMap(lease -> FactClause.of(lease.title(), lease.text()).stream())
        .toList();
  }
}
