package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the words of an English text that say whether a thing must, may, must not be done, or is
/// so: "shall not", "is entitled to", "has no obligation to", "does not".
final class Cues {
  /// Tokens between commas that may stand between "shall" and its verb.
  private static final int INSERTED = 30;

  static final Set<String> BE = Set.of("is", "are", "was", "were", "be", "been", "being");

  private static final Set<String> REQUIRED = Set.of("required", "obliged", "obligated", "bound");

  private static final Set<String> ALLOWED =
      Set.of(
          "entitled",
          "permitted",
          "allowed",
          "authorised",
          "authorized",
          "free",
          "able",
          "eligible");

  private static final Set<String> FORBIDDEN =
      Set.of("prohibited", "forbidden", "precluded", "barred", "restricted");

  private static final Set<String> RIGHTS =
      Set.of("right", "rights", "option", "power", "discretion", "authority");

  private static final Set<String> DUTIES = Set.of("obligation", "duty", "obligations");

  static final Set<String> COMPARATIVES =
      Set.of(
          "less",
          "more",
          "fewer",
          "later",
          "earlier",
          "greater",
          "longer",
          "sooner",
          "exceed",
          "exceeding",
          "only");

  private final List<Token> tokens;

  private Cues(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// All of a text, in order.
  static List<Cue> of(List<Token> tokens) {
    Cues reader = new Cues(tokens);
    List<Cue> found = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      Cue cue = reader.cue(i);
      if (cue == null) {
        i++;
      } else {
        found.add(cue);
        i = Math.max(i + 1, cue.next());
      }
    }
    return found;
  }

  private String word(int i) {
    return i < tokens.size() && i >= 0 ? tokens.get(i).word() : "";
  }

  private @Nullable Cue cue(int i) {
    String word = word(i);
    if (word.equals("may") && isMonth(i)) {
      return null;
    }
    return switch (word) {
      case "shall", "must", "will", "shan't", "mustn't", "won't" ->
          verb(i, Predicate.Modality.MUST, word.endsWith("n't"));
      case "should", "ought", "shouldn't" ->
          verb(i, Predicate.Modality.SHOULD, word.endsWith("n't"));
      case "may", "can", "could", "might" -> verb(i, Predicate.Modality.MAY, false);
      case "cannot", "can't" -> verb(i, Predicate.Modality.MAY, true);
      case "need", "needs" -> need(i);
      case "is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't" -> be(i);
      case "has", "have", "had", "hasn't", "haven't" -> have(i);
      case "do", "does", "did", "don't", "doesn't", "didn't" -> doing(i);
      case "agrees", "agree", "undertakes", "undertake", "covenants", "covenant" -> promise(i);
      case "not", "never" -> not(i);
      case "without" -> new Cue(Predicate.Modality.NOT_STATED, i, i + 1, false);
      case "entitled", "obliged", "required", "obligated", "permitted", "prohibited" ->
          word(i + 1).equals("to") || word(i + 1).equals("from")
              ? composed(i, i, Predicate.Modality.STATED, false)
              : null;
      default -> Refusals.at(tokens, i);
    };
  }

  private boolean isMonth(int i) {
    boolean figureBefore = i > 0 && tokens.get(i - 1).isFigure();
    boolean figureBehind = i + 1 < tokens.size() && tokens.get(i + 1).isFigure();
    return tokens.get(i).isCapital() && (figureBefore || figureBehind || word(i - 1).equals("of"));
  }

  private boolean isAdverb(int i) {
    String word = word(i);
    return word.endsWith("ly")
        || switch (word) {
          case "also",
              "then",
              "always",
              "at",
              "all",
              "times",
              "any",
              "time",
              "thereafter",
              "hereby",
              "in",
              "event",
              "either",
              "otherwise",
              "both",
              "each",
              "again",
              "still",
              "ever" ->
              isFixedAdverb(i);
          default -> false;
        };
  }

