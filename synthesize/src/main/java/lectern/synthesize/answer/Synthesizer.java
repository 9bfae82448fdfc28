package lectern.synthesize.answer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import lectern.ingest.Passage;
import lectern.ingest.TokenCounter;
import lectern.retrieve.Embedder;
import lectern.retrieve.Hit;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.synthesize.Answer;
import lectern.synthesize.AnswerPieces;
import lectern.synthesize.Answerer;
import lectern.synthesize.Candidate;
import lectern.synthesize.ChatClient;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.Reading;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.cite.Conflicts;
import lectern.synthesize.cite.SentenceStream;
import org.jspecify.annotations.Nullable;

/// Answers one question over an index: plan, gather, lay out, complete, check; where the plan sends
/// several prompts, by [MapReduce].
///
/// Safe for use by many threads if the client is. The index is not closed here.
public final class Synthesizer implements Answerer {
  /// Nobody is paid to say that no evidence holds no answer.
  private static final Completion NOTHING_TO_ASK =
      Completion.unpaid(Answer.NOT_FOUND, Completion.Finish.STOP, Answer.NOBODY);

  /// Prompts of one question that are sent at the same time, where nobody says how many.
  public static final int USUAL_AT_ONCE = 4;

  /// Passages that are shown where no answer was found.
  private static final int NEAREST = 3;

  private final PassageIndex index;
  private final PassageSearch search;
  private final List<ModelCard> models;
  private final Planning planning;
  private final Asking asking;
  private final LongSupplier nanos;
  private final Stage.Listener listener;
  private final Semaphore room;
  private final SecondSignals signals;

  /// Puts the stages together.
  ///
  /// @param index the commit that every question is answered from
  /// @param search what ranks the passages of that commit
  /// @param models that may be asked, the preferred first; never empty
  /// @param counter the one the index was made with
  /// @param nanos nanoseconds since some moment, for [Answer#elapsed] alone: no clock that can be
  ///   set
  public Synthesizer(
      PassageIndex index,
      PassageSearch search,
      TokenCounter counter,
      List<ModelCard> models,
      ChatClient chat,
      LongSupplier nanos,
      Stage.Listener listener) {
    this(
        index,
        search,
        models,
        new Planning(index, search, counter, chat, listener),
        new Asking(counter, List.copyOf(models), chat),
        nanos,
        listener,
        new Semaphore(USUAL_AT_ONCE),
        SecondSignals.NONE);
  }

  private Synthesizer(
      PassageIndex index,
      PassageSearch search,
      List<ModelCard> models,
      Planning planning,
      Asking asking,
      LongSupplier nanos,
      Stage.Listener listener,
      Semaphore room,
      SecondSignals signals) {
    this.index = index;
    this.search = search;
    this.models = List.copyOf(models);
    this.planning = planning;
    this.asking = asking;
    this.nanos = nanos;
    this.listener = listener;
    this.room = room;
    this.signals = signals;
  }

  /// The same, which sends several prompts of a plan at the same time.
  ///
  /// @param prompts in memory, and in flight, at once, of all questions together; 1 or more
  public Synthesizer atOnce(int prompts) {
    if (prompts < 1) {
      throw new IllegalArgumentException("one prompt at least is sent at a time");
    }
    return new Synthesizer(
        index, search, models, planning, asking, nanos, listener, new Semaphore(prompts), signals);
  }

  /// The same, which has others say too whether quotes bear the sentences out.
  ///
  /// @param embedder in this process, of English; null to have no likeness
  /// @param judge null where no model is to judge
  public Synthesizer supported(@Nullable Embedder embedder, @Nullable Judge judge) {
    return new Synthesizer(
        index,
        search,
        models,
        planning,
        asking,
        nanos,
        listener,
        room,
        new SecondSignals(embedder == null ? null : new Likeness(embedder), judge));
  }

  /// Decides how the question would be answered and what that would cost. Sends nothing.
  ///
  /// @throws SynthesisException.EmptyScope if the scope holds no document or names an unknown one
  /// @throws SynthesisException.TooLong if no prompt can hold the question, or the asked tier the
  ///   scope
  public Plan plan(Question question) {
    return planning.plan(question, models);
  }

  /// Has the provider count the prompt of a plan: the text of the documents is sent to it, nothing
  /// is answered, paid or written down.
  ///
  /// @param plan made by [#plan] for the same question
  /// @return null where the evidence holds no passage, so that nothing would be sent to be answered
  /// @throws SynthesisException.NeedsMapReduce if the plan sends several prompts
  /// @throws SynthesisException.NoTokenCount if the provider gives no count
  public @Nullable TokenCheck check(Question question, Plan plan) {
    if (plan.prompts() > 1) {
      throw new SynthesisException.NeedsMapReduce(
          String.format(
              Locale.ROOT,
              "the plan sends %,d prompts, and only a single one is counted by the provider",
              plan.prompts()),
          "Narrow the scope with --document, ask for --tier medium, or take the plan as it is.");
    }
    Draft draft = planning.draft(question, plan);
    return holdsNothing(draft) ? null : asking.counted(draft);
  }

