package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lectern.synthesize.Answer;
import lectern.synthesize.Candidate;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import lectern.synthesize.Wish;
import lectern.synthesize.offline.ExtractiveReader;
import lectern.synthesize.plan.NextCandidate;
import org.jspecify.annotations.Nullable;

/// Goes on where a model says that the evidence does not answer the question: to what most likely
/// brings the answer for its price, passages behind those that were shown, the best of them by
/// themselves, or everything. Model and effort stay.
final class Escalation {
  /// All that was asked, in order; the answer of each but the last is that there is none.
  private final List<Written> asked = new ArrayList<>();

  private final List<Candidate> candidates = new ArrayList<>();
  private final Question question;
  private @Nullable String ended;

  Escalation(Question question, Written first) {
    this.question = question;
    asked.add(first);
    first.plan().candidates().stream()
        .filter(one -> one.verdict().equals(Candidate.CHOSEN))
        .forEach(candidates::add);
  }

  /// What is asked next; null where there is nothing, the user chose the tier, or no model was
  /// asked.
  @Nullable Candidate next() {
    Completion last = asked.getLast().completion();
    return asked.size() >= question.wish().mostCalls()
            || candidates.isEmpty()
            || question.tier() != null
            || !isModel(last.model())
        ? null
        : NextCandidate.of(candidates, asked.getFirst().plan().candidates());
  }

  /// The question with what is left of the price that it may cost. A call whose cost nobody knows
  /// may have cost anything.
  Question left() {
    Wish wish = question.wish();
    for (Written one : asked) {
      wish = wish.after(one.completion().costUsd());
    }
    return question.wishing(wish);
  }

  /// Passages that were shown, for more to be added behind the same bytes; empty where what comes
  /// next is not more of them.
  List<List<Evidence>> before(Candidate next) {
    return asked.stream()
        .filter(one -> isPassages(one.plan()) && isPassages(next))
        .filter(one -> one.plan().budget().evidenceTokens() < next.evidenceTokens())
        .max(Comparator.comparingInt(one -> one.plan().budget().evidenceTokens()))
        .map(Written::layers)
        .orElse(List.of());
  }

  void asked(Candidate next, Written written) {
    candidates.add(next);
    asked.add(written);
  }

  /// Why no more is asked.
  void ended(SynthesisException why) {
    ended = "no more was read: " + why.getMessage();
  }

  private static boolean isPassages(Plan plan) {
    return !plan.wholeScope() && plan.volumes().isEmpty();
  }

  private static boolean isPassages(Candidate one) {
    return !one.wholeScope() && one.volumes() == 0;
  }

  /// The extractive reader declines by the words that stand there: of the samples' questions
  /// without an answer it declined one in six in place of two where it was shown more.
  private static boolean isModel(String name) {
    return !name.equals(Answer.NOBODY) && !name.equals(ExtractiveReader.MODEL);
  }

  /// The last answer, or of none the one from which most was read, with what all took, and the
  /// story in plan and notes.
  Written told(boolean answered) {
    Written told =
        answered
            ? asked.getLast()
            : asked.stream()
                .max(Comparator.comparingDouble(one -> one.plan().recall()))
                .orElseThrow();
    if (asked.size() == 1 && ended == null) {
      return told;
    }
    List<String> notes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    Usage usage = Usage.NONE;
    Duration latency = Duration.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    for (int i = 0; i < asked.size(); i++) {
      Completion one = asked.get(i).completion();
      usage = usage.plus(one.usage());
      latency = latency.plus(one.latency());
      cost = sum(cost, one.costUsd());
      notes.addAll(one.notes());
      if (i + 1 < asked.size()) {
        String found = "the " + words(asked.get(i)) + " did not answer; ";
        notes.add(found + "the " + words(asked.get(i + 1)) + " were read");
        reasons.add(
            "The model found no answer in the "
                + words(asked.get(i))
                + ", so the "
                + words(asked.get(i + 1))
                + " are read"
                + (before(candidates.get(i + 1)).isEmpty() ? " by themselves." : " behind those."));
      }
    }
    if (ended != null) {
      notes.add(ended);
    }
    Plan plan = told.plan();
    reasons.addAll(plan.reasons());
    Completion completion = told.completion();
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
            asked.getFirst().plan().candidates()),
        told.layers(),
        new Completion(
            completion.text(),
            completion.reasoning(),
            completion.finish(),
            usage,
            completion.model(),
            latency,
            cost,
            notes,
            completion.toolCalls()));
  }

  private static String words(Written written) {
    Plan plan = written.plan();
    String what =
        plan.wholeScope() ? "documents" : plan.volumes().isEmpty() ? "best passages" : "volumes";
    return String.format(
        Locale.ROOT, "%s, %,d tokens of them", what, plan.budget().evidenceTokens());
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }
}