  /// "also" is one; "at all times", "at any time", "in any event" are by their first words.
  private boolean isFixedAdverb(int i) {
    return switch (word(i)) {
      case "at" -> word(i + 1).equals("all") || word(i + 1).equals("any");
      case "all" -> word(i + 1).equals("times");
      case "any" -> word(i + 1).equals("time") || word(i + 1).equals("event");
      case "times" -> word(i - 1).equals("all");
      case "time", "event" -> word(i - 1).equals("any") || word(i - 1).equals("no");
      case "in" -> word(i + 1).equals("any") || word(i + 1).equals("no");
      default -> true;
    };
  }

  /// "shall", "shall not", "shall be entitled to", "shall, within 30 days, not".
  private Cue verb(int i, Predicate.Modality modality, boolean negative) {
    boolean not = negative;
    int next = i + 1;
    boolean going = true;
    while (going && next < tokens.size()) {
      String word = word(next);
      if (word.equals("not") || word.equals("never")) {
        not = true;
        next++;
      } else if (isAdverb(next) && !word(next - 1).equals("no")) {
        next++;
      } else if (word.equals(",") || word.equals("(")) {
        int behind = behindInsert(next);
        going = behind > 0;
        next = going ? behind : next;
      } else if (word.equals("in") && word(next + 1).equals("no")) {
        not = true;
        next += 3;
      } else {
        going = false;
      }
    }
    if (BE.contains(word(next))) {
      return composed(i, next + 1, modality, not);
    }
    if (word(next).equals("have")) {
      return having(i, next + 1, modality, not);
    }
    // "shall do anything": a second verb would be read from "do".
    int verb = word(next).equals("do") ? next + 1 : next;
    return new Cue(not ? modality.negated() : modality, i, verb, false);
  }

  /// The token behind what is inserted between two commas or brackets; -1 where they do not close.
  private int behindInsert(int opening) {
    String closing = word(opening).equals("(") ? ")" : ",";
    for (int at = opening + 1; at < Math.min(tokens.size(), opening + INSERTED); at++) {
      if (word(at).equals(closing)) {
        return at + 1;
      }
      if (word(at).equals(".") || word(at).equals(";")) {
        return -1;
      }
    }
    return -1;
  }

  /// What follows a form of "to be": "entitled to", "required to", "prohibited from", a participle.
  private Cue composed(int from, int at, Predicate.Modality modality, boolean negative) {
    boolean not = negative;
    int next = at;
    while (next < tokens.size()
        && (word(next).equals("not")
            || word(next).equals("never")
            || isAdverb(next)
            || word(next).equals("only")
            || word(next).equals("been"))) {
      not |= word(next).equals("not") || word(next).equals("never");
      next++;
    }
    String word = word(next);
    if (REQUIRED.contains(word) && word(next + 1).equals("to") && !isDeterminer(word(next + 2))) {
      return new Cue(
          not ? Predicate.Modality.NEED_NOT : Predicate.Modality.MUST,
          from,
          next + 2,
          passive(next + 2));
    }
    if (ALLOWED.contains(word) && word(next + 1).equals("to")) {
      return new Cue(
          not ? Predicate.Modality.MUST_NOT : Predicate.Modality.MAY,
          from,
          next + 2,
          passive(next + 2));
    }
    if (FORBIDDEN.contains(word) && word(next + 1).equals("from")) {
      return new Cue(
          not ? Predicate.Modality.MAY : Predicate.Modality.MUST_NOT, from, next + 2, false);
    }
    if (word.equals("to") && BE.contains(word(next + 1))) {
      return new Cue(
          not ? Predicate.Modality.MUST_NOT : Predicate.Modality.MUST, from, next + 2, true);
    }
    return new Cue(not ? modality.negated() : modality, from, next, isParticiple(word(next)));
  }

  private boolean passive(int at) {
    return word(at).equals("be");
  }

  private @Nullable Cue need(int i) {
    if (word(i + 1).equals("not")) {
      return new Cue(Predicate.Modality.NEED_NOT, i, i + 2, false);
    }
    return word(i + 1).equals("to")
        ? new Cue(Predicate.Modality.MUST, i, i + 2, passive(i + 2))
        : null;
  }

  private Cue be(int i) {
    return composed(i, i + 1, Predicate.Modality.STATED, word(i).endsWith("n't"));
  }

