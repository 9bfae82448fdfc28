package lectern.synthesize.standin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the right passage and quotes what does not stand there: figures are changed, or a "not" is
/// put in. Where nothing answers it makes an answer up, and its label too.
public final class FabricatingReader implements Reader {
  private static final Pattern FIGURE = Pattern.compile("[0-9]+");
  private static final Pattern VERB =
      Pattern.compile("\\b(is|are|was|were|may|must|shall|will|can|has|have)\\b");

  @Override
  public Reply read(Asked asked) {
    PromptReading prompt = PromptReading.of(asked);
    List<QuotingReader.Found> ranked = QuotingReader.ranked(prompt);
    if (ranked.isEmpty()) {
      return new Reply(
          "Nothing fits, but something has to be said.",
          "“The parties have agreed on it in full and in writing.” [d9999#1]");
    }
    QuotingReader.Found best = ranked.getFirst();
    return QuotingReader.reply(
        prompt,
        List.of(new QuotingReader.Found(best.passage(), altered(best.sentence()), best.score())));
  }

  private static String altered(String sentence) {
    Matcher figure = FIGURE.matcher(sentence);
    if (figure.find()) {
      char last = sentence.charAt(figure.end() - 1);
      return sentence.substring(0, figure.end() - 1)
          + (char) (last == '9' ? '1' : last + 1)
          + sentence.substring(figure.end());
    }
    Matcher verb = VERB.matcher(sentence);
    return verb.find()
        ? sentence.substring(0, verb.end()) + " not" + sentence.substring(verb.end())
        : "It is agreed that " + sentence;
  }
}
