package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lectern.ingest.Span;

/// Reads what must, may, must not be done, and what is or is not, from English sentences.
final class Predicates {
  /// Content words behind a verb that are compared.
  private static final int BEHIND = 8;

  private static final int BEFORE = 4;

  /// Tokens that a "no" may stand before the verb it turns round.
  private static final int NO_REACH = 12;

  /// Tokens before a verb among which its subject is looked for.
  private static final int SUBJECT_REACH = 60;

  private static final Set<String> CONSENTS =
      Set.of("consent", "approval", "permission", "authorisation", "authorization", "agreement");

  private static final Set<String> PREPOSITIONS =
      Set.of(
          "of", "to", "from", "by", "with", "for", "in", "on", "between", "under", "against", "at");

  private final List<Token> tokens;
  private final Set<String> parties;
  private final List<Cue> cues;

  private Predicates(List<Token> tokens, Set<String> parties) {
    this.tokens = tokens;
    this.parties = parties;
    this.cues = Cues.of(tokens);
  }

  /// @param parties stems of words that name those who may do things
  static List<Predicate> of(List<Token> tokens, Set<String> parties) {
    Predicates reader = new Predicates(tokens, parties);
    reader.readNos();
    List<Predicate> found = new ArrayList<>();
    for (int i = 0; i < reader.cues.size(); i++) {
      int floor = i == 0 ? 0 : reader.cues.get(i - 1).next();
      found.add(reader.predicate(reader.cues.get(i), floor));
    }
    return found;
  }

  private String word(int i) {
    return i < tokens.size() && i >= 0 ? tokens.get(i).word() : "";
  }

  /// Lets "no", "neither", "nothing" turn round the verb that follows, or the one just before.
  private void readNos() {
    for (int i = 0; i < tokens.size(); i++) {
      boolean no =
          switch (word(i)) {
            case "no" -> !Cues.COMPARATIVES.contains(word(i + 1)) && !word(i + 1).equals(".");
            case "neither", "none", "nothing", "nor" -> true;
            case "denies", "denied", "deny" -> word(i + 1).equals("that");
            default -> false;
          };
      if (no && !isSpent(i)) {
        turn(i);
      }
    }
  }

  private boolean isSpent(int i) {
    return cues.stream().anyMatch(cue -> cue.from() <= i && i < cue.next());
  }

  private void turn(int no) {
    for (int c = 0; c < cues.size(); c++) {
      Cue cue = cues.get(c);
      boolean adjoins = cue.next() <= no && no - cue.next() <= 1;
      boolean follows =
          cue.from() > no && cue.from() - no <= NO_REACH && isOneClause(no, cue.from());
      if (adjoins || follows) {
        cues.set(
            c,
            new Cue(
                cue.modality().isNegative() ? cue.modality() : cue.modality().negated(),
                cue.from(),
                adjoins ? Math.max(cue.next(), no + 1) : cue.next(),
                cue.passive()));
        return;
      }
      if (cue.from() > no) {
        break;
      }
    }
    int at = 0;
    while (at < cues.size() && cues.get(at).from() < no) {
      at++;
    }
    cues.add(at, new Cue(Predicate.Modality.NOT_STATED, no, no + 1, false));
  }

  private boolean isOneClause(int from, int to) {
    return tokens.subList(from, to).stream().noneMatch(t -> t.is(".") || t.is(";"));
  }

  private Predicate predicate(Cue cue, int floor) {
    List<String> behind = new ArrayList<>();
    boolean only = false;
    boolean excepting = false;
    boolean open = true;
    int end = Math.min(tokens.size(), cue.next() + 60);
    for (int i = cue.next(); i < end; i++) {
      Token token = tokens.get(i);
      if (token.is(".") || token.is(";")) {
        open = false;
      }
      if (open && behind.size() < BEHIND && Stems.isContent(token)) {
        behind.add(token.stem());
      }
      only |= isOnly(i);
      excepting |= isException(word(i));
    }
    List<String> before = new ArrayList<>();
    for (int i = cue.from() - 1; i >= 0 && before.size() < BEFORE && isOneClause(i, i + 1); i--) {
      if (Stems.isContent(tokens.get(i))) {
        before.add(tokens.get(i).stem());
      }
      only |= isOnly(i);
      excepting |= isException(word(i));
    }
    boolean passive =
        cue.passive()
            || (Cues.BE.contains(word(cue.next())) && Cues.isParticiple(word(cue.next() + 1)));
    return new Predicate(
        cue.modality(),
        new Span(
            tokens.get(cue.from()).start(),
            tokens.get(Math.max(cue.from(), Math.min(cue.next(), tokens.size()) - 1)).end()),
        behind.isEmpty() ? "" : behind.getFirst(),
        behind,
        before,
        subject(cue, floor),
        passive ? agent(cue) : Set.of(),
        passive,
        only,
        excepting);
  }

  private boolean isOnly(int i) {
    return word(i).equals("only")
        || (word(i).equals("with")
            && tokens.subList(i, Math.min(tokens.size(), i + 8)).stream()
                .anyMatch(t -> CONSENTS.contains(t.word())));
  }

  private static boolean isException(String word) {
    return switch (word) {
      case "unless", "without", "except", "until", "absent" -> true;
      default -> false;
    };
  }

  /// The last party before the verb that no preposition governs, else the last one.
  private Set<String> subject(Cue cue, int floor) {
    int start = clauseStart(cue.from(), floor);
    Set<String> last = Set.of();
    for (int i = cue.from() - 1; i >= start; i--) {
      if (parties.contains(tokens.get(i).stem())) {
        Set<String> named = new HashSet<>();
        while (i >= start && parties.contains(tokens.get(i).stem())) {
          named.add(tokens.get(i--).stem());
        }
        int governor = i;
        while (governor >= start && Cues.isDeterminer(word(governor))) {
          governor--;
        }
        if (governor < start || !PREPOSITIONS.contains(word(governor))) {
          return named;
        }
        last = last.isEmpty() ? named : last;
      }
    }
    return last;
  }

  private int clauseStart(int verb, int floor) {
    int start = Math.max(floor, verb - SUBJECT_REACH);
    for (int i = verb - 1; i >= start; i--) {
      if (word(i).equals(".") || word(i).equals(";") || word(i).equals(":")) {
        return i + 1;
      }
    }
    return start;
  }

  private Set<String> agent(Cue cue) {
    for (int i = cue.next(); i < Math.min(tokens.size(), cue.next() + 15); i++) {
      if (word(i).equals(".") || word(i).equals(";")) {
        break;
      }
      if (word(i).equals("by")) {
        int at = i + 1;
        while (Cues.isDeterminer(word(at))) {
          at++;
        }
        Set<String> named = new HashSet<>();
        while (at < tokens.size() && parties.contains(tokens.get(at).stem())) {
          named.add(tokens.get(at++).stem());
        }
        return named;
      }
    }
    return Set.of();
  }
}