  private Cue have(int i) {
    if (word(i + 1).equals("been")) {
      return composed(i, i + 2, Predicate.Modality.STATED, false);
    }
    boolean not = word(i).endsWith("n't") || word(i + 1).equals("not");
    int next = word(i + 1).equals("not") ? i + 2 : i + 1;
    if (word(next).equals("been")) {
      return composed(i, next + 1, Predicate.Modality.STATED, not);
    }
    return having(i, next, Predicate.Modality.STATED, not);
  }

  /// "have to", "has the right to", "have no obligation to".
  private Cue having(int from, int at, Predicate.Modality modality, boolean negative) {
    boolean not = negative;
    if (word(at).equals("to") && word(at + 1).equals("have")) {
      return having(from, at + 2, Predicate.Modality.MUST, not);
    }
    if (word(at).equals("to")) {
      return new Cue(
          not ? Predicate.Modality.NEED_NOT : Predicate.Modality.MUST,
          from,
          at + 1,
          passive(at + 1));
    }
    int next = at;
    while (next < Math.min(tokens.size(), at + 6) && !isRightOrDuty(next)) {
      boolean passes =
          word(next).equals("no")
              || word(next).equals("the")
              || word(next).equals("a")
              || word(next).equals("an")
              || word(next).equals("any")
              || word(next).equals("sole")
              || word(next).equals("further")
              || word(next).equals(",")
              || word(next).equals("exclusive");
      if (!passes) {
        break;
      }
      not |= word(next).equals("no");
      next++;
    }
    if (isRightOrDuty(next) && word(next + 1).equals("to")) {
      boolean right = RIGHTS.contains(word(next));
      Predicate.Modality granted =
          right
              ? not ? Predicate.Modality.MUST_NOT : Predicate.Modality.MAY
              : not ? Predicate.Modality.NEED_NOT : Predicate.Modality.MUST;
      return new Cue(granted, from, next + 2, passive(next + 2));
    }
    boolean no = word(at).equals("no") && !COMPARATIVES.contains(word(at + 1));
    return new Cue(negative || no ? modality.negated() : modality, from, no ? at + 1 : at, false);
  }

  private boolean isRightOrDuty(int i) {
    return RIGHTS.contains(word(i)) || DUTIES.contains(word(i));
  }

  private @Nullable Cue doing(int i) {
    boolean not = word(i).endsWith("n't") || word(i + 1).equals("not");
    int next = word(i + 1).equals("not") ? i + 2 : i + 1;
    if (word(next).equals("have") || word(next).equals("need")) {
      return word(next + 1).equals("to")
          ? new Cue(
              not ? Predicate.Modality.NEED_NOT : Predicate.Modality.MUST,
              i,
              next + 2,
              passive(next + 2))
          : having(i, next + 1, Predicate.Modality.STATED, not);
    }
    return new Cue(not ? Predicate.Modality.NOT_STATED : Predicate.Modality.STATED, i, next, false);
  }

  private @Nullable Cue promise(int i) {
    boolean not = word(i + 1).equals("not");
    int next = not ? i + 2 : i + 1;
    if (!word(next).equals("to")) {
      return null;
    }
    return new Cue(
        not ? Predicate.Modality.MUST_NOT : Predicate.Modality.MUST,
        i,
        next + 1,
        passive(next + 1));
  }

  private @Nullable Cue not(int i) {
    int next = word(i + 1).equals("to") ? i + 2 : i + 1;
    while (BE.contains(word(next)) || isAdverb(next)) {
      next++;
    }
    return COMPARATIVES.contains(word(next))
            || (word(i - 1).equals("or") && word(i - 2).equals("whether"))
        ? null
        : new Cue(Predicate.Modality.NOT_STATED, i, next, false);
  }

  /// Whether a word is one of the participles that passives are made with.
  static boolean isParticiple(String word) {
    return word.endsWith("ed")
        || switch (word) {
          case "paid",
              "made",
              "given",
              "held",
              "kept",
              "sold",
              "borne",
              "sent",
              "taken",
              "done",
              "written",
              "shown",
              "known",
              "met",
              "withheld",
              "brought" ->
              true;
          default -> false;
        };
  }

  static boolean isDeterminer(String word) {
    return switch (word) {
      case "the", "a", "an", "each", "any", "such", "either", "neither", "no", "every", "said" ->
          true;
      default -> false;
    };
  }
}
