package lectern.synthesize.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a question asks of the evidence, told by its words. Rules, not a model, so that the same
/// question is always planned the same way.
enum QuestionKind {
  /// One place in the documents answers it: the best passages suffice.
  LOOK_UP("looks something up"),
  /// Several places must be held side by side.
  JOINED("joins several places"),
  /// The answer is only right if nothing is left out, so nothing may be left unread.
  COMPLETE("is only answered by reading everything");

  private static final Pattern COMPLETE_WORDS =
      Pattern.compile(
          """
          \\b(list|name|enumerate|give|show|find|identify|count)\\s+(me\\s+)?(all|every|each|any)\\b|\\blist the\\b\
          |\\b(all|every|each|any) of the\\b\
          |\\b(every|all|each)\\s+(\\w+\\s+){0,2}(documents?|contracts?|agreements?|leases?|papers?|files?|letters?|clauses?|parties)\\b\
          |\\bwhich\\b[^?]*\\b(all|every)\\b\
          |\\bhow many\\s+(of\\s+(the|these|our)\\s+)?(documents?|contracts?|agreements?|leases?|papers?|files?|letters?|clauses?)\\b\
          |\\b(summari[sz]e|summary|overview|overall)\\b\
          |\\b(is|are|was|were) there (any|no)\\b|\\bdo(es)? (any|none|no)\\b\
          |\\b(none|nowhere|never)\\b\
          |\\bwhich (documents|contracts|agreements|leases|papers|files|letters|clauses)\\b\
          """
              .strip());

  private static final Pattern JOINED_WORDS =
      Pattern.compile(
          """
          \\b(compare[ds]?|comparison|versus|vs|differ(s|ent|ence|ences)?|respectively|in common)\\b\
          |\\b(both|same)\\b|\\bthan\\b|\\bacross\\b|\\bcombined\\b|\\bin total\\b\
          |\\bwhich of\\b|\\bor\\b[^?]*\\?|\\bas amended\\b|\\bconflicts?\\b|\\bcontradict(s|ion)?\\b\
          """
              .strip());

  private final String words;

  QuestionKind(String words) {
    this.words = words;
  }

  /// What the question does, to end a sentence that starts "The question".
  String words() {
    return words;
  }

  static QuestionKind of(String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    if (COMPLETE_WORDS.matcher(lower).find()) {
      return COMPLETE;
    }
    return JOINED_WORDS.matcher(lower).find() ? JOINED : LOOK_UP;
  }
}
