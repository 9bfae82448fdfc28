package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Block;
import lectern.ingest.Locator;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Citation.Difference;
import lectern.synthesize.Citation.State;
import lectern.synthesize.CitationFormat;
import org.jspecify.annotations.Nullable;

/// A document as quotes are looked for in it: without its notes, and where that does not hold a
/// quote, with them.
///
/// Not safe for use by many threads.
public final class QuotedDocument {
  /// What a line that breaks a word ends in.
  private static final Pattern HYPHEN = Pattern.compile("[-‐\u00ad]\\s*(?:\\.{3}|…)?\\s*");

  private static final Pattern PAGES = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

  private final DocumentText document;
  private final Reading body;
  private final BitSet scannedPages;
  private final boolean scanned;
  private @Nullable Reading withNotes;
  private @Nullable Reading printed;

  public QuotedDocument(DocumentText document) {
    this.document = document;
    this.body = new Reading(document.text(), document.body());
    var metadata = document.document().metadata();
    this.scannedPages = pages(metadata.getOrDefault("ocr_pages", ""));
    this.scanned = metadata.containsKey("ocr") && scannedPages.isEmpty();
  }

  /// Pages of `3-5, 9`.
  private static BitSet pages(String listed) {
    BitSet pages = new BitSet();
    Matcher page = PAGES.matcher(listed);
    while (page.find()) {
      int first = Integer.parseInt(page.group(1));
      int last = page.group(2) == null ? first : Integer.parseInt(page.group(2));
      pages.set(first, Math.max(first, last) + 1);
    }
    return pages;
  }

  public DocumentText document() {
    return document;
  }

  /// Whether a quote is long enough to prove something.
  public static boolean isQuote(String quote) {
    return AlphanumericProjection.project(quote).length() >= CitationFormat.LEAST_QUOTE_CHARS;
  }

  /// Where a quote stands, or what it is made from; empty where the document says nothing near, or
  /// the quote is too short.
  ///
  /// @param preferred where it is looked for first
  public Optional<Quotation> find(String quote, Span preferred) {
    Optional<Quotation> proper = verified(quote, preferred);
    if (proper.isPresent() || !isQuote(quote)) {
      return proper;
    }
    AlphanumericProjection wanted = AlphanumericProjection.of(quote);
    List<String> parts = Elision.parts(quote);
    return readings().stream()
        .map(
            reading ->
                parts.size() > 1
                    ? new ElidedQuote(reading, parts, part -> near(reading, part, preferred)).find()
                    : near(reading, wanted, preferred))
        .flatMap(Optional::stream)
        .reduce((first, second) -> isBetter(second, first) ? second : first);
  }

  /// Where a quote stands; empty where the document has other words, or the quote is too short.
  public Optional<Quotation> verified(String quote, Span preferred) {
    AlphanumericProjection wanted = AlphanumericProjection.of(quote);
    if (wanted.text().length() < CitationFormat.LEAST_QUOTE_CHARS) {
      return Optional.empty();
    }
    return verified(body, quote, wanted, preferred)
        .or(() -> notes().flatMap(notes -> verified(notes, quote, wanted, preferred)))
        .or(() -> printed(quote, wanted, preferred))
        .or(() -> broken(quote, wanted));
  }

  /// Finds a quote that was copied off the page, with furniture between its words or at its ends.
  private Optional<Quotation> printed(String quote, AlphanumericProjection wanted, Span preferred) {
    List<Span> furniture =
        document.blocks().stream()
            .filter(Block.Furniture.class::isInstance)
            .map(Block::span)
            .toList();
    if (furniture.isEmpty()) {
      return Optional.empty();
    }
    Reading whole = printed == null ? new Reading(document.text(), document.text()) : printed;
    printed = whole;
    return whole
        .find(wanted, preferred)
        .flatMap(found -> new PrintedQuote(whole, body, furniture, quote, wanted).of(found));
  }

  /// Finds a quote that ends in half a word and a hyphen, as a line does.
  private Optional<Quotation> broken(String quote, AlphanumericProjection wanted) {
    int letters = wanted.original(0, wanted.text().length()).end();
    if (!HYPHEN.matcher(quote.substring(letters)).matches()) {
      return Optional.empty();
    }
    return body.unfinished(wanted)
        .map(
            span -> {
              String half = quote.substring(quote.lastIndexOf(' ', letters) + 1, letters);
              String words = body.words(span);
              String word = words.substring(words.lastIndexOf(' ') + 1);
              return new Quotation(
                  State.REPAIRED, span, words, List.of(new Difference(half + "-", word, true)), 1);
            });
  }

  private static Optional<Quotation> verified(
      Reading reading, String quote, AlphanumericProjection wanted, Span preferred) {
    List<String> parts = Elision.parts(quote);
    return reading
        .find(wanted, preferred)
        .map(found -> reading.withItsMarks(found, quote, wanted))
        .map(span -> new Quotation(State.VERIFIED, span, reading.words(span), List.of(), 1))
        .or(
            () ->
                parts.size() < 2
                    ? Optional.empty()
                    : new ElidedQuote(reading, parts, _ -> Optional.empty())
                        .find()
                        .filter(Quotation::proves));
  }

  private Optional<Quotation> near(Reading reading, AlphanumericProjection wanted, Span preferred) {
    return new NearQuote(reading, wanted, document.document().language(), this::isScanned)
        .find(preferred);
  }

  /// Whether what stands there was read off a picture.
  private boolean isScanned(int offset) {
    return scanned
        || (!scannedPages.isEmpty()
            && document.locators().at(offset).orElse(null) instanceof Locator.Page(int number)
            && scannedPages.get(number));
  }

  /// The letters and digits of each way to read it.
  List<String> letters() {
    return readings().stream().map(reading -> reading.projection().text()).toList();
  }

  private static boolean isBetter(Quotation one, Quotation other) {
    return one.proves() == other.proves() ? one.likeness() > other.likeness() : one.proves();
  }

  private List<Reading> readings() {
    List<Reading> all = new ArrayList<>(List.of(body));
    notes().ifPresent(all::add);
    return all;
  }

  private Optional<Reading> notes() {
    if (!document.hasNotes()) {
      return Optional.empty();
    }
    Reading whole =
        withNotes == null ? new Reading(document.text(), document.withNotes()) : withNotes;
    withNotes = whole;
    return Optional.of(whole);
  }
}
