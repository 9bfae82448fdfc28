package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.ModelCard;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import org.jspecify.annotations.Nullable;

/// The plans of one question that fit a model's window, each with the tokens it takes.
///
/// @param asked tier that the user insists on, or null
record Sizing(
    @Nullable Tier asked, List<IndexedDocument> scope, ModelView model, RecallEstimate recall) {
  /// Room for the completion, reasoning included. K3.1 Pro reasons for some 7,000 tokens at low
  /// effort; several times that leaves room for hard questions and bounds the bill.
  static final int COMPLETION_TOKENS = 32_768;

  /// Least room for the completion that a long prompt may leave: what the provider advises for
  /// models that think.
  static final int LEAST_COMPLETION_TOKENS = 16_000;

  /// Share of a small window that the completion may claim, as a divisor.
  static final int WINDOW_PER_COMPLETION = 4;

  /// Evidence worth asking about: some passages with their opening.
  static final int LEAST_EVIDENCE_TOKENS = 1_024;

  /// Passages are read up to a quarter, a half, or all of what a tier takes.
  private static final int[] PARTS_OF_TIER = {4, 2, 1};

  /// All of them, by tier and evidence.
  ///
  /// @throws SynthesisException.TooLong if nothing fits
  List<Sized> all() {
    if (asked != null) {
      return List.of(asked(asked));
    }
    List<Sized> all = new ArrayList<>();
    for (Tier tier : List.of(Tier.SHORT, Tier.MEDIUM_RAG, Tier.FULL_WINDOW)) {
      if (fits(tier)) {
        all.add(whole(tier));
        return all;
      }
      if (tier != Tier.FULL_WINDOW || all.isEmpty()) {
        passages(tier, all);
      }
    }
    if (evidenceTokens(Tier.FULL_WINDOW) >= LEAST_EVIDENCE_TOKENS) {
      all.add(inParts());
    }
    if (all.isEmpty()) {
      throw tooLong(Tier.FULL_WINDOW);
    }
    return all;
  }

  private Sized asked(Tier tier) {
    return switch (tier) {
      case SHORT, MEDIUM_RAG -> {
        if (fits(tier)) {
          yield whole(tier);
        }
        if (evidenceTokens(tier) < LEAST_EVIDENCE_TOKENS) {
          throw tooLong(tier);
        }
        yield passages(tier, evidenceTokens(tier), true);
      }
      case FULL_WINDOW -> {
        if (!fits(tier)) {
          throw new SynthesisException.TooLong(
              String.format(
                  Locale.ROOT,
                  "the scope needs a prompt of %,d tokens and %s takes at most %,d",
                  wholeTokens(),
                  card().name(),
                  limit(tier)),
              "Narrow the scope with --document, or ask for --tier medium to read only the best"
                  + " passages.");
        }
        yield whole(tier);
      }
      case MAP_REDUCE -> {
        if (evidenceTokens(Tier.FULL_WINDOW) < LEAST_EVIDENCE_TOKENS) {
          throw tooLong(Tier.FULL_WINDOW);
        }
        yield inParts();
      }
    };
  }

  private void passages(Tier tier, List<Sized> into) {
    long most = evidenceTokens(tier);
    for (int part : PARTS_OF_TIER) {
      long evidence = most / part;
      // What a smaller tier takes is among its own.
      boolean more = into.stream().allMatch(one -> one.evidence() < evidence);
      if (evidence >= LEAST_EVIDENCE_TOKENS && evidence < scopeTokens() && more) {
        into.add(passages(tier, evidence, part == 1));
      }
    }
  }

  private Sized whole(Tier tier) {
    return onePrompt(tier, true, scopeTokens(), scopeTokens(), 1);
  }

  private Sized passages(Tier tier, long evidence, boolean all) {
    return onePrompt(tier, false, LEAST_EVIDENCE_TOKENS, evidence, recall.of(evidence, tier, all));
  }

  /// @param leastEvidence tokens, as counted
  /// @param evidence tokens at most, as counted
  private Sized onePrompt(
      Tier tier, boolean wholeScope, long leastEvidence, long evidence, double found) {
    FixedTokens fixed = model.fixed();
    var tokens =
        new PricePrediction.PromptTokens(
            Math.min(
                fixed.sum() + leastEvidence,
                PromptSize.expected(fixed.sum() + leastEvidence, fixed.expected())),
            PromptSize.expected(fixed.sum() + evidence, fixed.expected()),
            PromptSize.planned(fixed.sum() + evidence, fixed.margin()));
    int completion =
        (int) Math.min(completionTokens(COMPLETION_TOKENS), card().windowTokens() - tokens.most());
    Cached cached = model.cached();
    long hit = Math.min(wholeScope ? cached.wholeScope() : cached.passages(), tokens.expected());
    return new Sized(
        tier,
        wholeScope,
        model,
        evidence,
        tokens,
        hit,
        completion,
        1,
        found,
        !wholeScope && evidence < evidenceTokens(Tier.SHORT));
  }

  /// The whole scope in prompts that fill the window, and one more that combines what they gave.
  private Sized inParts() {
    FixedTokens fixed = model.fixed();
    long room = evidenceTokens(Tier.FULL_WINDOW);
    long parts = Math.max(1, Math.ceilDiv(scopeTokens(), room));
    int completion = (int) leastCompletion();
    int said = Math.min(PricePrediction.LEAST_COMPLETION_TOKENS, completion);
    var tokens =
        new PricePrediction.PromptTokens(
            Math.min(
                counted(parts, said), PromptSize.expected(counted(parts, said), fixed.expected())),
            PromptSize.expected(counted(parts, said), fixed.expected()),
            PromptSize.planned(counted(parts, completion), fixed.margin())
                + (prompts(parts) - 1) * PromptSize.TEMPLATE_TOKENS);
    return new Sized(
        Tier.MAP_REDUCE,
        true,
        model,
        Math.min(room, scopeTokens()),
        tokens,
        0,
        completion,
        prompts(parts),
        1,
        false);
  }

  /// Prompts of a plan in parts. A single part needs no combining.
  private static long prompts(long parts) {
    return parts == 1 ? 1 : parts + 1;
  }

  /// Tokens of all prompts of a plan in parts, the combining one included.
  ///
  /// @param said that each part hands on to it
  private long counted(long parts, long said) {
    long handedOn = parts == 1 ? 0 : parts * said;
    return model.fixed().sum() * prompts(parts) + scopeTokens() + handedOn;
  }

  private ModelCard card() {
    return model.card();
  }

  private long scopeTokens() {
    return scope.stream().mapToLong(IndexedDocument::tokens).sum();
  }

  private long wholeTokens() {
    return PromptSize.planned(model.fixed().sum() + scopeTokens(), model.fixed().margin());
  }

  private boolean fits(Tier tier) {
    return wholeTokens() <= limit(tier);
  }

  /// Most planned tokens of a prompt: the tier's, or what the window leaves beside a completion.
  private long limit(Tier tier) {
    return limit(tier, card());
  }

  static long limit(Tier tier, ModelCard card) {
    return Math.min(
        tier.maxPromptTokens(),
        card.windowTokens() - completionTokens(LEAST_COMPLETION_TOKENS, card));
  }

  private long leastCompletion() {
    return completionTokens(LEAST_COMPLETION_TOKENS);
  }

  private long completionTokens(int wanted) {
    return completionTokens(wanted, card());
  }

  private static long completionTokens(int wanted, ModelCard card) {
    int share = Math.max(1, card.windowTokens() / WINDOW_PER_COMPLETION);
    return Math.min(wanted, Math.min(card.maxCompletionTokens(), share));
  }

  private long evidenceTokens(Tier tier) {
    return PromptSize.counted(limit(tier), model.fixed().margin()) - model.fixed().sum();
  }

  private SynthesisException.TooLong tooLong(Tier tier) {
    return new SynthesisException.TooLong(
        String.format(
            Locale.ROOT,
            "instructions and question have %,d tokens and leave no room for evidence in a prompt of"
                + " at most %,d",
            model.fixed().sum(),
            limit(tier)),
        "Shorten the question, ask for a higher tier, or choose a model with a larger window.");
  }
}
