package lectern.synthesize;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call that was replied to, as far as it tells what the next one will cost.
///
/// @param model name across providers, as of [ModelCard#name()]
/// @param variant what else stands before the messages: effort, tools; calls of unlike variants
///   share no prefix
/// @param at when it had ended
/// @param ttl how long what it wrote to the cache is kept
/// @param trace of its prompt
/// @param usage as the provider reported it
/// @param scope what it was about, as of [ChatRequest#scope()]
/// @param firstToken from sending to the first token; null where that was not seen
/// @param asked how its question was put
public record PastCall(
    String model,
    String variant,
    Instant at,
    CacheTtl ttl,
    PromptTrace trace,
    Usage usage,
    String scope,
    @Nullable Duration firstToken,
    AskedAs asked) {}
