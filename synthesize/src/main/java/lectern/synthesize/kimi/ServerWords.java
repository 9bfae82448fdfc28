package lectern.synthesize.kimi;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes what a server says safe to print and to write down: every word of one passes here, and may
/// repeat what it was sent.
///
/// @param key taken out, wherever it stands; null for none
/// @param evidence whose sentences are left out of messages
record ServerWords(@Nullable String key, String evidence) {
  /// Shorter ones (`x`, `any`) stand where no key is needed, and in words of every language.
  private static final int LEAST_SECRET_CHARS = 8;

  /// A page of HTML says nothing after that.
  private static final int MOST_CHARS = 300;

  /// Of what is longer, only the beginning is compared with the evidence, and said.
  private static final int MOST_COMPARED_CHARS = 2_000;

  /// Repeats of one and a half times as many are found; shorter ones by themselves are nobody's
  /// secret.
  private static final int WINDOW_CHARS = 20;

  private static final int SHORTEST_FOUND_CHARS = WINDOW_CHARS * 3 / 2;

  /// What breaks a sentence in an echo that is JSON within a text.
  private static final Pattern ESCAPED =
      Pattern.compile("\\\\+(?:[nrt]|([\"/])|u([0-9a-fA-F]{4}))");

  /// A page says the same in its title and its text.
  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{1,300})</title>", Pattern.CASE_INSENSITIVE);

  /// Of a server that gets no evidence.
  static ServerWords to(@Nullable String key) {
    return new ServerWords(key, "");
  }

  /// The text without the key.
  String unkeyed(String text) {
    return key == null || key.length() < LEAST_SECRET_CHARS ? text : text.replace(key, "[key]");
  }

  /// One line without key and evidence, its end left out where it is long.
  String line(String text) {
    // Before anything is cut: half of a key is a secret too.
    return shortened(unkeyed(text));
  }

  private String shortened(String text) {
    Matcher title = TITLE.matcher(text);
    String said = title.find() ? "an HTML page: " + title.group(1) : text;
    String line =
        withoutEvidence(unescaped(said.substring(0, Math.min(said.length(), MOST_COMPARED_CHARS))))
            .replaceAll("<[^>]{0,500}>", " ")
            .replaceAll("[\\s\\p{Cntrl}]+", " ")
            .strip();
    if (line.isEmpty()) {
      return "no reason given";
    }
    return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
  }

  /// Without the escapes of JSON that a text repeats as it was sent.
  private String unescaped(String text) {
    if (evidence.isEmpty() || text.indexOf('\\') < 0) {
      return text;
    }
    return ESCAPED.matcher(text).replaceAll(ServerWords::plain);
  }

  private static String plain(MatchResult escaped) {
    String mark = escaped.group(1);
    if (mark != null) {
      return mark;
    }
    String code = escaped.group(2);
    return code == null ? "\n" : Matcher.quoteReplacement("" + (char) Integer.parseInt(code, 16));
  }

  private String withoutEvidence(String text) {
    StringBuilder left = new StringBuilder();
    int taken = 0;
    int at = 0;
    while (at + WINDOW_CHARS <= text.length()) {
      int there = evidence.indexOf(text.substring(at, at + WINDOW_CHARS));
      if (there < 0) {
        at += WINDOW_CHARS / 2;
        continue;
      }
      int from = at;
      int before = there;
      while (from > taken && before > 0 && text.charAt(from - 1) == evidence.charAt(before - 1)) {
        from--;
        before--;
      }
      int to = at + WINDOW_CHARS;
      int after = there + WINDOW_CHARS;
      while (to < text.length()
          && after < evidence.length()
          && text.charAt(to) == evidence.charAt(after)) {
        to++;
        after++;
      }
      // A few words between two repeats are of the document too: a short line, or one with a mark
      // that was written otherwise.
      if (taken == 0 || from - taken >= SHORTEST_FOUND_CHARS) {
        left.append(text, taken, from).append(" [evidence] ");
      }
      taken = to;
      at = to;
    }
    return left.append(text, taken, text.length()).toString();
  }
}
