package lectern.app;

import java.time.Duration;

/// How long an answer of a model may take in each of its parts, and in all. Ranges and reasons:
/// [SettingKey] and [lectern.synthesize.kimi.KimiSettings#DEFAULTS].
///
/// @param headers until the reply's headers, once the connection stands
/// @param firstToken from the headers to the first token
/// @param idle between two tokens
/// @param deadline for all tries of one answer, waits included
public record CallTimes(Duration headers, Duration firstToken, Duration idle, Duration deadline) {
  public static final CallTimes DEFAULTS =
      new CallTimes(
          Duration.ofSeconds(SettingKey.LLM_HEADERS_SECONDS.usual()),
          Duration.ofSeconds(SettingKey.LLM_FIRST_TOKEN_SECONDS.usual()),
          Duration.ofSeconds(SettingKey.LLM_IDLE_SECONDS.usual()),
          Duration.ofSeconds(SettingKey.LLM_DEADLINE_SECONDS.usual()));

  public CallTimes {
    LecternSettings.within(SettingKey.LLM_HEADERS_SECONDS, headers.toSeconds());
    LecternSettings.within(SettingKey.LLM_FIRST_TOKEN_SECONDS, firstToken.toSeconds());
    LecternSettings.within(SettingKey.LLM_IDLE_SECONDS, idle.toSeconds());
    LecternSettings.within(SettingKey.LLM_DEADLINE_SECONDS, deadline.toSeconds());
  }

  static CallTimes of(SettingsSources sources) {
    return new CallTimes(
        LecternSettings.seconds(sources, SettingKey.LLM_HEADERS_SECONDS),
        LecternSettings.seconds(sources, SettingKey.LLM_FIRST_TOKEN_SECONDS),
        LecternSettings.seconds(sources, SettingKey.LLM_IDLE_SECONDS),
        LecternSettings.seconds(sources, SettingKey.LLM_DEADLINE_SECONDS));
  }
}
