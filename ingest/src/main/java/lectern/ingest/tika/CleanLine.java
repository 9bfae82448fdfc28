package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Repairs;
import lectern.ingest.Span;

/// A clean line with what was repaired in it: words broken at the end of a printed line are whole,
/// ligatures are letters.
///
/// @param repairs with spans in this line
/// @param noted offsets right behind the marks of notes
record CleanLine(String text, List<Repairs.Repair> repairs, List<Integer> noted) {
  CleanLine(String text, List<Repairs.Repair> repairs) {
    this(text, repairs, List.of());
  }

  private static final char FIRST_LIGATURE = '\uFB00';

  /// Letters of the Latin ligatures, from [#FIRST_LIGATURE] on.
  private static final List<String> LIGATURES = List.of("ff", "fi", "fl", "ffi", "ffl", "st", "st");

  /// A line of any source.
  static CleanLine of(CharSequence raw) {
    return repaired(Cleaning.line(raw));
  }

  /// A line that [Joints] may have marked.
  static CleanLine ofPrint(CharSequence marked) {
    return repaired(Cleaning.line(marked, true));
  }

  static boolean isLigature(int point) {
    return point >= FIRST_LIGATURE && point < FIRST_LIGATURE + LIGATURES.size();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  private static CleanLine repaired(String line) {
    if (line.chars().noneMatch(c -> Joints.is(c) || isLigature(c))) {
      return new CleanLine(line, List.of());
    }
    StringBuilder text = new StringBuilder(line.length());
    List<Repairs.Repair> repairs = new ArrayList<>();
    List<Integer> noted = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      int start = text.length();
      if (c == Joints.NOTED) {
        noted.add(start);
      } else if (c == Joints.APART) {
        text.append(' ');
        repairs.add(new Repairs.Repair(new Span(start, start + 1), Joints.printed(c)));
      } else if (Joints.is(c)) {
        repairs.add(new Repairs.Repair(new Span(start, start), Joints.printed(c)));
      } else if (isLigature(c) && !isMarked(line, i + 1)) {
        text.append(LIGATURES.get(c - FIRST_LIGATURE));
        repairs.add(new Repairs.Repair(new Span(start, text.length()), String.valueOf(c)));
      } else {
        text.append(c);
      }
    }
    return new CleanLine(text.toString(), repairs, noted);
  }

  /// Whether a mark follows that would melt into a ligature's last letter.
  private static boolean isMarked(String line, int index) {
    return index < line.length()
        && Character.getType(line.charAt(index)) == Character.NON_SPACING_MARK;
  }
}
