package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Comparator;
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

  private static final Span NOWHERE = new Span(0, 0);

  private static final String STOPS = ".;。；!?！？\n";

  private final String answer;
  private final String question;
  private final List<Citation> citations;
  private final List<CitationReader.Marked> places;
  private final Map<Label, Passage> passages = new HashMap<>();
  private final IntFunction<Optional<DocumentText>> texts;
  private final Map<Integer, Optional<QuotedDocument>> documents = new HashMap<>();
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
    List<Quoted> asides = cited.isEmpty() ? List.of() : asides(span, proofs);
    List<Fact> missing = new ArrayList<>();
    asides.stream()
        .filter(aside -> !aside.isKnown())
        .forEach(aside -> missing.add(quote(aside.span())));
    String own = ownWords(span, asides);
    if (!cited.isEmpty()) {
      missing.addAll(missing(span, own, source(proofs, asides)));
    } else if (!all.isEmpty()) {
      missing.addAll(missing(span, own, sourceOf(all)));
    }
    missing.sort(Comparator.comparingInt(fact -> fact.span().start()));
    return new Sentence(span, state(proofs, missing, own), cited, missing);
  }

  /// Words in quotation marks without a label of their own.
  ///
  /// @param isKnown whether a cited document has them, or its title, or the question
  /// @param source what a cited document has there; empty where none has
  private record Quoted(Span span, boolean isKnown, String source) {}

  private List<Quoted> asides(Span span, List<Citation> proofs) {
    List<Quoted> found = new ArrayList<>();
    for (Span words : Asides.of(answer, span, places)) {
      String quote = answer.substring(words.start(), words.end());
      List<QuotedDocument> cited =
          proofs.stream().flatMap(proof -> cited(proof).stream()).distinct().toList();
      String source =
          cited.stream()
              .flatMap(document -> document.find(quote, NOWHERE).stream())
              .filter(Quotation::proves)
              .map(Quotation::words)
              .findFirst()
              .orElse("");
      boolean named =
          isIn(question, quote)
              || cited.stream().anyMatch(one -> isIn(one.document().document().title(), quote));
      found.add(new Quoted(words, named || !source.isEmpty(), source));
    }
    return found;
  }

  /// The document that a citation names.
  private Optional<QuotedDocument> cited(Citation citation) {
    return citation instanceof Citation.Unknown
        ? Optional.empty()
        : documents.computeIfAbsent(
            citation.label().document(), number -> texts.apply(number).map(QuotedDocument::new));
  }

  private static boolean isIn(String text, String quote) {
    return AlphanumericProjection.project(text).contains(AlphanumericProjection.project(quote));
  }

  private Fact quote(Span span) {
    return new Fact(Fact.Kind.QUOTE, span, answer.substring(span.start(), span.end()));
  }

  /// What a heading or the like states that no source says. Its capitals and numbers are its own.
  private List<Fact> unheard(Span span, List<Citation> all) {
    List<Fact> missing =
        all.isEmpty() ? List.of() : missing(span, ownWords(span, List.of()), sourceOf(all));
    return missing.stream()
        .filter(
            fact ->
                switch (fact.kind()) {
                  case MONEY, PERCENTAGE, DATE, DURATION, NEGATION, MODALITY -> true;
                  case NUMBER, NAME, REFERENCE, QUOTE, COMPARISON -> false;
                })
        .toList();
  }

  private boolean saysNothing(Span span) {
    String words = AlphanumericProjection.project(answer.substring(span.start(), span.end()));
    return words.isEmpty() || words.equals(AlphanumericProjection.project(Answer.NOT_FOUND));
  }

  private static Sentence.State state(List<Citation> proofs, List<Fact> missing, String own) {
    boolean misquotes = missing.stream().anyMatch(fact -> fact.kind() == Fact.Kind.QUOTE);
    if (misquotes || proofs.stream().anyMatch(SentenceCheck::isFalse)) {
      return Sentence.State.FALSELY_CITED;
    }
    if (!missing.isEmpty()) {
      return Sentence.State.FACTS_MISSING;
    }
    if (proofs.isEmpty()) {
      return Sentence.State.UNCITED;
    }
    if (proofs.stream().noneMatch(SentenceCheck::isProved)) {
      return Sentence.State.UNQUOTED;
    }
    return isForeign(own, proofs) ? Sentence.State.OTHER_LANGUAGE : Sentence.State.BORNE_OUT;
  }

  /// Whether words are in another language than all that proves them, as far as both are known.
  private static boolean isForeign(String own, List<Citation> proofs) {
    String language = Languages.of(own);
    return !language.isEmpty()
        && proofs.stream()
            .filter(SentenceCheck::isProved)
            .map(SentenceCheck::language)
            .noneMatch(other -> other.isEmpty() || other.equals(language));
  }

  private static String language(Citation citation) {
    if (!(citation instanceof Citation.Resolved resolved)) {
      return "";
    }
    String quoted = Languages.of(resolved.quote());
    return quoted.isEmpty() ? resolved.document().language() : quoted;
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

  private static List<Fact> missing(Span span, String own, FactSource source) {
    return FactAudit.missing(own, source).stream()
        .map(
            fact ->
                new Fact(
                    fact.kind(),
                    new Span(span.start() + fact.span().start(), span.start() + fact.span().end()),
                    fact.words()))
        .toList();
  }

  /// The sentence with blanks in place of its labels, its list mark and the quotes that were looked
  /// up.
  private String ownWords(Span span, List<Quoted> asides) {
    StringBuilder words = new StringBuilder(answer.substring(span.start(), span.end()));
    for (int i = 0; i < places.size(); i++) {
      CitationReader.Marked place = places.get(i);
      OwnWords.blank(words, span, place.mark());
      Span quoted = place.words();
      if (quoted != null && (isProved(citations.get(i)) || isFalse(citations.get(i)))) {
        OwnWords.blank(words, span, new Span(quoted.start() - 1, quoted.end() + 1));
      }
    }
    for (Quoted aside : asides) {
      OwnWords.blank(words, span, new Span(aside.span().start() - 1, aside.span().end() + 1));
    }
    OwnWords.blank(words, span, new Span(span.start(), span.start() + ListMark.length(words)));
    return words.toString();
  }

  /// What all citations prove: read once, however many sentences cite nothing.
  private FactSource sourceOf(List<Citation> all) {
    FactSource known = everything;
    if (known == null) {
      known = source(all, List.of());
      everything = known;
    }
    return known;
  }

  /// What citations prove.
  private FactSource source(List<Citation> proofs, List<Quoted> asides) {
    Set<String> quoted = new LinkedHashSet<>();
    Set<String> around = new LinkedHashSet<>();
    Set<String> headings = new LinkedHashSet<>();
    Set<String> known = new LinkedHashSet<>();
    Set<String> clauses = new TreeSet<>();
    known.add(question);
    asides.forEach(aside -> quoted.add(aside.source()));
    asides.forEach(aside -> around.add(aside.source()));
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
