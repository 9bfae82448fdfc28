package lectern.ingest.split;

import java.util.List;

/// Chooses where a passage ends. Looks at no more text than the longest passage holds, so cutting a
/// document takes time in proportion to its length.
final class Cutter {
  /// A heading this far into a passage, as a share of the aim, starts the next one; sections
  /// shorter than that share a passage, or labels would cost too much.
  private static final double HEADING_FROM = 0.5;

  /// Other cuts fall between these shares of the aim where the text allows.
  private static final double FROM = 0.625;

  private static final double TO = 1.25;

  /// A rest shorter than this share of the aim stays with what stands before it.
  private static final double TAIL = 0.25;

  private final String text;
  private final Structure structure;
  private final int aimChars;

  Cutter(String text, Structure structure, int aimChars) {
    this.text = text;
    this.structure = structure;
    this.aimChars = aimChars;
  }

  /// The end of the passage that starts at `start` and holds at most `limit` characters.
  int cut(int start, int limit) {
    int rest = text.length() - start;
    int max = Math.min(limit, rest);
    int aim = Math.min(aimChars, Math.max(1, limit * 2 / 3));
    if (rest <= limit && rest < aim * 2) {
      // Two even halves rather than a full passage and a scrap.
      aim = Math.max(aim * 2 / 3, Math.min(aim, rest / 2));
    }
    int heading = structural(start, aim, max, Structure.Kind.HEADING, HEADING_FROM);
    boolean all = rest <= limit && rest <= TO * Math.min(aimChars, limit);
    if (heading > 0 && text.length() - heading >= TAIL * aim) {
      return heading;
    }
    if (all) {
      return text.length();
    }
    int end = best(start, aim, max);
    boolean scrap = text.length() - end < TAIL * aim;
    return scrap && rest <= limit ? text.length() : end;
  }

  private int best(int start, int aim, int max) {
    int block = structural(start, aim, max, Structure.Kind.BLOCK, FROM);
    if (block > 0) {
      return block;
    }
    int row = structural(start, aim, max, Structure.Kind.ROW, FROM);
    if (row > 0) {
      return row;
    }
    int running = running(start, aim, max, true);
    if (running > 0) {
      return running;
    }
    // Only rows and headings that must stay whole are in reach: end before the last of them.
    List<Structure.Boundary> before = structure.between(start + 1, start + max);
    for (int i = before.size() - 1; i >= 0; i--) {
      if (allowed(before.get(i).at(), start, max)) {
        return before.get(i).at();
      }
    }
    int torn = running(start, aim, max, false);
    return torn > 0 ? torn : anywhere(start, max);
  }

  /// The boundary nearest to the aim, of the kind asked for or a stronger one; 0 where none is
  /// near.
  private int structural(int start, int aim, int max, Structure.Kind kind, double from) {
    int low = start + (int) Math.ceil(aim * from);
    int high = start + (int) Math.min(max, aim * TO);
    int best = 0;
    for (Structure.Boundary boundary : structure.between(Math.max(low, start + 1), high)) {
      if (boundary.kind().compareTo(kind) >= 0
          && nearer(boundary.at(), best, start + aim)
          && allowed(boundary.at(), start, max)) {
        best = boundary.at();
      }
    }
    return best;
  }

  /// The end of a sentence, else of a clause, else of a word, nearest to the aim; 0 where there is
  /// none.
  private int running(int start, int aim, int max, boolean keepWhole) {
    int target = start + aim;
    int sentence = 0;
    int clause = 0;
    int word = 0;
    int last = Math.min(start + max, text.length() - 1);
    for (int at = start + Math.max(1, aim / 2); at <= last; at++) {
      if (!Characters.whole(text, at) || (keepWhole && structure.tears(at, max))) {
        continue;
      }
      if (nearer(at, sentence, target) && Characters.startsSentence(text, at, start)) {
        sentence = at;
      } else if (nearer(at, clause, target) && Characters.startsClause(text, at, start)) {
        clause = at;
      } else if (nearer(at, word, target) && Characters.startsAfterSpace(text, at)) {
        word = at;
      }
    }
    return sentence > 0 ? sentence : clause > 0 ? clause : word;
  }

  /// The last place within the limit where a character ends; where even one combining sequence is
  /// longer than a passage, a place between two code points.
  private int anywhere(int start, int max) {
    int limit = start + max;
    if (limit >= text.length()) {
      return text.length();
    }
    for (int at = limit; at > start + max / 2; at--) {
      if (Characters.whole(text, at) && !Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    return limit > start + 1 && !Characters.betweenCodePoints(text, limit)
        ? limit - 1
        : Characters.betweenCodePoints(text, limit) ? limit : limit + 1;
  }

  private boolean allowed(int at, int start, int max) {
    return at > start && at <= start + max && Characters.whole(text, at);
  }

  private static boolean nearer(int at, int best, int target) {
    return best == 0 || Math.abs(at - target) < Math.abs(best - target);
  }
}
