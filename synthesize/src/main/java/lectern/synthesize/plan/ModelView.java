package lectern.synthesize.plan;

import lectern.synthesize.ModelCard;

/// A model as a question sees it.
///
/// @param fixed tokens of the prompt that are there whatever the evidence is
/// @param cached tokens expected from its prefix cache
public record ModelView(ModelCard card, FixedTokens fixed, Cached cached) {}
