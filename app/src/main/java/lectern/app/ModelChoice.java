package lectern.app;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A model that the user wants asked.
///
/// @param provider name of the provider, or null for the first that serves it
/// @param baseUrl address that was set for it, or null for the provider's
/// @param model id, `provider/id` or alias of the catalogue
public record ModelChoice(@Nullable String provider, @Nullable URI baseUrl, String model) {}
