package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.PassageIndex;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.PartRequest;
import lectern.synthesize.Reading;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.cite.CitationCheck;
import org.jspecify.annotations.Nullable;

/// Has a model take notes of evidence, and checks them at once.
///
/// @param handedOnTokens most that the passages of one prompt's notes may take
record NoteTaking(
    PassageIndex index, Asking asking, Draft draft, Tally tally, long handedOnTokens) {
  /// Notes of what one prompt shows. One that the provider counts as too long is shown in halves.
  ///
  /// @param which of the prompts, for the ledger
  /// @throws SynthesisException if the calls cannot go on at all
  Noted of(List<Evidence> evidence, String which) {
    Noted noted = taken(evidence, which);
    tally.done(noted.shown().isEmpty() && !noted.unread().isEmpty());
    return noted;
  }

  private Noted taken(List<Evidence> evidence, String which) {
    Completion completion;
    try {
      completion = asked(evidence, PartRequest.NOTES, which);
    } catch (SynthesisException.OverLimit e) {
      List<List<Evidence>> halves = halves(evidence);
      return halves.size() < 2
          ? Noted.unread(evidence, "it is too long: " + e.getMessage())
          : Noted.merge(halves.stream().map(half -> taken(half, which)).toList());
    } catch (SynthesisException.NoCompletion | SynthesisException.OverPrice e) {
      return Noted.unread(evidence, "" + e.getMessage());
    }
    return switch (completion.finish()) {
      case CONTENT_FILTER -> Noted.unread(evidence, "the provider's filter stopped the notes");
      case TOOL_CALLS -> Noted.unread(evidence, "the model called a tool and took no notes");
      case STOP -> checked(completion.text(), evidence, List.of());
      case LENGTH ->
          checked(
              completion.text(),
              evidence,
              Noted.unread(evidence, "its notes were cut off").unread());
    };
  }

  /// The reply to one prompt, which was there or is paid for.
  Completion asked(List<Evidence> evidence, PartRequest what, String which) {
    ChatRequest request = asking.part(draft, evidence, what, which);
    @Nullable BigDecimal atWorst =
        asking.isHeld(request) ? BigDecimal.ZERO : asking.mostUsd(request);
    try {
      tally.reserve(atWorst);
    } catch (SynthesisException e) {
      tally.failed(e, null);
      throw e;
    }
    try {
      Completion completion = asking.complete(request);
      tally.completed(completion, atWorst);
      return completion;
    } catch (SynthesisException e) {
      tally.failed(e, atWorst);
      throw e;
    }
  }

  /// @param cutOff documents whose notes are not whole
  private Noted checked(String text, List<Evidence> evidence, List<Reading.Unread> cutOff) {
    Map<Integer, Evidence> shown = new HashMap<>();
    evidence.forEach(one -> shown.put(one.document().number(), one));
    Map<Label, Evidence> kept = new HashMap<>();
    List<Citation.Resolved> notes = new ArrayList<>();
    Set<Integer> opened = new HashSet<>();
    long tokens = 0;
    int dropped = 0;
    int leftOut = 0;
    for (Citation citation : CitationCheck.check(text, evidence, index::text)) {
      List<Passage> quoted = quoted(citation, shown);
      if (!(citation instanceof Citation.Resolved resolved) || quoted.isEmpty()) {
        dropped++;
        continue;
      }
      Evidence of = shown.get(resolved.document().number());
      long more = 0;
      for (Passage passage : quoted) {
        more += kept.containsKey(passage.label()) ? 0 : passage.renderedTokens();
      }
      if (of != null && !opened.contains(resolved.document().number())) {
        more += of.document().openingTokens();
      }
      if (of == null || tokens + more > handedOnTokens) {
        leftOut++;
        continue;
      }
      tokens += more;
      opened.add(resolved.document().number());
      for (Passage passage : quoted) {
        kept.put(passage.label(), new Evidence(of.document(), List.of(passage)));
      }
      notes.add(resolved);
    }
    return new Noted(
        Noted.joined(List.copyOf(kept.values())),
        notes,
        dropped,
        leftOut,
        cutOff.isEmpty() ? evidence.stream().map(Reading.Shown::of).toList() : List.of(),
        cutOff);
  }

  /// The passages of the evidence in which a verified quote stands; none where it is not verified.
  private static List<Passage> quoted(Citation citation, Map<Integer, Evidence> shown) {
    if (!(citation instanceof Citation.Resolved resolved)
        || (resolved.state() != Citation.State.VERIFIED
            && resolved.state() != Citation.State.REPAIRED)) {
      return List.of();
    }
    Evidence of = shown.get(resolved.document().number());
    return of == null
        ? List.of()
        : of.passages().stream()
            .filter(
                passage ->
                    passage.span().start() < resolved.span().end()
                        && resolved.span().start() < passage.span().end())
            .toList();
  }

  /// Two parts with about as many tokens each: documents, or passages of a single one. One part
  /// where there is nothing to part.
  private static List<List<Evidence>> halves(List<Evidence> evidence) {
    if (evidence.size() > 1) {
      int middle =
          middle(
              evidence.stream().map(Reading.Shown::of).mapToLong(Reading.Shown::tokens).toArray());
      return List.of(evidence.subList(0, middle), evidence.subList(middle, evidence.size()));
    }
    Evidence only = evidence.getFirst();
    List<Passage> passages = only.passages();
    if (passages.size() < 2) {
      return List.of(evidence);
    }
    int middle = middle(passages.stream().mapToLong(Passage::renderedTokens).toArray());
    return List.of(
        List.of(new Evidence(only.document(), passages.subList(0, middle))),
        List.of(new Evidence(only.document(), passages.subList(middle, passages.size()))));
  }

  private static int middle(long[] tokens) {
    long all = 0;
    for (long one : tokens) {
      all += one;
    }
    long before = 0;
    for (int i = 0; i < tokens.length - 1; i++) {
      before += tokens[i];
      if (2 * before >= all) {
        return i + 1;
      }
    }
    return tokens.length - 1;
  }
}
