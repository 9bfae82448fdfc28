package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.TokenBudget;

/// Decides how a question is answered: which tier, the whole scope or the best passages of it, and
/// what that costs.
///
/// A pure function of its arguments. The cheapest tier that suffices for the kind of question wins;
/// the whole scope is read where it fits that tier, since nothing can then be missed.
public final class Planner {
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

  private Planner() {}

  /// Plans one question.
  ///
  /// @param scope documents in scope, with the tokens of their renderings
  /// @throws SynthesisException.TooLong if the question, or the tier that was asked for, cannot fit
  public static Plan plan(
      Question question,
      List<IndexedDocument> scope,
      ModelCard model,
      FixedTokens fixed,
      Cached cached) {
    return new Sizing(question, scope, model, fixed, cached).plan();
  }

  /// The decision for one question.
  private record Sizing(
      Question question,
      List<IndexedDocument> scope,
      ModelCard model,
      FixedTokens fixed,
      Cached cached) {

    private Plan plan() {
      Tier asked = question.tier();
      if (asked != null) {
        return asked(asked);
      }
      QuestionKind kind = QuestionKind.of(question.text());
      return switch (kind) {
        case LOOK_UP -> passagesUpTo(Tier.SHORT, kind);
        case JOINED, UNTOLD -> passagesUpTo(Tier.MEDIUM_RAG, kind);
        case COMPLETE -> everything(kind);
      };
    }

    private Plan asked(Tier tier) {
      String because = "The " + name(tier) + " tier was asked for.";
      return switch (tier) {
        case SHORT, MEDIUM_RAG -> {
          if (fits(tier)) {
            yield whole(tier, because + " " + scopeFits(tier));
          }
          if (evidenceTokens(tier) < LEAST_EVIDENCE_TOKENS) {
            throw tooLong(tier);
          }
          yield retrieval(tier, because + " " + scopePasses(tier));
        }
        case FULL_WINDOW -> {
          if (!fits(tier)) {
            throw new SynthesisException.TooLong(
                String.format(
                    Locale.ROOT,
                    "the scope needs a prompt of %,d tokens and %s takes at most %,d",
                    wholeTokens(),
                    model.name(),
                    limit(tier)),
                "Narrow the scope with --document, or ask for --tier medium to read only the best"
                    + " passages.");
          }
          yield whole(tier, because + " " + scopeFits(tier));
        }
        case MAP_REDUCE -> inParts(because);
      };
    }

    /// The whole scope where it fits the tier that suffices, else the best passages up to it.
    private Plan passagesUpTo(Tier sufficient, QuestionKind kind) {
      String because =
          "The question "
              + kind.words()
              + ", for which the "
              + name(sufficient)
              + " tier suffices.";
      for (Tier tier : List.of(Tier.SHORT, Tier.MEDIUM_RAG, Tier.FULL_WINDOW)) {
        boolean suffices = tier.compareTo(sufficient) >= 0;
        if (fits(tier)) {
          return whole(tier, because + " " + scopeFits(tier));
        }
        if (suffices && evidenceTokens(tier) >= LEAST_EVIDENCE_TOKENS) {
          return retrieval(tier, because + " " + scopePasses(tier));
        }
      }
      throw tooLong(Tier.FULL_WINDOW);
    }

    private Plan everything(QuestionKind kind) {
      String because = "The question " + kind.words() + ".";
      for (Tier tier : List.of(Tier.SHORT, Tier.MEDIUM_RAG, Tier.FULL_WINDOW)) {
        if (fits(tier)) {
          return whole(tier, because + " " + scopeFits(tier));
        }
      }
      return inParts(because);
    }

    private Plan whole(Tier tier, String decisive) {
      return onePrompt(tier, true, scopeTokens(), scopeTokens(), decisive);
    }

    private Plan retrieval(Tier tier, String decisive) {
      return onePrompt(tier, false, LEAST_EVIDENCE_TOKENS, evidenceTokens(tier), decisive);
    }

    /// @param leastEvidence tokens, as counted
    /// @param evidence tokens at most, as counted
    private Plan onePrompt(
        Tier tier, boolean wholeScope, long leastEvidence, long evidence, String decisive) {
      var tokens =
          new PricePrediction.PromptTokens(
              Math.min(
                  fixed.sum() + leastEvidence,
                  PromptSize.expected(fixed.sum() + leastEvidence, fixed.expected())),
              PromptSize.expected(fixed.sum() + evidence, fixed.expected()),
              PromptSize.planned(fixed.sum() + evidence, fixed.margin()));
      int completion =
          (int) Math.min(completionTokens(COMPLETION_TOKENS), model.windowTokens() - tokens.most());
      long hit = Math.min(wholeScope ? cached.wholeScope() : cached.passages(), tokens.expected());
      return result(tier, wholeScope, evidence, tokens, hit, completion, 1, decisive);
    }

    /// The whole scope in prompts that fill the window, and one more that combines what they gave.
    private Plan inParts(String because) {
      long room = evidenceTokens(Tier.FULL_WINDOW);
      if (room < LEAST_EVIDENCE_TOKENS) {
        throw tooLong(Tier.FULL_WINDOW);
      }
      long parts = Math.max(1, Math.ceilDiv(scopeTokens(), room));
      String decisive =
          String.format(
              Locale.ROOT,
              "%s The %,d tokens of the scope need %,d prompts of at most %,d tokens.",
              because,
              scopeTokens(),
              parts,
              limit(Tier.FULL_WINDOW));
      int completion = (int) leastCompletion();
      int said = Math.min(PricePrediction.LEAST_COMPLETION_TOKENS, completion);
      var tokens =
          new PricePrediction.PromptTokens(
              Math.min(
                  counted(parts, said),
                  PromptSize.expected(counted(parts, said), fixed.expected())),
              PromptSize.expected(counted(parts, said), fixed.expected()),
              PromptSize.planned(counted(parts, completion), fixed.margin())
                  + (prompts(parts) - 1) * PromptSize.TEMPLATE_TOKENS);
      return result(
          Tier.MAP_REDUCE,
          true,
          Math.min(room, scopeTokens()),
          tokens,
          0,
          completion,
          prompts(parts),
          decisive);
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
      return fixed.sum() * prompts(parts) + scopeTokens() + handedOn;
    }

    private Plan result(
        Tier tier,
        boolean wholeScope,
        long evidence,
        PricePrediction.PromptTokens tokens,
        long hit,
        int completion,
        long prompts,
        String decisive) {
      var budget =
          new TokenBudget(
              model.windowTokens(),
              fixed.instructionTokens(),
              (int) evidence,
              fixed.questionTokens(),
              completion);
      return new Plan(
          tier,
          wholeScope,
          model,
          budget,
          scope.size(),
          (int) prompts,
          tokens.most(),
          hit,
          PricePrediction.of(model, tokens, hit, cached.ttl(), completion, prompts),
          reasons(decisive, tokens, hit, completion, prompts));
    }

    private List<String> reasons(
        String decisive,
        PricePrediction.PromptTokens tokens,
        long hit,
        int completion,
        long prompts) {
      var reasons = new ArrayList<String>();
      reasons.add(decisive);
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d tokens are planned for %s: counted ones, %.0f %% margin for what the model may"
                  + " count more, and %d for its template.",
              tokens.most(),
              prompts == 1
                  ? "the prompt"
                  : prompts + " prompts, of which the last combines what the others gave",
              fixed.margin() * 100,
              PromptSize.TEMPLATE_TOKENS));
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d of the window's %,d tokens are kept for the completion.",
              completion,
              model.windowTokens()));
      reasons.add(
          hit == 0
              ? "Nothing of it is expected in the provider's cache."
              : String.format(
                  Locale.ROOT,
                  "%,d of some %,d tokens are expected in the provider's cache, from calls of late.",
                  hit,
                  tokens.expected()));
      if (model.pricing() == null) {
        reasons.add("The catalogue has no price for " + model.name() + ".");
      }
      return List.copyOf(reasons);
    }

    private long scopeTokens() {
      return scope.stream().mapToLong(IndexedDocument::tokens).sum();
    }

    private long wholeTokens() {
      return PromptSize.planned(fixed.sum() + scopeTokens(), fixed.margin());
    }

    private boolean fits(Tier tier) {
      return wholeTokens() <= limit(tier);
    }

    /// Most planned tokens of a prompt: the tier's, or what the window leaves beside a completion.
    private long limit(Tier tier) {
      return Math.min(tier.maxPromptTokens(), model.windowTokens() - leastCompletion());
    }

    private long leastCompletion() {
      return completionTokens(LEAST_COMPLETION_TOKENS);
    }

    private long completionTokens(int wanted) {
      int share = Math.max(1, model.windowTokens() / WINDOW_PER_COMPLETION);
      return Math.min(wanted, Math.min(model.maxCompletionTokens(), share));
    }

    private long evidenceTokens(Tier tier) {
      return PromptSize.counted(limit(tier), fixed.margin()) - fixed.sum();
    }

    private String scopeFits(Tier tier) {
      return String.format(
          Locale.ROOT,
          "The whole scope makes a prompt of %,d tokens, within the %,d of the %s tier, so all of it"
              + " is read.",
          wholeTokens(),
          limit(tier),
          name(tier));
    }

    private String scopePasses(Tier tier) {
      return String.format(
          Locale.ROOT,
          "The whole scope makes a prompt of %,d tokens, more than the %,d of the %s tier, so the best"
              + " passages are read.",
          wholeTokens(),
          limit(tier),
          name(tier));
    }

    private SynthesisException tooLong(Tier tier) {
      return new SynthesisException.TooLong(
          String.format(
              Locale.ROOT,
              "instructions and question have %,d tokens and leave no room for evidence in a prompt of"
                  + " at most %,d",
              fixed.sum(),
              limit(tier)),
          "Shorten the question, ask for a higher tier, or choose a model with a larger window.");
    }

    private static String name(Tier tier) {
      return switch (tier) {
        case SHORT -> "short";
        case MEDIUM_RAG -> "medium";
        case FULL_WINDOW -> "full";
        case MAP_REDUCE -> "map-reduce";
      };
    }
  }
}
