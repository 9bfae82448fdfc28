package lectern.synthesize.cite;

import java.util.List;
import java.util.Set;
import lectern.ingest.Span;

/// A thing that somebody does, or must, may, must not do, as far as words alone tell.
///
/// @param span of the words that say whether it must be
/// @param main stem of what is done; empty where nothing follows
/// @param behind stems of the words that follow, `main` among them
/// @param before stems of the words that go before
/// @param subject stems of who does it, or suffers it where `passive`; empty where it is not told
/// @param agent stems of who is named behind "by"
/// @param only whether it is so only on a condition: "only", "with the consent"
/// @param excepting whether it is not so on a condition: "without", "unless", "until"
record Predicate(
    Modality modality,
    Span span,
    String main,
    List<String> behind,
    List<String> before,
    Set<String> subject,
    Set<String> agent,
    boolean passive,
    boolean only,
    boolean excepting) {
  /// Weight of the verb itself beside the words around it.
  private static final int SAME_VERB = 4;

  /// Fewest words behind two verbs that make them one.
  private static final int ALIKE = 3;

  /// Whether a thing must be.
  enum Modality {
    STATED,
    NOT_STATED,
    MUST,
    SHOULD,
    MAY,
    MUST_NOT,
    NEED_NOT;

    boolean isNegative() {
      return switch (this) {
        case NOT_STATED, MUST_NOT, NEED_NOT -> true;
        case STATED, MUST, SHOULD, MAY -> false;
      };
    }

    Modality negated() {
      return switch (this) {
        case STATED -> NOT_STATED;
        case NOT_STATED -> STATED;
        case MUST, SHOULD, MAY -> MUST_NOT;
        case MUST_NOT -> MUST;
        case NEED_NOT -> MUST;
      };
    }

    /// Whether what a source says with the other one lets an answer say this.
    boolean follows(Modality source) {
      return this == source
          || (isNegative() == source.isNegative() && (isPlain() || source.isPlain()));
    }

    private boolean isPlain() {
      return this == STATED || this == NOT_STATED;
    }
  }

  Predicate {
    behind = List.copyOf(behind);
    before = List.copyOf(before);
    subject = Set.copyOf(subject);
    agent = Set.copyOf(agent);
  }

  /// How many words two have in common, 0 where they do not speak of the same thing: of the same
  /// verb, or with most of the same words about another one.
  int likeness(Predicate other) {
    int verbs =
        main.isEmpty()
            ? 0
            : main.equals(other.main) ? SAME_VERB : other.behind.contains(main) ? 2 : 0;
    int after = common(behind, other.behind);
    int ahead = common(before, other.before);
    boolean alike = after >= ALIKE && after * 2 >= behind.size();
    return verbs > 0 || (alike && modality != Modality.STATED) ? verbs + after + ahead : 0;
  }

  private static int common(List<String> one, List<String> other) {
    return (int) one.stream().distinct().filter(other::contains).count();
  }

  /// Who does it, where that is told: the subject of the active, the agent of the passive.
  Set<String> doer() {
    return passive ? agent : subject;
  }

  /// Who or what is done to in the passive.
  Set<String> sufferer() {
    return passive ? subject : Set.of();
  }
}
