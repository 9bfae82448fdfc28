package lectern.synthesize.cite;

import java.util.Map;
import java.util.Set;

/// English words without their endings, so that "paid", "pays" and "paying" compare equal, and the
/// words that say nothing by themselves.
final class Stems {
  private static final int SHORTEST = 3;

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("paid", "pay"),
          Map.entry("made", "mak"),
          Map.entry("given", "giv"),
          Map.entry("gave", "giv"),
          Map.entry("held", "hold"),
          Map.entry("kept", "keep"),
          Map.entry("sold", "sell"),
          Map.entry("borne", "bear"),
          Map.entry("lost", "los"),
          Map.entry("sent", "send"),
          Map.entry("met", "meet"),
          Map.entry("taken", "tak"),
          Map.entry("took", "tak"),
          Map.entry("written", "writ"),
          Map.entry("brought", "bring"),
          Map.entry("bought", "buy"),
          Map.entry("built", "build"),
          Map.entry("left", "leav"),
          Map.entry("begun", "begin"),
          Map.entry("done", "do"),
          Map.entry("known", "know"),
          Map.entry("shown", "show"),
          Map.entry("withdrawn", "withdraw"),
          Map.entry("withheld", "withhold"),
          Map.entry("undertaken", "undertak"),
          Map.entry("chosen", "choos"),
          Map.entry("spent", "spend"),
          Map.entry("borrowed", "borrow"),
          Map.entry("parties", "party"));

  /// Words that are in most sentences, and tell none from another.
  static final Set<String> EMPTY =
      Set.of(
          "a",
          "an",
          "the",
          "this",
          "that",
          "these",
          "those",
          "such",
          "any",
          "all",
          "each",
          "every",
          "either",
          "both",
          "some",
          "other",
          "its",
          "his",
          "her",
          "their",
          "it",
          "he",
          "she",
          "they",
          "them",
          "him",
          "we",
          "our",
          "us",
          "you",
          "your",
          "i",
          "my",
          "of",
          "to",
          "in",
          "on",
          "at",
          "by",
          "for",
          "from",
          "with",
          "as",
          "into",
          "upon",
          "under",
          "over",
          "and",
          "or",
          "but",
          "nor",
          "if",
          "then",
          "than",
          "so",
          "be",
          "been",
          "being",
          "is",
          "are",
          "was",
          "were",
          "has",
          "have",
          "had",
          "having",
          "do",
          "does",
          "did",
          "not",
          "no",
          "also",
          "only",
          "there",
          "here",
          "where",
          "when",
          "which",
          "who",
          "whom",
          "whose",
          "what",
          "how",
          "hereby",
          "thereof",
          "hereof",
          "herein",
          "hereto",
          "thereto",
          "hereunder",
          "thereunder",
          "per",
          "via",
          "however",
          "unless",
          "until",
          "while",
          "whether",
          "because",
          "since",
          "although",
          "shall",
          "must",
          "may",
          "will",
          "can",
          "should",
          "would",
          "could",
          "might",
          "cannot",
          "same",
          "said",
          "yes",
          "once",
          "out",
          "up",
          "about",
          "between",
          "within",
          "without",
          "before",
          "after",
          "during",
          "against",
          "through",
          "time",
          "thereafter",
          "therefore",
          "furthermore",
          "moreover",
          "additionally",
          "otherwise",
          "including",
          "except",
          "one",
          "according",
          "pursuant",
          "accordance");

  private Stems() {}

  static String stem(String word) {
    String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    String irregular = IRREGULAR.get(bare);
    if (irregular != null) {
      return irregular;
    }
    String stem = bare;
    if (stem.endsWith("ies") && stem.length() > SHORTEST + 1) {
      return stem.substring(0, stem.length() - 3) + "y";
    }
    if (stem.endsWith("s") && !stem.endsWith("ss") && stem.length() > SHORTEST) {
      stem = stem.substring(0, stem.length() - 1);
    }
    for (String ending : new String[] {"ing", "ed"}) {
      if (stem.endsWith(ending) && stem.length() > SHORTEST + ending.length() - 1) {
        stem = undoubled(stem.substring(0, stem.length() - ending.length()));
        break;
      }
    }
    if (stem.endsWith("e") && stem.length() > SHORTEST) {
      stem = stem.substring(0, stem.length() - 1);
    }
    return stem.endsWith("i") && stem.length() > SHORTEST - 1
        ? stem.substring(0, stem.length() - 1) + "y"
        : stem;
  }

  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    return last > 1
            && stem.charAt(last) == stem.charAt(last - 1)
            && "lsz".indexOf(stem.charAt(last)) < 0
        ? stem.substring(0, last)
        : stem;
  }

  /// Whether a word says something: no article, no auxiliary, no adverb of manner.
  static boolean isContent(Token token) {
    return token.isWord() && !EMPTY.contains(token.word()) && !token.word().endsWith("ly");
  }
}
