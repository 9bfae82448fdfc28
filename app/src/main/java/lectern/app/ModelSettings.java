package lectern.app;

import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.OutputCharge;
import org.jspecify.annotations.Nullable;

/// Which models are asked.
///
/// @param choices best first; never empty
/// @param named addresses that the environment or the command line gives, not a file alone
/// @param effort `low`, `high` or `max`, for models that take one
/// @param rateTier tier of the account at Moonshot, or null to learn its limits from refusals
/// @param cacheTtl how long the provider is asked to keep a prompt's beginning
/// @param outputCharge how the provider is taken to count completions against its limits
/// @param times how long an answer may take
/// @param classifier name of the model that tells the kind of a question, or null for none
public record ModelSettings(
    List<ModelChoice> choices,
    Set<URI> named,
    String effort,
    @Nullable Integer rateTier,
    CacheTtl cacheTtl,
    OutputCharge outputCharge,
    CallTimes times,
    @Nullable String classifier) {
  /// The shipped model, at its provider.
  public static final ModelSettings DEFAULTS =
      new ModelSettings(
          List.of(new ModelChoice(null, null, SettingKey.MODEL.defaultValue())),
          Set.of(),
          SettingKey.LLM_EFFORT.defaultValue(),
          null,
          CacheTtl.FIVE_MINUTES,
          OutputCharge.BUDGET,
          CallTimes.DEFAULTS,
          null);

  private static final List<String> EFFORTS = List.of("low", "high", "max");
  private static final List<String> TTLS = List.of("5m", "1h");
  private static final List<String> CHARGES = List.of("budget", "actual");
  private static final int TIERS = 6;

  public ModelSettings {
    choices = List.copyOf(choices);
    named = Set.copyOf(named);
    if (choices.isEmpty() || choices.stream().anyMatch(choice -> choice.model().isBlank())) {
      throw new IllegalArgumentException("a model is blank, or there is none: " + choices);
    }
  }

  /// The model that is asked first.
  public ModelChoice primary() {
    return choices.getFirst();
  }

  /// The models of `llm`: the list where there is one, else the model and its fallback.
  ///
  /// A model of the list is asked where `llm` says, or where `llm.fallback` does if it is that one.
  ///
  /// @throws AppException.BadSetting if an address is none, or a part is missing
  static ModelSettings of(SettingsSources sources) {
    ModelChoice first =
        choice(sources, SettingKey.LLM_PROVIDER, SettingKey.LLM_BASE_URL, SettingKey.MODEL);
    if (first.model().isEmpty()) {
      throw bad(sources, SettingKey.MODEL, "is empty", "Give it a value, or leave it out.");
    }
    ModelChoice second =
        choice(
            sources,
            SettingKey.FALLBACK_PROVIDER,
            SettingKey.FALLBACK_BASE_URL,
            SettingKey.FALLBACK_MODEL);
    if (second.model().isEmpty() && (second.provider() != null || second.baseUrl() != null)) {
      throw bad(
          sources,
          SettingKey.FALLBACK_MODEL,
          "is empty, though its provider or address is set",
          "Name the model too, or leave out llm.fallback.");
    }
    SequencedMap<String, ModelChoice> byModel = new LinkedHashMap<>();
    List<String> preference = preference(sources);
    if (preference.isEmpty()) {
      byModel.put(first.model(), first);
      if (!second.model().isEmpty()) {
        byModel.putIfAbsent(second.model(), second);
      }
    }
    for (String model : preference) {
      byModel.putIfAbsent(
          model,
          model.equals(second.model())
              ? second
              : new ModelChoice(first.provider(), first.baseUrl(), model));
    }
    String classifier = sources.value(SettingKey.LLM_CLASSIFIER).text().strip();
    return new ModelSettings(
        List.copyOf(byModel.values()),
        named(sources),
        one(sources, SettingKey.LLM_EFFORT, EFFORTS),
        tier(sources),
        switch (one(sources, SettingKey.LLM_CACHE_TTL, TTLS)) {
          case "1h" -> CacheTtl.ONE_HOUR;
          default -> CacheTtl.FIVE_MINUTES;
        },
        switch (one(sources, SettingKey.LLM_OUTPUT_CHARGE, CHARGES)) {
          case "actual" -> OutputCharge.ACTUAL;
          default -> OutputCharge.BUDGET;
        },
        CallTimes.of(sources),
        classifier.isEmpty() ? null : classifier);
  }

  private static Set<URI> named(SettingsSources sources) {
    Set<URI> named = new HashSet<>();
    for (SettingKey key : List.of(SettingKey.LLM_BASE_URL, SettingKey.FALLBACK_BASE_URL)) {
      URI url = address(sources, key);
      if (url != null && sources.value(key).isNamedByHand()) {
        named.add(url);
      }
    }
    return named;
  }

  /// A word out of a list.
  private static String one(SettingsSources sources, SettingKey key, List<String> words) {
    String text = sources.value(key).text().strip();
    if (!words.contains(text)) {
      throw bad(
          sources,
          key,
          "is none of " + String.join(", ", words) + ": " + text,
          "Give one of them.");
    }
    return text;
  }

  private static @Nullable Integer tier(SettingsSources sources) {
    String text = sources.value(SettingKey.LLM_RATE_TIER).text().strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() != 1 || text.charAt(0) < '0' || text.charAt(0) >= '0' + TIERS) {
      throw bad(
          sources,
          SettingKey.LLM_RATE_TIER,
          "is no tier: " + text,
          "Give a number from 0 to 5, as `lectern models --tiers` lists them.");
    }
    return text.charAt(0) - '0';
  }

  private static List<String> preference(SettingsSources sources) {
    String text = sources.value(SettingKey.LLM_PREFERENCE).text();
    if (text.isBlank()) {
      return List.of();
    }
    List<String> models = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (models.contains("")) {
      throw bad(
          sources,
          SettingKey.LLM_PREFERENCE,
          "has an empty place: " + text,
          "Join names by single commas: kimi-k3.1-pro,kimi-k2.6.");
    }
    return models;
  }

  private static ModelChoice choice(
      SettingsSources sources, SettingKey provider, SettingKey baseUrl, SettingKey model) {
    String name = sources.value(provider).text().strip();
    return new ModelChoice(
        name.isEmpty() ? null : name,
        address(sources, baseUrl),
        sources.value(model).text().strip());
  }

  /// Not shown where it is wrong: it may hold a password.
  private static @Nullable URI address(SettingsSources sources, SettingKey key) {
    String text = sources.value(key).text().strip();
    if (text.isEmpty()) {
      return null;
    }
    URI url = PlainAddress.read(text);
    if (url != null) {
      return url;
    }
    throw bad(
        sources,
        key,
        "is no plain http or https address",
        "Give scheme, host and path, as https://api.moonshot.ai/v1, with no user, key or query and no port above 65535; the"
            + " key goes into the environment, as KIMI_API_KEY.");
  }

  private static AppException bad(
      SettingsSources sources, SettingKey key, String what, String hint) {
    return new AppException.BadSetting(
        "setting " + key.key() + " (" + sources.value(key).origin() + ") " + what, hint, null);
  }
}
