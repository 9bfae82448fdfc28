package lectern.synthesize;

import org.jspecify.annotations.Nullable;

/// What a call brought back, as recorded.
///
/// @param text the answer, reasoning left out; empty where the provider sent none
/// @param reasoning null where the provider sent none
/// @param model who wrote it: the provider's model id
public record Reply(
    String text, @Nullable String reasoning, Completion.Finish finish, Usage usage, String model) {}
