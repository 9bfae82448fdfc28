package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lectern.synthesize.Answer;
import lectern.synthesize.Fact;
import lectern.synthesize.Sentence;
import lectern.synthesize.Support;

/// What the sources bear out of each sentence of an answer, in words and as JSON.
final class SentenceView {
  /// Characters of a sentence that are enough to find it again.
  private static final int SHOWN_CHARS = 72;

  private SentenceView() {}

  /// The sentences that no quote bears out, a line each, with what is missing; empty for none.
  static String text(Answer answer) {
    List<String> lines = new ArrayList<>();
    for (Sentence sentence : answer.sentences()) {
      String why = why(sentence);
      if (!why.isEmpty()) {
        lines.add("“" + shown(answer.text(), sentence) + "”: " + why);
      }
    }
    boolean doubtful = answer.outcome() == Answer.Outcome.PARTLY_SUPPORTED;
    if (lines.isEmpty()) {
      return doubtful ? "Not everything above is proved by the sources.\n" : "";
    }
    String head =
        doubtful
            ? "Not everything above is proved by the sources:"
            : "Said above without a quote of its own:";
    return head
        + "\n"
        + lines.stream()
            .map(line -> Printable.block("- " + line, ""))
            .collect(Collectors.joining());
  }

  /// Sentences that the check bears out and that others doubt, a line each; empty for none.
  static String doubted(Answer answer) {
    String lines =
        answer.sentences().stream()
            .filter(sentence -> !doubt(sentence.support()).isEmpty())
            .map(
                sentence ->
                    "- “" + shown(answer.text(), sentence) + "”: " + doubt(sentence.support()))
            .map(line -> Printable.block(line, ""))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "\nWorth a look at the source:\n" + lines;
  }

  private static String doubt(Support support) {
    List<String> doubts = new ArrayList<>();
    if (support.isUnlike()) {
      doubts.add(
          String.format(
              Locale.ROOT,
              "its quotes may be about something else (likeness %.2f)",
              support.likeness()));
    }
    if (support.isDoubted()) {
      doubts.add(
          "the judge finds that its quotes "
              + (support.verdict() == Support.Verdict.NO ? "do not say so" : "say a part of it"));
    }
    return String.join("; ", doubts);
  }

  private static String why(Sentence sentence) {
    return switch (sentence.state()) {
      case NOTHING_TO_CHECK, BORNE_OUT -> "";
      case FALSELY_CITED -> "what it cites does not hold" + also(sentence);
      case FACTS_MISSING -> "not in its sources: " + facts(sentence);
      case UNCITED -> "cites nothing";
      case UNQUOTED -> "quotes nothing";
      case OTHER_LANGUAGE -> "in another language than its quotes: only figures were compared";
    };
  }

  private static String also(Sentence sentence) {
    return sentence.missing().isEmpty() ? "" : "; not in its sources: " + facts(sentence);
  }

  private static String facts(Sentence sentence) {
    return sentence.missing().stream()
        .map(fact -> "“" + fact.words() + "” (" + word(fact.kind()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String word(Fact.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(String answer, Sentence sentence) {
    String words =
        answer
            .substring(sentence.span().start(), sentence.span().end())
            .replaceAll("\\s+", " ")
            .strip();
    if (words.length() <= SHOWN_CHARS) {
      return words;
    }
    int blank = words.lastIndexOf(' ', SHOWN_CHARS);
    return words.substring(0, blank > 0 ? blank : SHOWN_CHARS) + " …";
  }

  static void json(Answer answer, ArrayNode sentences) {
    for (Sentence sentence : answer.sentences()) {
      ObjectNode json = sentences.addObject();
      json.put("start", sentence.span().start());
      json.put("end", sentence.span().end());
      json.put("state", sentence.state().name());
      sentence.citations().forEach(json.putArray("citations")::add);
      Support.Verdict verdict = sentence.support().verdict();
      json.put("likeness", sentence.support().likeness());
      json.put("verdict", verdict == null ? null : verdict.name());
      ArrayNode missing = json.putArray("missing");
      for (Fact fact : sentence.missing()) {
        ObjectNode one = missing.addObject();
        one.put("kind", fact.kind().name());
        one.put("start", fact.span().start());
        one.put("end", fact.span().end());
        one.put("words", fact.words());
      }
    }
  }
}
