package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.synthesize.Answer;
import lectern.synthesize.Completion;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.Wish;
import lectern.synthesize.offline.ExtractiveReader;
import org.jspecify.annotations.Nullable;

/// Goes on to the next tier where a model says that the evidence does not answer the question; from
/// a long prompt of whole documents, which models do not read evenly, to the best passages by
/// themselves. Model and effort stay.
final class Escalation {
  /// From passages of the short tier to those of the medium one, and on to everything.
  static final int MOST_STEPS = 2;

  private Escalation() {}

  /// The question as it is put to the best passages alone; null where the prompt was no longer than
  /// theirs, the answer is only right if everything is read, the user chose the tier, or no model
  /// was asked.
  ///
  /// @param plan of the first prompt
  static @Nullable Question focused(Question question, Plan plan, Completion completion) {
    boolean whole = plan.wholeScope() || !plan.volumes().isEmpty();
    return !whole
            || plan.kind().needsEverything()
            || plan.tier() == Tier.SHORT
            || question.tier() != null
            || !isModel(completion.model())
        ? null
        : new Question(
            question.text(),
            question.scope(),
            Tier.SHORT,
            left(question.wish(), completion.costUsd()));
  }

  /// The question as it is put to the next tier; null where there is none, the user chose the tier,
  /// or no model was asked.
  static @Nullable Question wider(Question question, Plan plan, Completion completion) {
    if (!isModel(completion.model())
        || question.tier() != null
        || plan.wholeScope()
        || !plan.volumes().isEmpty()) {
      return null;
    }
    Tier next =
        switch (plan.tier()) {
          case SHORT -> Tier.MEDIUM_RAG;
          case MEDIUM_RAG -> Tier.FULL_WINDOW;
          case FULL_WINDOW, MAP_REDUCE -> null;
        };
    return next == null
        ? null
        : new Question(
            question.text(), question.scope(), next, left(question.wish(), completion.costUsd()));
  }

  /// The extractive reader declines by the words that stand there: of the samples' questions
  /// without an answer it declined one in six in place of two where it was shown more.
  private static boolean isModel(String name) {
    return !name.equals(Answer.NOBODY) && !name.equals(ExtractiveReader.MODEL);
  }

  /// What the first answer cost is no longer there to be spent. One whose cost nobody knows may
  /// have cost anything.
  private static Wish left(Wish wish, @Nullable BigDecimal spent) {
    BigDecimal most = wish.mostUsd();
    if (most == null) {
      return wish;
    }
    BigDecimal rest = spent == null ? BigDecimal.ZERO : most.subtract(spent);
    return new Wish(wish.preference(), rest.max(BigDecimal.ZERO));
  }

  /// What everything and the best passages by themselves did not answer: the first answer with what
  /// both took.
  static Written confirmed(Written first, Written second) {
    List<String> notes = new ArrayList<>(first.completion().notes());
    notes.add(
        "the "
            + first.plan().tier().words()
            + " tier did not answer, and neither did the best passages by themselves");
    return new Written(
        first.plan(),
        first.layers(),
        together(first.completion(), second.completion(), first.completion().text(), notes));
  }

  /// The second answer with what the first one took, and the story in plan and notes.
  static Written after(Written first, Written second) {
    Plan plan = second.plan();
    boolean whole = plan.wholeScope() || !plan.volumes().isEmpty();
    boolean focused = first.plan().wholeScope() || !first.plan().volumes().isEmpty();
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "The model found no answer in the evidence of the "
            + first.plan().tier().words()
            + " tier, so the "
            + (focused ? "best passages are" : plan.tier().words() + " tier is")
            + " read"
            + (focused ? " by themselves." : whole ? "." : ", its passages behind those."));
    reasons.addAll(plan.reasons().subList(1, plan.reasons().size()));
    reasons.add("Before: " + first.plan().reasons().getFirst());
    Completion one = first.completion();
    Completion other = second.completion();
    List<String> notes = new ArrayList<>(one.notes());
    notes.add(
        String.format(
            Locale.ROOT,
            "the %s tier did not answer; the %s tier was asked",
            first.plan().tier().words(),
            plan.tier().words()));
    return new Written(
        new Plan(
            plan.tier(),
            plan.kind(),
            plan.wholeScope(),
            plan.volumes(),
            plan.model(),
            plan.budget(),
            plan.documents(),
            plan.prompts(),
            plan.promptTokens(),
            plan.cachedTokens(),
            plan.price(),
            plan.recall(),
            plan.found(),
            reasons,
            first.plan().candidates()),
        second.layers(),
        together(one, other, other.text(), notes));
  }

  /// The other completion with a text, what both took, and all notes.
  private static Completion together(
      Completion one, Completion other, String text, List<String> before) {
    List<String> notes = new ArrayList<>(before);
    notes.addAll(other.notes());
    return new Completion(
        text,
        other.reasoning(),
        other.finish(),
        one.usage().plus(other.usage()),
        other.model(),
        one.latency().plus(other.latency()),
        sum(one.costUsd(), other.costUsd()),
        notes,
        other.toolCalls());
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }

  /// The first answer, with why it is the last.
  static Written ended(Written written, SynthesisException why) {
    Completion old = written.completion();
    List<String> notes = new ArrayList<>(old.notes());
    notes.add("no more was read: " + why.getMessage());
    return new Written(
        written.plan(),
        written.layers(),
        new Completion(
            old.text(),
            old.reasoning(),
            old.finish(),
            old.usage(),
            old.model(),
            old.latency(),
            old.costUsd(),
            notes,
            old.toolCalls()));
  }
}
