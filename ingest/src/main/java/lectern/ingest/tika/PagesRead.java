package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lectern.ingest.SourceDocument;

/// What became of the pages of a document that have no text layer.
final class PagesRead {
  private final Ocr ocr;
  private final int pages;
  private final BitSet without = new BitSet();
  private final BitSet read = new BitSet();
  private final BitSet found = new BitSet();
  private long words;
  private double confidence;

  /// @param pages of the document, those with text too
  PagesRead(Ocr ocr, int pages) {
    this.ocr = ocr;
    this.pages = pages;
  }

  /// @param number one-based
  void notRead(int number) {
    without.set(number);
  }

  /// @param number one-based
  void read(int number, OcrPage page) {
    without.set(number);
    read.set(number);
    if (!page.paragraphs().isEmpty()) {
      found.set(number);
      words += page.words();
      confidence += page.confidence() * page.words();
    }
  }

  /// Facts of the document: `pages_without_text`, `ocr`, `ocr_pages`, `ocr_confidence`.
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    BitSet textless = (BitSet) without.clone();
    textless.andNot(found);
    if (!textless.isEmpty()) {
      facts.put(SourceDocument.PAGES_WITHOUT_TEXT, ranges(textless));
    }
    if (!read.isEmpty()) {
      facts.put("ocr", read.equals(without) ? ocr.name() : ocr.name() + "; " + share());
      facts.put("ocr_pages", ranges(read));
    }
    if (words > 0) {
      facts.put(
          SourceDocument.OCR_CONFIDENCE, String.format(Locale.ROOT, "%.0f", confidence / words));
    }
    return facts;
  }

  /// Says why there is no text at all.
  String none() {
    if (without.isEmpty()) {
      return pages == 1
          ? "no text; its page is blank"
          : "no text; its " + pages + " pages are blank";
    }
    String layers =
        "no text; " + without.cardinality() + " of " + pages + " pages have no text layer; ";
    String advice = ocr.advice();
    return layers + (advice == null ? ocr.name() + " " + share() + " and found none" : advice);
  }

  private String share() {
    return "read " + read.cardinality() + " of " + without.cardinality() + " pages";
  }

  /// Numbers as a reader writes them: `3-5, 9`.
  static String ranges(BitSet numbers) {
    List<String> ranges = new ArrayList<>();
    for (int start = numbers.nextSetBit(0); start >= 0; ) {
      int end = numbers.nextClearBit(start);
      ranges.add(end - start == 1 ? String.valueOf(start) : start + "-" + (end - 1));
      start = numbers.nextSetBit(end);
    }
    return ranges.stream().collect(Collectors.joining(", "));
  }
}
