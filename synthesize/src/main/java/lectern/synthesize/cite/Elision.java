package lectern.synthesize.cite;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Quotations that leave out words and say so: `the Tenant shall … keep the Property in repair`.
///
/// Leaving out is fair within a sentence, and between sentences where one of them is quoted to its
/// end or the other from its start. It is not where it makes one sentence of two halves or gives
/// one member of a list what is said of another, and not where what is left out of a quoted
/// sentence turns it round: a negation, an exception.
final class Elision {
  private static final Pattern MARK =
      Pattern.compile(
          "[\\[(]\\s*(?:…|\\.\\s?\\.\\s?\\.\\s?\\.?)\\s*[\\])]|…+|\\.{3,}|\\.(?:\\s\\.){2,}|⋯+");

  /// An item of a list ends as a sentence does. A small letter behind a full stop or an empty line
  /// starts no sentence: `Inc. and`, and where a page ends.
  private static final Pattern END =
      Pattern.compile(
          "[.!?][\"”’)\\]]*(?=\\s+(?![\\p{Ll}\\s]))|;(?=\\s)|[。！？；]|\\n\\s*\\n(?!\\s*\\p{Ll})");

  private static final Pattern STARTS =
      Pattern.compile(
          "\\s*(?:[.!?][\"”’)\\]]*\\s+(?![\\p{Ll}\\s])|[;:]\\s|[。；：！？]|\\n\\s*\\n(?!\\s*\\p{Ll}))");

  /// The number of an item may stand between the end of what is before and a start.
  private static final String ITEM = "\\(?[0-9a-z.]{1,6}[.)]\\s*";

  private static final Pattern ENDED =
      Pattern.compile("(?:[;:]\\s|[。；：！？])\\s*(?:" + ITEM + ")?[\"“‘(\\[]*$|\\n\\s*" + ITEM + "$");

  /// The same before what does not begin with a small letter.
  private static final Pattern STOPPED =
      Pattern.compile("(?:[.!?][\"”’)\\]]*\\s|\\n\\s*\\n)\\s*[\"“‘(\\[]*$");

  private static final Pattern TURN =
      Pattern.compile(
          "(?iU)\\b(?:not|no|never|nor|neither|none|nothing|nobody|cannot|without|except|excepting|excluding"
              + "|unless|save|only|other than|den(?:y|ies|ied)|fail(?:s|ed)?|refus(?:e|es|ed)|lacks?"
              + "|nicht|nichts|kein(?:e[mnrs]?)?|ohne|nie|niemals|weder|außer|ausser|ausgenommen|sofern|nur"
              + "|ne|pas|aucune?|sans|jamais|sauf|ni|hormis|excepté|seulement"
              + "|sin|nunca|ning[uú]na?|salvo|excepto|solo|sólo|não|nao|sem|non|senza|mai|niet|geen|zonder)\\b"
              + "|n['’]t\\b|\\bn['’](?=\\p{L})|[不未无無非除勿没沒]");

  /// What parts the members of a list, and two clauses.
  private static final Pattern BOUNDARY =
      Pattern.compile("[,;:–—(|]|(?iU)\\b(?:and|or|but|while|whereas|und|oder|et|ou|y|e)\\b");

  private static final String FINITE =
      "(?:shall|must|may|will|can|should|is|are|was|were|has|have)";

  private static final Pattern VERB = Pattern.compile("(?iU)\\b" + FINITE + "\\b");

  /// A subject of its own with its verb; what only describes or limits what was said begins with
  /// another word.
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?iU)^\\s*(?!(?:who|whom|whose|which|that|where|when|if|as|unless|provided|subject|such|not)\\b)"
              + "(?:[\\p{L}\\p{N}’'-]+\\s+){1,8}?"
              + FINITE
              + "\\b");

  /// A word that may name what a figure is of.
  private static final Pattern NOUN =
      Pattern.compile(
          "(?iU)\\b(?!(?:the|for|than|per|least|most|about|from|until|before|after|over|under|with|each|every)\\b)"
              + "\\p{L}{3,}");

  private static final Pattern FIGURE = Pattern.compile("\\p{N}");

  /// What an elision does.
  enum Joint {
    FAIR,
    /// It leaves a negation or an exception out of a quoted sentence.
    TURNS,
    /// It joins halves of two sentences, or what is said of one to another.
    SPLICES
  }

  private Elision() {}

  /// The parts of a quote between its marks; the quote alone where it has none.
  static List<String> parts(String quote) {
    return Arrays.stream(MARK.split(quote))
        .filter(part -> part.codePoints().anyMatch(Character::isLetterOrDigit))
        .toList();
  }

  /// Whether what is left out holds no end of a sentence.
  ///
  /// @param next the first letter after it
  static boolean isWithinASentence(String omitted, int next) {
    return !END.matcher(omitted + Character.toString(next)).find();
  }

  /// What leaving out some words of a source does.
  ///
  /// @param before what is quoted of the sentence before it
  /// @param omitted all between the last letter before and the first one after
  /// @param next that first one
  static Joint joint(String before, String omitted, int next) {
    String followed = omitted + Character.toString(next);
    Matcher end = END.matcher(followed);
    if (!end.find()) {
      return TURN.matcher(omitted).find()
          ? Joint.TURNS
          : isOfAnother(before, omitted, next) ? Joint.SPLICES : Joint.FAIR;
    }
    boolean ends = STARTS.matcher(followed).lookingAt();
    boolean starts =
        ENDED.matcher(omitted).find()
            || (STOPPED.matcher(omitted).find() && !Character.isLowerCase(next));
    if (!ends && !starts) {
      return Joint.SPLICES;
    }
    int first = end.end();
    int last = first;
    while (end.find()) {
      last = end.end();
    }
    boolean turns =
        (!ends && TURN.matcher(omitted.substring(0, first)).find())
            || (!starts && TURN.matcher(omitted.substring(last)).find());
    return turns ? Joint.TURNS : Joint.FAIR;
  }

  /// Whether what follows is said of something that is left out: `A has 12 mg, and C has … 80 mg`.
  /// There a clause with a subject of its own is left out up to its verb, or the name of what a
  /// figure is of, behind another figure.
  private static boolean isOfAnother(String before, String omitted, int next) {
    Matcher boundary = BOUNDARY.matcher(omitted);
    int last = -1;
    int tail = 0;
    while (boundary.find()) {
      last = boundary.start();
      tail = boundary.end();
    }
    if (last < 0) {
      return false;
    }
    String head = omitted.substring(0, last);
    String end = omitted.substring(tail);
    boolean clause =
        CLAUSE.matcher(end).find() && (VERB.matcher(before).find() || VERB.matcher(head).find());
    boolean figure =
        Character.isDigit(next)
            && FIGURE.matcher(head).find()
            && NOUN.matcher(end).find()
            && !FIGURE.matcher(end).find();
    return clause || figure;
  }
}
