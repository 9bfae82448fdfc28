package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lectern.ingest.Span;

/// Reads what must, may, must not be done from Chinese sentences. What is done is known by the
/// pairs of characters that follow.
final class HanPredicates {
  private static final int BEHIND = 8;

  /// Holds a character of a negation without being one.
  private static final String NO_CUE =
      "不少于|不低于|不超过|不多于|不高于|不晚于|不迟于|不早于|不论|无论|不动产|不可抗力|未来|非常|不仅|不但|可能性|应收|应付|相应|响应|供应";

  private static final Pattern CUE =
      Pattern.compile(
          "(?:"
              + NO_CUE
              + ")|(不得|不应|不可以|不可|不能|禁止|无权|严禁)|(无需|不必|无须|不需要?|没有义务)|(应当|必须|应|须|需要?|有义务)|(可以|有权|可|能够)|(不|未|无|没有|并非)");

  private HanPredicates() {}

  static List<Predicate> of(String text) {
    List<Predicate> found = new ArrayList<>();
    Matcher cue = CUE.matcher(text);
    while (cue.find()) {
      Predicate.Modality modality = modality(cue);
      if (modality == Predicate.Modality.STATED) {
        continue;
      }
      List<String> behind = pairs(text, cue.end(), BEHIND);
      found.add(
          new Predicate(
              modality,
              new Span(cue.start(), cue.end()),
              behind.isEmpty() ? "" : behind.getFirst(),
              behind,
              pairs(text, Math.max(0, cue.start() - BEHIND / 2), BEHIND / 2),
              Set.of(),
              Set.of(),
              false,
              near(text, cue, "仅", "只有", "只能"),
              near(text, cue, "除非", "未经", "除外")));
    }
    return found;
  }

  private static boolean near(String text, Matcher cue, String... words) {
    String near =
        text.substring(Math.max(0, cue.start() - 20), Math.min(text.length(), cue.end() + 20));
    return Stream.of(words).anyMatch(near::contains);
  }

  private static Predicate.Modality modality(Matcher cue) {
    if (cue.group(1) != null) {
      return Predicate.Modality.MUST_NOT;
    }
    if (cue.group(2) != null) {
      return Predicate.Modality.NEED_NOT;
    }
    if (cue.group(3) != null) {
      return Predicate.Modality.MUST;
    }
    if (cue.group(4) != null) {
      return Predicate.Modality.MAY;
    }
    return cue.group(5) != null ? Predicate.Modality.NOT_STATED : Predicate.Modality.STATED;
  }

  /// The pairs of neighbouring Chinese characters in a stretch of a text.
  static List<String> pairs(String text, int from, int chars) {
    List<String> pairs = new ArrayList<>();
    for (int i = from; i + 1 < Math.min(text.length(), from + chars); i++) {
      if (isHan(text.charAt(i)) && isHan(text.charAt(i + 1))) {
        pairs.add(text.substring(i, i + 2));
      }
    }
    return pairs;
  }

  private static boolean isHan(char c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }
}
