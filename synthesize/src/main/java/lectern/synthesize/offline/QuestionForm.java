package lectern.synthesize.offline;

import java.util.Locale;
import java.util.regex.Pattern;

/// How a question is put: what its shape says about the shape of the answer.
final class QuestionForm {
  /// A sentence that says what something is.
  static final Pattern DEFINES =
      Pattern.compile(
          "\\b(is|are|was|were)\\s+(a|an|the|one|any)\\b|\\b(means?|refers? to|is defined as|consists?"
              + " of|denotes?|shall mean)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DEFINITION =
      Pattern.compile(
          "^\\s*(what|who)('s| is| are| was| were)\\b(?! the (name|date|amount|number|price))"
              + "|\\bwhat (do|does|did)\\b.*\\bmean|\\b(define|definition of|meaning of|meant by)\\b");

  private static final Pattern LIST =
      Pattern.compile(
          "^(please )?list\\b|\\b(enumerate|name (all|the|three|some))\\b|\\bwhat are (all|the)\\b|\\ball (the|of)\\b"
              + "|\\bevery\\b|\\bwhich\\b.*\\b(all|every)\\b"
              + "|\\b(which|what) (documents|contracts|agreements|leases|papers|clauses|letters|files)\\b"
              + "|\\b(summari[sz]e|summary|overview)\\b");

  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\b(compare|comparison|versus|vs|differ|differs|differences?|both|respectively|than|which of"
              + "|in common|each)\\b|\\b(more|less|longer|shorter|higher|lower|older|younger|earlier"
              + "|later|first)\\b.*\\bor\\b");

  private QuestionForm() {}

  static boolean asksWhatSomethingIs(String question) {
    return DEFINITION.matcher(question.toLowerCase(Locale.ROOT)).find();
  }

  /// Whether several things are asked for.
  static boolean asksForList(String question) {
    return LIST.matcher(question.toLowerCase(Locale.ROOT)).find();
  }

  /// Whether things are to be held side by side.
  static boolean asksForComparison(String question) {
    return COMPARISON.matcher(question.toLowerCase(Locale.ROOT)).find();
  }
}
