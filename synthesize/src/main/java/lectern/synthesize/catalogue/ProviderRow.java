package lectern.synthesize.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Set;
import lectern.retrieve.EmbeddingEndpoint;
import lectern.synthesize.Provider;

/// Reads a `[[provider]]` table.
final class ProviderRow {
  /// What every table needs, as a hint.
  static final String NEEDS =
      "Every provider needs name, base-url, cached-tokens, source and as-of; key-variables names"
          + " environment variables, never a key.";

  private static final List<String> KEYS =
      List.of(
          "name",
          "base-url",
          "key-variables",
          "reasoning-field",
          "cached-tokens",
          "cache-options",
          "partial",
          "http1-only",
          "max-tokens-field",
          "moonshot-tools",
          "token-estimates",
          "note",
          "source",
          "as-of");

  private ProviderRow() {}

  static Provider read(TomlRow row) {
    row.knowing(KEYS);
    URI url = row.address("base-url");
    // Not shown where it is wrong: it may hold a password.
    if (!EmbeddingEndpoint.isAddress(url) || url.getPath().endsWith("/")) {
      throw row.wrong(
          "base-url",
          "must be a plain http or https address, with no user, key, query or slash at its end");
    }
    List<String> variables = row.texts("key-variables");
    for (String variable : variables) {
      if (!variable.matches("[A-Z][A-Z0-9_]*_API_(KEY|TOKEN)")) {
        throw row.wrong("key-variables", "must name variables that end in _API_KEY or _API_TOKEN");
      }
    }
    return new Provider(
        row.text("name"),
        url,
        variables,
        new Provider.Quirks(
            oneOf(row, "reasoning-field", "reasoning_content", "reasoning"),
            row.choice("cached-tokens", Provider.CachedTokens.class),
            row.flag("cache-options"),
            row.flag("partial"),
            row.flag("http1-only"),
            oneOf(row, "max-tokens-field", "max_completion_tokens", "max_tokens"),
            row.flag("moonshot-tools"),
            row.flag("token-estimates")),
        row.optionalText("note"),
        row.address("source"),
        row.date("as-of"));
  }

  /// A text of two; the first where the key is left out.
  private static String oneOf(TomlRow row, String key, String usual, String other) {
    String text = row.has(key) ? row.text(key) : usual;
    if (!Set.of(usual, other).contains(text)) {
      throw row.wrong(key, "must be " + usual + " or " + other + ": " + text);
    }
    return text;
  }
}
