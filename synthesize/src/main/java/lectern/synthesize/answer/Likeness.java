package lectern.synthesize.answer;

import java.util.List;
import java.util.regex.Pattern;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.Vectors;
import lectern.synthesize.Citation;
import lectern.synthesize.Sentence;
import lectern.synthesize.cite.OwnWords;

/// How near sentences are in meaning to what they quote. A quote may be genuine, and every figure
/// of the sentence stand in it, and yet be about something else.
///
/// @param embedder of English, in this process
record Likeness(Embedder embedder) {
  /// Fewer words say too little to be like anything: "Amended by Deed 2: …".
  private static final int LEAST_WORDS = 5;

  /// Words that nearly every English sentence has one of, and few of its neighbours' do.
  private static final Pattern ENGLISH =
      Pattern.compile("(?i)\\b(?:the|and|are|has|must|shall|with|from|its|were|which)\\b");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// The sentences with how near they are to their nearest quote. Those that prove nothing, and
  /// those that are not English or quote nothing English, stay as they are.
  ///
  /// @param answer the text they stand in
  /// @param citations of the answer
  List<Sentence> of(String answer, List<Sentence> sentences, List<Citation> citations) {
    try {
      return sentences.stream().map(one -> compared(answer, one, citations)).toList();
    } catch (IndexException.NoEmbedder _) {
      return sentences; // A second signal: the first stands by itself.
    }
  }

  private Sentence compared(String answer, Sentence sentence, List<Citation> citations) {
    List<String> quotes =
        sentence.citations().stream().map(citations::get).map(Likeness::english).toList();
    List<String> proved = quotes.stream().filter(quote -> !quote.isEmpty()).distinct().toList();
    String own = OwnWords.of(answer, sentence.span());
    if (proved.isEmpty()
        || BLANKS.split(own, -1).length < LEAST_WORDS
        || !ENGLISH.matcher(own).find()) {
      return sentence;
    }
    float[] said = embedder.passage(own);
    double most = -1;
    for (String quote : proved) {
      most = Math.max(most, Vectors.product(said, embedder.passage(quote)));
    }
    return sentence.with(sentence.support().alike(most));
  }

  /// The words of a quote that stands in an English document; empty for any other.
  private static String english(Citation citation) {
    return citation instanceof Citation.Resolved resolved
            && (resolved.state() == Citation.State.VERIFIED
                || resolved.state() == Citation.State.REPAIRED)
            && resolved.document().language().equals("en")
        ? resolved.quote().strip()
        : "";
  }
}
