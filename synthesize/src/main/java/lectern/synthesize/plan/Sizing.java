package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.ModelCard;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import org.jspecify.annotations.Nullable;

/// The plans of one question that fit a model's window, each with the tokens it takes.
///
/// @param asked tier that the user insists on, or null
record Sizing(
    @Nullable Tier asked,
    QuestionKind kind,
    Material material,
    ModelView model,
    RecallEstimate recall) {
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

  /// Tokens that the passages usually take which a part hands on: some ten of them.
  private static final int USUAL_NOTED_TOKENS = 2_000;

  /// Share of the window, as a divisor, in steps of which room is kept for the question: the parts
  /// of a scope are the same whatever is asked, and their prompts begin alike.
  private static final int WINDOW_PER_QUESTION_STEP = 128;

  /// Tiers of one prompt, the smallest first.
  private static final List<Tier> SINGLE = List.of(Tier.SHORT, Tier.MEDIUM_RAG, Tier.FULL_WINDOW);

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
    for (Tier tier : SINGLE) {
      if (fits(tier)) {
        all.add(whole(tier));
        return all;
      }
      if (tier != Tier.FULL_WINDOW || all.isEmpty()) {
        passages(tier, all);
      }
    }
    if (evidenceTokens(Tier.FULL_WINDOW) >= LEAST_EVIDENCE_TOKENS) {
      all.addAll(volumes());
    }
    if (shardTokens() >= LEAST_EVIDENCE_TOKENS) {
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
        for (Tier one : SINGLE) {
          if (fits(one)) {
            yield whole(one);
          }
        }
        if (shardTokens() < LEAST_EVIDENCE_TOKENS) {
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

  /// Whole volumes, those first that most likely hold the evidence, as many as the window takes.
  private List<Sized> volumes() {
    SortedMap<Integer, List<IndexedDocument>> groups =
        material.volumes().group(material.documents());
    List<Sized> all = new ArrayList<>();
    SortedSet<Integer> read = new TreeSet<>();
    long tokens = 0;
    for (int volume : recall.volumes(material.volumes())) {
      long more = tokens(groups.getOrDefault(volume, List.of()));
      // One that is larger than what is left is passed over for smaller ones.
      if (tokens + more <= evidenceTokens(Tier.FULL_WINDOW)) {
        read.add(volume);
        tokens += more;
        List<IndexedDocument> documents =
            read.stream().flatMap(one -> groups.getOrDefault(one, List.of()).stream()).toList();
        double found = recall.of(number -> read.contains(material.volumes().of(number)));
        all.add(onePrompt(Tier.FULL_WINDOW, List.copyOf(read), documents, tokens, tokens, found));
      }
    }
    return all;
  }

  private Sized whole(Tier tier) {
    return onePrompt(tier, List.of(), material.documents(), scopeTokens(), scopeTokens(), 1);
  }

  private Sized passages(Tier tier, long evidence, boolean all) {
    return onePrompt(
        tier, List.of(), null, LEAST_EVIDENCE_TOKENS, evidence, recall.of(evidence, tier, all));
  }

  /// @param volumes as of [Sized#volumes()]
  /// @param documents that are sent whole, or null for passages
  /// @param leastEvidence tokens, as counted
  /// @param evidence tokens at most, as counted
  private Sized onePrompt(
      Tier tier,
      List<Integer> volumes,
      @Nullable List<IndexedDocument> documents,
      long leastEvidence,
      long evidence,
      double held) {
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
    long hit =
        documents == null
            ? cached.passages().applyAsLong(evidence)
            : cached.documents().applyAsLong(documents);
    return new Sized(
        tier,
        documents != null && volumes.isEmpty(),
        volumes,
        model,
        evidence,
        tokens,
        Math.min(hit, tokens.expected()),
        completion,
        1,
        held,
        found(tokens.expected()),
        documents == null && evidence < evidenceTokens(Tier.SHORT));
  }

  private double found(long promptTokens) {
    return model.calibration().found(card().name(), kind, promptTokens);
  }

  /// The whole scope in prompts of as many volumes as the window takes, and more that combine the
  /// passages that were noted in them.
  private Sized inParts() {
    FixedTokens fixed = model.fixed();
    long room = shardTokens();
    List<Shard> shards = Sharding.of(material.documents(), material.volumes(), room);
    int parts = shards.size();
    long between = Sharding.between(parts, room);
    long prompts = parts + between + 1;
    long asked = fixed.sum() + fixed.requestTokens();
    long read = parts * asked + shards.stream().mapToLong(Shard::tokens).sum();
    long opened =
        Math.min(
            material.documents().stream().mapToLong(IndexedDocument::openingTokens).sum(),
            Sharding.openingTokens(room));
    long most = Sharding.handedOnTokens(parts, room);
    long usual = Math.min(USUAL_NOTED_TOKENS, most);
    long combined = Sharding.combinedTokens(room);
    long expected =
        PromptSize.expected(
            read
                + (between + 1) * asked
                + (between > 0 ? parts * usual : 0)
                + Math.min(parts * usual, combined)
                + opened,
            fixed.expected());
    double margin = Math.max(fixed.margin(), fixed.counterMargin());
    var tokens =
        new PricePrediction.PromptTokens(
            Math.min(expected, read),
            expected,
            PromptSize.planned(
                    read
                        + (between + 1) * asked
                        + between * combined
                        + Math.min(parts * most, combined)
                        + opened,
                    margin)
                + (prompts - 1) * PromptSize.TEMPLATE_TOKENS,
            PromptSize.planned(asked + room, margin));
    long cached =
        shards.stream()
            .filter(shard -> shard.pieces() == 1)
            .mapToLong(shard -> model.cached().documents().applyAsLong(shard.documents()))
            .sum();
    return new Sized(
        Tier.MAP_REDUCE,
        true,
        List.of(),
        model,
        room,
        tokens,
        Math.min(cached, expected),
        (int) leastCompletion(),
        prompts,
        1,
        found(expected / prompts),
        false);
  }

  /// Most tokens of evidence in a prompt of a part, by the counter's own margin: what was learned
  /// changes no part, so that a run that was stopped finds its replies again. A part that is too
  /// long all the same is read in halves.
  private long shardTokens() {
    FixedTokens fixed = model.fixed();
    long step = Math.max(1, card().windowTokens() / WINDOW_PER_QUESTION_STEP);
    long asked = Math.ceilDiv((long) fixed.questionTokens() + fixed.requestTokens(), step) * step;
    return PromptSize.counted(limit(Tier.FULL_WINDOW), fixed.counterMargin())
        - fixed.instructionTokens()
        - asked;
  }

  private ModelCard card() {
    return model.card();
  }

  private long scopeTokens() {
    return material.tokens();
  }

  private static long tokens(List<IndexedDocument> documents) {
    return documents.stream().mapToLong(IndexedDocument::tokens).sum();
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
