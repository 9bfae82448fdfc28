package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Evidence;
import lectern.synthesize.Fact;
import lectern.synthesize.Sentence;
import org.jspecify.annotations.Nullable;

/// Tells of every sentence of an answer whether its sources bear it out, without a model.
public final class SentenceCheck {
  /// Farthest that the sentence around a quote is looked for.
  private static final int AROUND_CHARS = 600;

  private static final String STOPS = ".;。；!?！？\n";

  private final String answer;
  private final String question;
  private final List<Citation> citations;
  private final List<CitationReader.Marked> places;
  private final Map<Label, Passage> passages = new HashMap<>();
  private final IntFunction<Optional<DocumentText>> texts;
  private @Nullable FactSource everything;

  private SentenceCheck(
      String question,
      String answer,
      List<Citation> citations,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    this.answer = answer;
    this.question = question;
    this.citations = citations;
    this.places = CitationReader.marks(answer);
    this.texts = texts;
    for (Evidence shown : evidence) {
      shown.passages().forEach(passage -> passages.put(passage.label(), passage));
    }
  }

  /// Every sentence of an answer, in order.
  ///
  /// @param question its words are known, and prove no figure
  /// @param citations of the answer, as [CitationCheck] found them
  /// @param evidence what the answer was made from
  /// @param texts a whole document by its number
  public static List<Sentence> check(
      String question,
      String answer,
      List<Citation> citations,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    SentenceCheck check = new SentenceCheck(question, answer, citations, evidence, texts);
    List<AnswerSentences.Piece> pieces = AnswerSentences.of(answer, check.places);
    return pieces.stream().map(piece -> check.sentence(piece, citations)).toList();
  }

  /// One sentence by itself, or the few that it turns out to be.
  ///
  /// @param sentence its text; spans and places of citations count in it
  /// @param own its citations, as [CitationCheck] found them
  /// @param all citations that a sentence without one is held against; empty for none, where its
  ///   facts are not looked for
  public static List<Sentence> one(
      String question,
      String sentence,
      List<Citation> own,
      List<Citation> all,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts) {
    SentenceCheck check = new SentenceCheck(question, sentence, own, evidence, texts);
    return AnswerSentences.of(sentence, check.places).stream()
        .map(piece -> check.sentence(piece, all))
        .toList();
  }

