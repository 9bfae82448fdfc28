package lectern.synthesize;

import java.util.Locale;
import java.util.regex.Pattern;

/// How a question is put, told by its English words: what the planner and the offline reader go by.
/// Rules, not a model, so that the same question is always taken the same way.
public final class QuestionForm {
  private static final String KINDS =
      "(documents?|contracts?|agreements?|leases?|papers?|files?|letters?|clauses?)";

  /// Only right if nothing is left out.
  private static final Pattern ALL =
      Pattern.compile(
          "\\b(list|name|enumerate|give|show|find|identify|count)\\s+(me\\s+)?(all|every|each|any)\\b"
              + "|\\blist the\\b|\\b(all|every|each|any) of the\\b"
              + "|\\b(every|all|each)\\s+(\\w+\\s+){0,2}("
              + KINDS
              + "|parties)\\b"
              + "|\\bwhich\\b[^?]*\\b(all|every)\\b"
              + "|\\bhow many\\s+(of\\s+(the|these|our)\\s+)?"
              + KINDS
              + "\\b|\\b(which|what) "
              + KINDS
              + "\\b");

  private static final Pattern SUMMARY =
      Pattern.compile("\\b(summari[sz]e|summary|overview|overall)\\b");

  private static final Pattern ABSENCE =
      Pattern.compile(
          "\\b(is|are|was|were) there (any|no)\\b|\\bdo(es)? (any|none|no)\\b"
              + "|\\b(none|nowhere|never)\\b");

  /// A thing named only by what another one says of it.
  private static final Pattern THROUGH_ANOTHER =
      Pattern.compile(
          "\\bwhose\\b|\\b(of|in|by|for|with|to|from) (the|a|an) (\\w+ ){1,3}(that|which|who|where)\\b"
              + "|['’]s (\\w+ ){0,2}\\w+['’]s\\b|['’]s [^?]*\\bof the (\\w+ )+(that|which|who)\\b");

  /// More than one thing, though perhaps all of them in one place.
  private static final Pattern SEVERAL =
      Pattern.compile(
          "^(please )?list\\b|\\b(enumerate|name (all|the|three|some))\\b|\\bwhat are (all|the)\\b"
              + "|\\ball (the|of)\\b|\\bevery\\b");

  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\b(compare[ds]?|comparison|versus|vs|differ(s|ent|ence|ences)?|respectively|in common|both"
              + "|same|than|across|combined|in total|which of|each|as amended|conflicts?"
              + "|contradict(s|ion)?)\\b|\\bor\\b[^?]*\\?"
              + "|\\b(more|less|longer|shorter|higher|lower|older|younger|earlier|later|first)\\b.*\\bor\\b");

  private static final Pattern DEFINITION =
      Pattern.compile(
          "^\\s*(what|who)('s| is| are| was| were)\\b(?! the (name|date|amount|number|price))"
              + "|\\bwhat (do|does|did)\\b.*\\bmean|\\b(define|definition of|meaning of|meant by)\\b");

  /// Words that hold English sentences together and are no usual words of other languages: not
  /// "is", which is Dutch, "was", which is German, "are", which is Romanian.
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|of|were|does|did|have|been|what|which|who|whose|whom|when|where|why|how|this|that"
              + "|these|those|there|and|with|from|should|would|must|could|their|every|each)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);

  private QuestionForm() {}

  /// Whether the answer is only right if nothing is left out, so that nothing may be left unread.
  public static boolean asksForEverything(String question) {
    return asksForAll(question) || asksForSummary(question) || asksWhetherThereIs(question);
  }

  /// Whether all things of a sort are asked for.
  public static boolean asksForAll(String question) {
    return ALL.matcher(lower(question)).find();
  }

  /// Whether it is asked what the documents say on the whole.
  public static boolean asksForSummary(String question) {
    return SUMMARY.matcher(lower(question)).find();
  }

  /// Whether it is asked if something is there at all.
  public static boolean asksWhetherThereIs(String question) {
    return ABSENCE.matcher(lower(question)).find();
  }

  /// Whether the question names a thing by what another place says of it.
  public static boolean goesThroughAnother(String question) {
    return THROUGH_ANOTHER.matcher(lower(question)).find();
  }

  /// Whether several things are asked for.
  public static boolean asksForSeveral(String question) {
    return asksForEverything(question) || SEVERAL.matcher(lower(question)).find();
  }

  /// Whether things are to be held side by side.
  public static boolean asksForComparison(String question) {
    return COMPARISON.matcher(lower(question)).find();
  }

  /// Whether it is asked what something is.
  public static boolean asksWhatSomethingIs(String question) {
    return DEFINITION.matcher(lower(question)).find();
  }

  /// Whether a word shows that the question is English. Without one the other rules tell nothing.
  public static boolean isEnglish(String question) {
    return ENGLISH.matcher(lower(question)).find();
  }

  private static String lower(String question) {
    return question.toLowerCase(Locale.ROOT);
  }
}
