package lectern.retrieve.search;

import java.util.regex.Pattern;

/// Words that speak of a document as such: "Does this contract contain a clause …?" Where the
/// document is known they point nowhere, and draw its first page or whatever else speaks of
/// documents.
final class GenericWords {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?iU)\\b(agreements?|contracts?|documents?|papers?|reports?|letters?|clauses?|provisions?"
              + "|sections?|paragraphs?|include[sd]?|contain(s|ed)?|provide[sd]?|states?|stated"
              + "|mention(s|ed)?|describe[sd]?|specif(y|ies|ied)|says?|said)\\b");

  private static final Pattern GAP = Pattern.compile("\\s+(?=[\\s?.,;:!])");

  private GenericWords() {}

  /// The text without such words; whole where nothing else is left.
  static String without(String text) {
    String without = GAP.matcher(WORDS.matcher(text).replaceAll(" ")).replaceAll("").strip();
    return without.chars().anyMatch(Character::isLetterOrDigit) ? without : text;
  }
}
