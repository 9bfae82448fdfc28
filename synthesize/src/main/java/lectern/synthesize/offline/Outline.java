package lectern.synthesize.offline;

import org.jspecify.annotations.Nullable;

/// Follows the clauses and headings of one document while its sentences are read in order.
final class Outline {
  private final int terms;
  private int ordinal = -1;
  private boolean afterHeading;
  private Sentence.@Nullable Section section;

  Outline(int terms) {
    this.terms = terms;
  }

  /// The section that the next sentence stands in.
  ///
  /// @param ordinal of its passage; after a gap nothing is known of the section
  /// @param number the clause number it begins with, or nothing
  /// @param own what it shares with the question
  Sentence.Section place(int ordinal, String number, boolean heading, Overlap own) {
    Sentence.Section before = section;
    boolean gap = ordinal > this.ordinal + 1;
    boolean other =
        before != null && !number.isEmpty() && !top(number).equals(top(before.number()));
    if (before == null || gap || other || (heading && number.isEmpty() && !afterHeading)) {
      before = new Sentence.Section(number, new Overlap(terms), new Overlap(terms));
    } else if (!number.isEmpty()) {
      before = new Sentence.Section(number, before.heading(), before.all());
    }
    if (heading) {
      before.heading().raise(own, 1);
    }
    before.all().raise(own, 1);
    section = before;
    afterHeading = heading;
    this.ordinal = ordinal;
    return before;
  }

  private static String top(String number) {
    int dot = number.indexOf('.');
    return dot < 0 ? number : number.substring(0, dot);
  }
}
