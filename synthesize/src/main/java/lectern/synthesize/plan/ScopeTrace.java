package lectern.synthesize.plan;

import java.util.List;
import java.util.Set;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.PrefixChain;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;

/// The trace of a prompt that holds every document in scope, made without a look at their texts.
final class ScopeTrace {
  /// Characters that are neither letters nor spaces, of all: prose has some 4 to 8 %, tables and
  /// clauses with their numbers more.
  private static final double SYMBOL_SHARE = 0.08;

  /// Languages that are mostly written in Chinese characters, and in other scripts than Latin.
  private static final Set<String> HAN = Set.of("zh", "ja");

  private static final Set<String> OTHER =
      Set.of(
          "ar", "be", "bg", "bn", "el", "fa", "he", "hi", "ko", "mk", "ru", "sr", "ta", "th", "uk");

  private ScopeTrace() {}

  static PromptTrace of(
      String instructions, int instructionTokens, List<IndexedDocument> scope, int questionTokens) {
    PrefixChain chain = new PrefixChain(instructions, instructionTokens);
    TextCount evidence = TextCount.of(instructions, instructionTokens);
    for (IndexedDocument document : scope) {
      chain.whole(document);
      evidence = evidence.plus(count(document));
    }
    return new PromptTrace(
        chain.points(), evidence, evidence.plus(new TextCount(questionTokens, 0, 0, 0)));
  }

  private static TextCount count(IndexedDocument document) {
    long chars = document.textChars();
    String language = document.language();
    return new TextCount(
        document.tokens(),
        HAN.contains(language) ? chars : 0,
        Math.round(SYMBOL_SHARE * chars),
        OTHER.contains(language) ? chars : 0);
  }
}
