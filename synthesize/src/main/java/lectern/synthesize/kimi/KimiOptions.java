package lectern.synthesize.kimi;

import java.util.Map;
import lectern.synthesize.CacheTtl;
import org.jspecify.annotations.Nullable;

/// What is asked of a model beside the prompt.
///
/// @param effort `low`, `high` or `max`, where the model takes an effort
/// @param thinking whether it thinks, where that can be switched; null for the provider's own
///   choice
/// @param ttl how long the prompt's prefix is kept, where the provider lets one choose
/// @param extraBody more fields of the request, put in as they are
public record KimiOptions(
    String effort, @Nullable Boolean thinking, CacheTtl ttl, Map<String, Object> extraBody) {
  /// Low effort: plans are priced for it, and evidence that is quoted needs no long thought. The
  /// provider's own choice is `max`.
  public static final KimiOptions DEFAULTS =
      new KimiOptions("low", null, CacheTtl.FIVE_MINUTES, Map.of());

  public KimiOptions {
    extraBody = Map.copyOf(extraBody);
  }

  /// The same with the life of the prefix that a request asks for.
  KimiOptions keeping(@Nullable CacheTtl asked) {
    return asked == null ? this : new KimiOptions(effort, thinking, asked, extraBody);
  }
}
