package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.synthesize.Answer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.PartRequest;
import lectern.synthesize.Prompt;
import lectern.synthesize.QuestionForm;

/// Answers without a model: quotes the sentences of the prompt that bear best on its question, each
/// with its label, or says that nothing does.
///
/// It reads nothing but the prompt, costs nothing, and answers the same prompt the same way. It
/// understands no meaning: a question in other words than the documents' may be declined. Asked for
/// notes it quotes what comes nearest, since what one part lacks another may have.
public final class ExtractiveReader implements ChatClient {
  /// What [Completion#model] says of it.
  public static final String MODEL = "extractive";

  /// Sentences that are noted of one part.
  private static final int MOST_NOTES = 12;

  /// Share of the best sentence's score that a note needs.
  private static final double NOTED = 0.5;

  @Override
  public Completion complete(ChatRequest request) {
    String answer = answer(request.prompt());
    request.pieces().piece(answer);
    return Completion.unpaid(answer, Completion.Finish.STOP, MODEL);
  }

  static String answer(Prompt prompt) {
    List<EvidenceText.Document> evidence = EvidenceText.read(prompt.evidence());
    String question = PartRequest.question(prompt.question());
    QuestionTerms terms = QuestionTerms.of(question, Lexicon.SHIPPED);
    var index = new SentenceIndex(evidence, terms);
    List<SentenceScorer.Scored> ranked = new SentenceScorer(index, terms, question).ranked();
    if (PartRequest.of(prompt.question()).equals(Optional.of(PartRequest.NOTES))) {
      return notes(ranked, terms, AnswerType.of(question));
    }
    List<SentenceScorer.Scored> chosen = Selection.choose(question, index, ranked);
    Amendments.Placed placed =
        Amendments.placed(
            chosen,
            ranked,
            index,
            QuestionForm.asksForSeveral(question) || QuestionForm.asksForComparison(question));
    return written(placed, terms, AnswerType.of(question), evidence.size() > 1);
  }

  private static String notes(
      List<SentenceScorer.Scored> ranked, QuestionTerms terms, AnswerType type) {
    var text = new ArrayList<String>();
    for (SentenceScorer.Scored scored : ranked) {
      double least = NOTED * ranked.getFirst().score();
      if (text.size() == MOST_NOTES || scored.score() <= 0 || scored.score() < least) {
        break;
      }
      Quotation.cite(scored.sentence(), terms, type).ifPresent(text::add);
    }
    return text.isEmpty() ? Answer.NOT_FOUND : String.join("\n", text);
  }

  private static String written(
      Amendments.Placed placed, QuestionTerms terms, AnswerType type, boolean titled) {
    var text = new ArrayList<String>();
    int before = 0;
    for (Amendments.Line line : placed.lines()) {
      Sentence sentence = line.sentence();
      String note = line.amends() ? "Amended by " : "";
      boolean named = line.amends() || (titled && sentence.document().number() != before);
      String leadIn = named ? note + sentence.document().title() + ": " : "";
      Quotation.cite(sentence, terms, type).ifPresent(quote -> text.add(leadIn + quote));
      before = sentence.document().number();
    }
    if (!text.isEmpty() && !placed.unquoted().isEmpty()) {
      text.add("Also amended, not quoted here: " + String.join("; ", placed.unquoted()));
    }
    return text.isEmpty() ? Answer.NOT_FOUND : String.join("\n", text);
  }
}
