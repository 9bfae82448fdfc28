package lectern.synthesize;

import org.jspecify.annotations.Nullable;

/// A model as its provider lists it for a key (`GET /v1/models`).
///
/// @param id as a request names it
/// @param windowTokens prompt and completion together; null where that is not said, as the others
/// @param images whether it sees pictures
/// @param video whether it sees videos
/// @param reasoning whether it thinks
public record ListedModel(
    String id,
    @Nullable Long windowTokens,
    @Nullable Boolean images,
    @Nullable Boolean video,
    @Nullable Boolean reasoning) {}
