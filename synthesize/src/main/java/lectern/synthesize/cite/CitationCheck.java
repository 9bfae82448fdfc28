package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import lectern.ingest.ClauseMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Citation;
import lectern.synthesize.Evidence;

/// Checks an answer's citations against the documents, without a model.
///
/// A quote is looked for in the cited passage first, then in the whole cited document (a quote may
/// run on into the next passage), then in the other documents of the evidence.
public final class CitationCheck {
  private final List<Evidence> evidence;
  private final Map<Label, Passage> passages = new HashMap<>();
  private final IntFunction<Optional<DocumentText>> texts;
  private final Map<Integer, Optional<Searchable>> searchable = new HashMap<>();

  private CitationCheck(List<Evidence> evidence, IntFunction<Optional<DocumentText>> texts) {
    this.evidence = evidence;
    this.texts = texts;
    for (Evidence shown : evidence) {
      shown.passages().forEach(passage -> passages.put(passage.label(), passage));
    }
  }

  /// Every citation of the answer, in order, with what became of it.
  ///
  /// @param evidence what the answer was made from
  /// @param texts a whole document by its number
  public static List<Citation> check(
      String answer, List<Evidence> evidence, IntFunction<Optional<DocumentText>> texts) {
    var check = new CitationCheck(evidence, texts);
    List<CitationReader.Cited> read = CitationReader.read(answer);
    List<Citation> citations = new ArrayList<>();
    read.forEach(cited -> citations.add(check.citation(cited)));
    check.lookElsewhere(read, citations);
    return List.copyOf(citations);
  }

  private Citation citation(CitationReader.Cited cited) {
    Label label = cited.label();
    Passage passage = passages.get(label);
    Optional<Searchable> cites = passage == null ? Optional.empty() : cited(label.document());
    if (passage == null || cites.isEmpty()) {
      return new Citation.Unknown(label);
    }
    Searchable own = cites.get();
    String quote = cited.quote();
    if (quote == null || !QuotedDocument.isQuote(quote)) {
      return own.unquoted(passage);
    }
    return own.quoted()
        .find(quote, passage.span())
        .map(found -> own.resolved(label, found.state(), found))
        .orElseGet(() -> new Citation.Fabricated(label, own.document().document(), quote));
  }

  /// Looks for the quotes that their own documents do not hold in the others. One document at a
  /// time, kept no longer than that: evidence may be a whole window, and its projection is many
  /// times as large.
  private void lookElsewhere(List<CitationReader.Cited> read, List<Citation> citations) {
    for (Evidence shown : evidence) {
      int number = shown.document().number();
      if (citations.stream().anyMatch(c -> mayStandIn(number, c))) {
        Optional<Searchable> known = searchable.get(number);
        (known == null ? read(number) : known)
            .ifPresent(
                other -> {
                  for (int i = 0; i < citations.size(); i++) {
                    String quote = read.get(i).quote();
                    if (quote != null && mayStandIn(number, citations.get(i))) {
                      citations.set(i, other.holder(citations.get(i), quote));
                    }
                  }
                });
      }
    }
  }

  private static boolean mayStandIn(int document, Citation citation) {
    return citation.label().document() != document
        && switch (citation.state()) {
          case STITCHED, ALTERED, FABRICATED -> true;
          case VERIFIED, REPAIRED, UNQUOTED, MISATTRIBUTED, UNKNOWN_LABEL -> false;
        };
  }

  /// A document that the answer cites. Kept, since answers cite few, and those often.
  private Optional<Searchable> cited(int number) {
    return searchable.computeIfAbsent(number, this::read);
  }

  private Optional<Searchable> read(int number) {
    return texts
        .apply(number)
        .map(text -> new Searchable(text, new QuotedDocument(text), text.clauses()));
  }

  /// A document that citations are looked up in.
  private record Searchable(DocumentText document, QuotedDocument quoted, ClauseMap clauses) {
    /// The citation, told that this document holds its quote; as it is where it does not. What the
    /// cited document says nearly must stand here to the letter.
    private Citation holder(Citation citation, String quote) {
      Span nowhere = new Span(0, 0);
      Optional<Quotation> found =
          citation.state() == Citation.State.FABRICATED
              ? quoted.find(quote, nowhere).filter(Quotation::proves)
              : quoted.verified(quote, nowhere);
      return found
          .map(place -> resolved(citation.label(), Citation.State.MISATTRIBUTED, place))
          .orElse(citation);
    }

    private Citation unquoted(Passage passage) {
      return new Citation.Resolved(
          passage.label(),
          Citation.State.UNQUOTED,
          document.document(),
          passage.label(),
          passage.headingPath(),
          document.locator(passage).orElse(null),
          clauses.at(passage.span().start()),
          passage.span(),
          passage.text(),
          List.of());
    }

    private Citation resolved(Label label, Citation.State state, Quotation quotation) {
      Span span = quotation.span();
      Passage found = passageAt(span.start());
      List<String> headings = document.headings(span.start());
      return new Citation.Resolved(
          label,
          state,
          document.document(),
          found.label(),
          headings.isEmpty() ? found.headingPath() : headings,
          document.locator(span).orElse(null),
          clauses.at(span.start()),
          span,
          quotation.words(),
          quotation.differences());
    }

    /// The passage that holds an offset of a letter; there is one, since passages tile a document.
    private Passage passageAt(int offset) {
      List<Passage> all = document.passages();
      int low = 0;
      int high = all.size() - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (all.get(middle).span().end() <= offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return all.get(low);
    }
  }
}