  @Override
  public Answer answer(Question question) {
    long start = nanos.getAsLong();
    return answer(draft(question), start);
  }

  /// Plans a question and gathers its evidence. Sends nothing.
  Draft draft(Question question) {
    return planning.draft(question, models, this::isHeld);
  }

  /// Sends what was gathered, and what may have to follow.
  Answer answer(Draft draft) {
    return answer(draft, nanos.getAsLong());
  }

  private Answer answer(Draft draft, long start) {
    Question question = draft.question();
    Written written = written(draft);
    if (answersNothing(question, written) && written.reading() == null) {
      written = goneOn(draft, written);
    }
    List<Evidence> evidence = written.evidence();
    Completion completion = written.completion();
    Checked checked = Checked.of(question, completion, evidence, index::text);
    Reading parts = written.reading();
    Reading reading = parts == null ? Reading.of(draft.scope(), evidence) : parts;
    return new Answer(
        question,
        checked.completion(),
        checked.outcome(),
        checked.citations(),
        signals.of(question, checked),
        checked.typed(),
        Conflicts.of(checked.citations(), reading.notes(), index::text),
        evidence,
        written.plan(),
        checked.outcome() == Answer.Outcome.NO_EVIDENCE
            ? reading.nearest(nearest(question))
            : reading,
        Duration.ofNanos(nanos.getAsLong() - start));
  }

  private List<Passage> nearest(Question question) {
    return search
        .search(new PassageQuery(question.text(), question.scope(), NEAREST))
        .hits()
        .stream()
        .map(Hit::passage)
        .toList();
  }

  /// Asks on where the first answer is that there is none.
  private Written goneOn(Draft draft, Written first) {
    Escalation escalation = new Escalation(draft.question(), first);
    Written last = first;
    try {
      for (Candidate next = escalation.next();
          next != null && answersNothing(draft.question(), last);
          next = escalation.next()) {
        Draft more =
            planning.candidate(
                escalation.left(), draft.scope(), next, escalation.before(next), this::isHeld);
        listener.accept(new Stage.Anew());
        last = written(more);
        escalation.asked(next, last);
      }
    } catch (SynthesisException.TooLong
        | SynthesisException.OverPrice
        | SynthesisException.NoCompletion e) {
      escalation.ended(e);
    }
    return escalation.told(!answersNothing(draft.question(), last));
  }

  private static boolean answersNothing(Question question, Written written) {
    return Checked.saysNothing(question, written.completion());
  }

  /// Asks, and once more where the provider counts more tokens than the plan did.
  private Written written(Draft draft) {
    try {
      return completed(draft);
    } catch (SynthesisException.OverLimit e) {
      if (draft.plan().tier() == Tier.MAP_REDUCE) {
        throw e; // It has parted what was too long already.
      }
      return completed(planning.smaller(draft, e.countedTokens()));
    }
  }

  private Written completed(Draft draft) {
    if (draft.plan().tier() == Tier.MAP_REDUCE) {
      requireText(draft);
      return parts().written(draft);
    }
    return new Written(
        draft.plan(), draft.layers(), holdsNothing(draft) ? NOTHING_TO_ASK : spoken(draft));
  }

  private MapReduce parts() {
    return new MapReduce(index, planning.gathering(), asking, room, listener);
  }

  /// Whether the reply to a draft is there; of several prompts, whether those to all parts are.
  /// What follows them is held to the price that was wished.
  private boolean isHeld(Draft draft) {
    return draft.plan().tier() == Tier.MAP_REDUCE ? parts().holds(draft) : asking.isHeld(draft);
  }

  private Completion spoken(Draft draft) {
    if (!listener.wantsText() || draft.question().schema() != null) {
      return asking.complete(draft, AnswerPieces.NONE);
    }
    Speaking speaking =
        new Speaking(
            () ->
                new SentenceStream(
                    draft.question().text(),
                    draft.units(),
                    index::text,
                    event -> listener.accept(new Stage.Spoken(event))),
            listener);
    Completion completion = asking.complete(draft, speaking);
    speaking.end();
    return completion;
  }

  private static void requireText(Draft draft) {
    if (draft.question().schema() != null) {
      throw new SynthesisException.NeedsMapReduce(
          String.format(
              Locale.ROOT,
              "an answer of a form is written from one prompt, and the plan sends %,d",
              draft.plan().prompts()),
          "Narrow the scope with --document or --where, or ask for --tier medium.");
    }
  }

  private static boolean holdsNothing(Draft draft) {
    return draft.units().stream().allMatch(shown -> shown.passages().isEmpty());
  }

  /// What puts drafts to the models.
  Asking asking() {
    return asking;
  }
}