  private Sentence sentence(AnswerSentences.Piece piece, List<Citation> all) {
    Span span = piece.span();
    List<Integer> cited = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Span mark = places.get(i).mark();
      if (span.start() <= mark.start() && mark.end() <= span.end()) {
        cited.add(i);
      }
    }
    if (cited.isEmpty() && (!piece.claims() || saysNothing(span))) {
      List<Fact> said = saysNothing(span) ? List.of() : unheard(span, all);
      return new Sentence(
          span,
          said.isEmpty() ? Sentence.State.NOTHING_TO_CHECK : Sentence.State.FACTS_MISSING,
          cited,
          said);
    }
    List<Citation> proofs = cited.stream().map(citations::get).toList();
    List<Fact> missing = List.of();
    if (!cited.isEmpty()) {
      missing = missing(span, source(proofs));
    } else if (!all.isEmpty()) {
      missing = missing(span, sourceOf(all));
    }
    return new Sentence(span, state(proofs, missing), cited, missing);
  }

  /// What a heading or the like states that no source says. Its capitals and numbers are its own.
  private List<Fact> unheard(Span span, List<Citation> all) {
    List<Fact> missing = all.isEmpty() ? List.of() : missing(span, sourceOf(all));
    return missing.stream()
        .filter(
            fact ->
                switch (fact.kind()) {
                  case MONEY, PERCENTAGE, DATE, DURATION, NEGATION, MODALITY -> true;
                  case NUMBER, NAME, REFERENCE, COMPARISON -> false;
                })
        .toList();
  }

  private boolean saysNothing(Span span) {
    String words = AlphanumericProjection.project(answer.substring(span.start(), span.end()));
    return words.isEmpty() || words.equals(AlphanumericProjection.project(Answer.NOT_FOUND));
  }

  private static Sentence.State state(List<Citation> proofs, List<Fact> missing) {
    if (proofs.stream().anyMatch(SentenceCheck::isFalse)) {
      return Sentence.State.FALSELY_CITED;
    }
    if (!missing.isEmpty()) {
      return Sentence.State.FACTS_MISSING;
    }
    if (proofs.isEmpty()) {
      return Sentence.State.UNCITED;
    }
    return proofs.stream().anyMatch(SentenceCheck::isProved)
        ? Sentence.State.BORNE_OUT
        : Sentence.State.UNQUOTED;
  }

  private static boolean isProved(Citation citation) {
    return switch (citation.state()) {
      case VERIFIED, REPAIRED -> true;
      case UNQUOTED, MISATTRIBUTED, STITCHED, ALTERED, FABRICATED, UNKNOWN_LABEL -> false;
    };
  }

  private static boolean isFalse(Citation citation) {
    return switch (citation.state()) {
      case VERIFIED, REPAIRED, UNQUOTED -> false;
      case MISATTRIBUTED, STITCHED, ALTERED, FABRICATED, UNKNOWN_LABEL -> true;
    };
  }

  private List<Fact> missing(Span span, FactSource source) {
    return FactAudit.missing(ownWords(span), source).stream()
        .map(
            fact ->
                new Fact(
                    fact.kind(),
                    new Span(span.start() + fact.span().start(), span.start() + fact.span().end()),
                    fact.words()))
        .toList();
  }

  /// The sentence with blanks in place of its labels, its list mark and the quotes that were
  /// verified.
  private String ownWords(Span span) {
    StringBuilder words = new StringBuilder(answer.substring(span.start(), span.end()));
    for (int i = 0; i < places.size(); i++) {
      CitationReader.Marked place = places.get(i);
      OwnWords.blank(words, span, place.mark());
      Span quoted = place.words();
      if (quoted != null && (isProved(citations.get(i)) || isFalse(citations.get(i)))) {
        OwnWords.blank(words, span, new Span(quoted.start() - 1, quoted.end() + 1));
      }
    }
    OwnWords.blank(words, span, new Span(span.start(), span.start() + ListMark.length(words)));
    return words.toString();
  }

  /// What all citations prove: read once, however many sentences cite nothing.
  private FactSource sourceOf(List<Citation> all) {
    FactSource known = everything;
    if (known == null) {
      known = source(all);
      everything = known;
    }
    return known;
  }

  /// What citations prove.
  private FactSource source(List<Citation> proofs) {
    Set<String> quoted = new LinkedHashSet<>();
    Set<String> around = new LinkedHashSet<>();
    Set<String> headings = new LinkedHashSet<>();
    Set<String> known = new LinkedHashSet<>();
    Set<String> clauses = new TreeSet<>();
    known.add(question);
    for (Citation citation : proofs) {
      if (citation instanceof Citation.Resolved resolved && !isFalse(citation)) {
        Passage passage = passage(resolved.found());
        quoted.add(resolved.quote());
        around.add(around(resolved, passage));
        headings.addAll(resolved.headingPath());
        headings.add(resolved.document().title());
        known.add(resolved.document().id().value());
        if (passage != null) {
          known.add(passage.text());
        }
        if (!resolved.clause().isEmpty()) {
          clauses.add(resolved.clause());
        }
      }
    }
    return new FactSource(
        String.join("\n\n", quoted),
        String.join("\n\n", around),
        String.join("\n\n", headings),
        String.join("\n\n", known),
        clauses);
  }

  private @Nullable Passage passage(Label label) {
    Passage shown = passages.get(label);
    return shown != null
        ? shown
        : texts
            .apply(label.document())
            .filter(text -> label.ordinal() < text.passages().size())
            .map(text -> text.passages().get(label.ordinal()))
            .orElse(null);
  }

  /// The quote with the rest of the sentence that it begins and ends in.
  private static String around(Citation.Resolved resolved, @Nullable Passage passage) {
    if (passage == null || resolved.state() == Citation.State.UNQUOTED) {
      return resolved.quote();
    }
    String text = passage.text();
    int start = Math.max(0, resolved.span().start() - passage.span().start());
    int end = Math.min(text.length(), resolved.span().end() - passage.span().start());
    int from = start;
    while (from > Math.max(0, start - AROUND_CHARS) && !isStop(text, from - 1)) {
      from--;
    }
    int to = end;
    while (to < Math.min(text.length(), end + AROUND_CHARS) && !isStop(text, to)) {
      to++;
    }
    return text.substring(Math.min(from, start), start)
        + resolved.quote()
        + text.substring(end, Math.max(to, end));
  }

  /// Whether a mark ends a sentence, or a line that is empty or the end of one.
  private static boolean isStop(String text, int at) {
    char c = text.charAt(at);
    if (STOPS.indexOf(c) < 0) {
      return false;
    }
    boolean gapBehind = at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1));
    return switch (c) {
      case '\n' -> at + 1 >= text.length() || text.charAt(at + 1) == '\n';
      case '.', '!', '?', ';' -> gapBehind;
      default -> true;
    };
  }
}
