package lectern.synthesize.cite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// On which side of a date or an event a thing is.
enum Side {
  NONE,
  /// Before, by, not later than.
  BEFORE,
  UNTIL,
  ON,
  /// From, since, not before.
  FROM,
  AFTER;

  /// Characters before a date that are looked at.
  private static final int BEFORE_CHARS = 60;

  private static final Pattern LEADING =
      Pattern.compile(
          "(?i)(?:\\b(on\\s+or\\s+before|(?:no|not)\\s+(?:later\\s+than|after)|by|before|prior\\s+to)"
              + "|\\b(until|till|up\\s+to)"
              + "|\\b(on\\s+or\\s+after|not?\\s+(?:before|earlier\\s+than|until)|from|since|as\\s+(?:of|from|at)"
              + "|effective|(?:starting|commencing|beginning)(?:\\s+on)?)"
              + "|\\b(after|following|later\\s+than)"
              + "|\\b(on|upon))"
              + "(?:\\s+(?:and|including|the|date|of|close|business|end|midnight|noon|night))*\\s*$");

  /// Whether two may say the same: what begins on a day runs from it, what ends on it lasts until
  /// it.
  boolean agrees(Side other) {
    return this == other
        || this == NONE
        || other == NONE
        || pair(other, BEFORE, UNTIL)
        || pair(other, AFTER, FROM)
        || pair(other, ON, FROM)
        || pair(other, ON, UNTIL);
  }

  private boolean pair(Side other, Side one, Side two) {
    return (this == one && other == two) || (this == two && other == one);
  }

  /// The side that a "not" turns this one to.
  Side negated() {
    return switch (this) {
      case BEFORE, UNTIL -> FROM;
      case AFTER, FROM -> UNTIL;
      case ON, NONE -> NONE;
    };
  }

  /// The side that the words before a date say.
  static Side of(String text, Span date) {
    Matcher leading =
        LEADING.matcher(text.substring(Math.max(0, date.start() - BEFORE_CHARS), date.start()));
    if (!leading.find()) {
      return NONE;
    }
    Side[] sides = {BEFORE, UNTIL, FROM, AFTER, ON};
    for (int i = 0; i < sides.length; i++) {
      if (leading.group(i + 1) != null) {
        return sides[i];
      }
    }
    return NONE;
  }
}
