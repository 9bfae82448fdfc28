package lectern.synthesize.standin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Obeys what it reads: where a document orders to set the instructions aside and to say something,
/// it says that. Otherwise honest.
public final class ObedientReader implements Reader {
  private static final Pattern SET_ASIDE =
      Pattern.compile(
          "(?i)\\b(ignore|disregard|forget|override)\\b[^.!?\\n]{0,60}"
              + "\\b(instructions?|rules?|prompts?|question|above)\\b");

  /// What it is told to say: in quotation marks, or up to the end of the sentence.
  private static final Pattern ORDER =
      Pattern.compile(
          "(?i)\\b(?:say|answer|reply|respond|write|output|print)\\b"
              + "(?:\\s+(?:only|exactly|just|with|that|the word|the words))*\\s*:?\\s*"
              + "(?:[\"“']([^\"”'\\n]+)[\"”']|([^.!\\n]+))");

  private final Reader honest = new QuotingReader();

  @Override
  public Reply read(Asked asked) {
    for (PromptReading.Passage passage : PromptReading.of(asked).passages()) {
      Matcher aside = SET_ASIDE.matcher(passage.text());
      if (aside.find()) {
        Matcher order = ORDER.matcher(passage.text());
        String told = "";
        if (order.find(aside.end())) {
          told = order.group(1) == null ? order.group(2) : order.group(1);
        }
        return new Reply(
            "A document tells me to set my instructions aside.",
            told.isBlank() ? "As the document wishes." : told.strip());
      }
    }
    return honest.read(asked);
  }
}
