package lectern.synthesize.cite;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the facts of a sentence may come from, read once.
final class FactSource {
  private final FactText quoted;
  private final FactText around;
  private final Set<String> clauses;
  private final Set<String> stems;
  private final Set<String> words = new HashSet<>();
  private final Set<String> references = new HashSet<>();
  private final String lower;
  private final String plain;

  /// @param quoted the words that prove it: figures must stand in them or in `headings`
  /// @param around the sentences that the quotes stand in: for verbs, limits and who does what
  /// @param headings titles and headings above the quotes
  /// @param known all else that may name a thing: the cited passages, the path, the question
  /// @param clauses numbers of the cited clauses, as `9.4(b)`
  FactSource(String quoted, String around, String headings, String known, Set<String> clauses) {
    this.quoted = FactText.of(quoted + "\n\n" + headings);
    this.around = FactText.of(around + "\n\n" + headings);
    this.clauses = Set.copyOf(clauses);
    String all = around + "\n\n" + headings + "\n\n" + known;
    stems = Names.stems(all);
    Token.of(all).forEach(token -> words.add(token.word()));
    lower = all.toLowerCase(Locale.ROOT);
    plain = References.plainText(all);
    References.of(all).forEach(reference -> references.add(reference.number()));
  }

  /// The proving words with the headings above them.
  FactText quoted() {
    return quoted;
  }

  /// The proving sentences with the headings above them.
  FactText around() {
    return around;
  }

  /// Whether all words of a name are known.
  boolean names(Names.Name name) {
    return name.stems().stream().allMatch(stem -> stems.contains(stem) || isOneOfSeveral(stem));
  }

  /// Whether "party b" stands as one of several: "Parties A and B".
  private boolean isOneOfSeveral(String stem) {
    int blank = stem.indexOf(' ');
    return blank > 0
        && Pattern.compile(
                "\\b"
                    + stem.substring(0, blank).replaceAll("y$", "i")
                    + "e?s\\s+[^.;\\n]{0,30}\\b"
                    + stem.substring(blank + 1)
                    + "\\b")
            .matcher(lower)
            .find();
  }

  /// Whether a word or figure stands anywhere.
  boolean hasWord(String word) {
    return words.contains(word.toLowerCase(Locale.ROOT));
  }

  boolean mentions(String address) {
    return lower.contains(address.toLowerCase(Locale.ROOT));
  }

  /// Whether a number is that of a cited clause.
  boolean isClause(String number) {
    return clauses.contains(number);
  }

  /// Whether a part is referred to, opens a clause, or is the cited one or a part above it.
  boolean refersTo(String number) {
    return clauses.stream()
            .anyMatch(
                clause ->
                    clause.equals(number)
                        || clause.startsWith(number + ".")
                        || clause.startsWith(number + "("))
        || references.contains(number)
        || References.stands(number, plain);
  }
}
