package lectern.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.ingest.Span;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.Sentence;

/// An answer without the sentences that its sources do not bear out.
///
/// @param answer what is left, headings included; empty text where nothing is
/// @param leftOut how many sentences are not in it
record StrictAnswer(Answer answer, int leftOut) {
  static StrictAnswer of(Answer whole) {
    boolean proved = whole.sentences().stream().anyMatch(Sentence::isBorneOut);
    boolean claims =
        whole.sentences().stream().anyMatch(one -> one.state() != Sentence.State.NOTHING_TO_CHECK);
    StringBuilder text = new StringBuilder();
    List<Citation> citations = new ArrayList<>();
    List<Sentence> kept = new ArrayList<>();
    int end = 0;
    int leftOut = 0;
    for (Sentence sentence : whole.sentences()) {
      Span span = sentence.span();
      boolean stays =
          (sentence.isBorneOut() && !sentence.support().isDoubted())
              || (sentence.state() == Sentence.State.NOTHING_TO_CHECK && (proved || !claims));
      if (stays) {
        text.append(text.isEmpty() ? "" : gap(whole.text().substring(end, span.start())));
        int start = text.length();
        text.append(whole.text(), span.start(), span.end());
        List<Integer> places = new ArrayList<>();
        for (int place : sentence.citations()) {
          places.add(citations.size());
          citations.add(whole.citations().get(place));
        }
        kept.add(
            new Sentence(
                new Span(start, text.length()),
                sentence.state(),
                places,
                List.of(),
                sentence.support()));
      } else if (sentence.state() != Sentence.State.NOTHING_TO_CHECK) {
        leftOut++;
      }
      end = span.end();
    }
    return new StrictAnswer(replaced(whole, text.toString(), citations, kept), leftOut);
  }

  /// What was left out, in a line; empty for nothing.
  Optional<String> note() {
    if (leftOut == 0) {
      return Optional.empty();
    }
    String sentences = leftOut == 1 ? "1 sentence was" : leftOut + " sentences were";
    String them = leftOut == 1 ? "it" : "them";
    boolean judged = answer.sentences().stream().anyMatch(one -> one.support().verdict() != null);
    return Optional.of(
        answer.text().isEmpty()
            ? "Nothing is left of the answer: " + sentences + " not borne out by the sources."
            : sentences
                + " left out: the sources do not bear "
                + them
                + " out"
                + (judged ? ", or the judge doubts it." : "."));
  }

  private static String gap(String between) {
    return between.isEmpty() ? " " : between;
  }

  private static Answer replaced(
      Answer whole, String text, List<Citation> citations, List<Sentence> sentences) {
    Completion said = whole.completion();
    return new Answer(
        whole.question(),
        new Completion(
            text,
            said.reasoning(),
            said.finish(),
            said.usage(),
            said.model(),
            said.latency(),
            said.costUsd(),
            said.notes(),
            said.toolCalls()),
        whole.outcome(),
        citations,
        sentences,
        whole.typed(),
        whole.conflicts(),
        whole.evidence(),
        whole.plan(),
        whole.reading(),
        whole.elapsed());
  }
}
