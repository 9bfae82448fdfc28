package lectern.synthesize.offline;

import java.util.Locale;
import java.util.regex.Pattern;

/// The kind of thing that a question asks for, told by its first words, and how a sentence shows
/// that it holds one.
enum AnswerType {
  MONEY(
      "\\bhow much (is|was|are|were|will|would|may|must|can|does|did|do|rent|money|more rent)\\b"
          + "|\\bwhat (did|does|do|must|will|would)\\b.*\\bpay\\b"
          + "|\\b(price|cost|costs|fee|fees|rent|salary|amount|sum|budget|revenue|deposit|premium|cap"
          + "|charge|bill|pounds|euros|dollars|dearer|cheaper)\\b",
      "[£$€¥]\\s?[0-9]|\\| [0-9]{1,3}(,[0-9]{3})+|\\bsum equal to\\b|\\b(USD|EUR|GBP|CHF)\\s?[0-9]|[0-9]\\s?(%|(?i:dollars?|pounds?|euros?|per cent"
          + "|percent|pence|cents|million|billion)\\b)"),
  PERCENTAGE(
      "\\b(percentage|per cent|percent|proportion|what share|rate)\\b",
      "[0-9]\\s?%|(?i)\\bper ?cent\\b"),
  DURATION(
      "\\bhow (long|soon|early|late|many (days|weeks|months|years|hours))\\b|\\bnotice period\\b"
          + "|\\b(period|duration|length|term) of\\b|\\bhow much (time|notice|warning)\\b|\\bwithin (what|which) (time|period)\\b",
      "(?i)\\b([0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty"
          + "|thirty|sixty|ninety)\\)?\\W+((calendar|business|working|clear|full|consecutive)\\s+)?"
          + "(second|minute|hour|day|week|month|quarter|year|decade)s?\\b"),
  DATE(
      "(^|\\b(and|or|by|until|since|from|to) )when\\b|\\b(what|which) (dates?|year|days?|month|time|century|decade)\\b|\\bdeadline\\b"
          + "|\\bexpir(y|es?) date\\b",
      "\\b(1[0-9]|20)[0-9]{2}\\b|\\b[0-9]{1,2}(st|nd|rd|th)?\\s+(?:of\\s+)?(January|February|March|April"
          + "|May|June|July|August|September|October|November|December)\\b|\\b(January|February|March"
          + "|April|May|June|July|August|September|October|November|December)\\s+[0-9]{1,4}\\b"
          + "|\\b[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}\\b|\\b[0-9]{1,2}(st|th) century\\b"),
  NUMBER(
      "\\bhow (many|much|often|slow|high|tall|big|large|far|fast|old|heavy|deep|wide|hot|cold)\\b"
          + "|\\b(what|which) number\\b",
      "[0-9]|(?i)\\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred"
          + "|thousand|million|billion|dozen)\\b"),
  PERSON(
      "\\bwho(m|se)?\\b|\\b(what|which) (person|man|woman|actor|actress|author|player|president"
          + "|director|company|party|band|team)\\b|\\bname of the\\b",
      // a name inside a sentence, where capitals tell one; or in a cell of its own
      "(?<![.!?]\\s)(?<!^)\\b\\p{Lu}[\\p{L}'’.]+(\\s+(of|de|van|von|the|&))?\\s+\\p{Lu}[\\p{L}'’.]+"
          + "|^\\p{Lu}[\\p{L}'’.]+(\\s+\\p{Lu}[\\p{L}'’.]+)+ \\|"),
  PLACE(
      "\\bwhere\\b|\\b(what|which) (city|country|state|county|place|town|island|address|continent)\\b"
          + "|\\baddress\\b",
      "\\b(in|at|near|on|of|from|to|between)\\s+(the\\s+)?([a-z]+\\s+)?\\p{Lu}[\\p{L}]+|\\b[0-9]+ \\p{Lu}"
          + "\\p{L}+ (Street|Road|Avenue|Lane|Square|Way|Place)"),
  REASON(
      "\\bwhy\\b|\\b(reason|cause)s?\\b|\\bwhat (led|made)\\b",
      "(?i)\\b(because|due to|since|in order to|so that|as a result|owing to|therefore|caused|causes"
          + "|led to|reason)\\b"),
  OTHER("", "");

  private final Pattern asked;
  private final Pattern held;

  /// The question's first word, where that alone tells the kind.
  private final Pattern leads;

  AnswerType(String asked, String held) {
    this.asked = Pattern.compile(asked);
    this.held = Pattern.compile(held);
    this.leads =
        Pattern.compile(
            switch (this) {
              case PERSON -> "^\\W*who(m|se)?\\b";
              case PLACE -> "^\\W*where\\b";
              case REASON -> "^\\W*why\\b";
              case MONEY, PERCENTAGE, DURATION, DATE, NUMBER, OTHER -> "(?!)";
            });
  }

  /// The kind that a question asks for; the first that its words show.
  static AnswerType of(String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    for (AnswerType type : new AnswerType[] {PERSON, PLACE, REASON}) {
      if (type.leads.matcher(lower).find()) {
        return type;
      }
    }
    for (AnswerType type : new AnswerType[] {DURATION, DATE, PERCENTAGE}) {
      if (type.asked.matcher(lower).find()) {
        return type;
      }
    }
    for (AnswerType type : values()) {
      if (type == OTHER || type.asked.matcher(lower).find()) {
        return type;
      }
    }
    return OTHER;
  }

  /// Whether a text without a thing of this kind hardly answers: figures and dates have few other
  /// ways to be written.
  boolean isPlain() {
    return switch (this) {
      case MONEY, PERCENTAGE, DURATION, DATE, NUMBER -> true;
      case PERSON, PLACE, REASON, OTHER -> false;
    };
  }

  /// Whether a stretch of text holds a thing of this kind.
  boolean isIn(CharSequence text) {
    return this != OTHER && held.matcher(text).find();
  }
}
