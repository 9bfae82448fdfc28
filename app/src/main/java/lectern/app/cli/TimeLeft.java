package lectern.app.cli;

import java.util.Locale;

/// How long work will go on.
final class TimeLeft {
  private static final long SECONDS_AN_HOUR = 3_600;

  private TimeLeft() {}

  /// In minutes and seconds, `7:05`, from an hour on with hours, `1:07:05`.
  static String words(long seconds) {
    long hours = seconds / SECONDS_AN_HOUR;
    String minutes = hours > 0 ? "%d:%02d:%02d" : "%2$d:%3$02d";
    return String.format(Locale.ROOT, minutes, hours, seconds % SECONDS_AN_HOUR / 60, seconds % 60);
  }
}
