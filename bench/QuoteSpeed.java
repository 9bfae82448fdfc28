import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Evidence;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.cite.QuotedDocument;

/// Milliseconds to look up a quote of 10,000 characters in a document of 1,000,000: verbatim, altered in one place and in a thousand, with slips, joined from two
/// places, invented, and of hostile texts of one letter repeated; the document made ready for it included. And to check an answer with 200 citations,
/// verbatim ones and altered ones, against documents of two lengths. Medians of the runs after a warm-up.
///
/// Run from the repository after `./lectern --version` has built it: `java -cp 'app/target/lib/*' bench/QuoteSpeed.java FOLDER [RUNS]`, where FOLDER holds
/// text files of a million characters or more together, as contracts.
class QuoteSpeed {
  private static final int DOCUMENT = 1_000_000;
  private static final int QUOTE = 10_000;
  private static final int WARM_UP = 40;
  private static final Span NOWHERE = new Span(0, 0);

  static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 31;
    String prose = prose(Path.of(arguments[0]));
    DocumentText document = document(1, prose);
    int at = prose.indexOf(' ', DOCUMENT / 2) + 1;
    String quote = prose.substring(at, prose.indexOf(' ', at + QUOTE));
    int other = prose.indexOf(' ', DOCUMENT / 5);
    look("verbatim", document, quote, runs);
    look("one figure or word altered", document, quote.replaceFirst(" [a-z]{6,} ", " zebra "), runs);
    look("a thousand places altered", document, altered(quote, 10), runs);
    look("slips in up to five places", document, slips(quote), runs);
    look("joined from two places", document, quote.substring(0, QUOTE / 2) + prose.substring(other, other + QUOTE / 2), runs);
    look("invented", document, invented(prose), runs);
    String same = "a".repeat(DOCUMENT);
    look("hostile: one letter, the quote ends in another", document(2, same), "a".repeat(QUOTE - 1) + "b", runs);
    look("hostile: one letter, the quote has others between", document(2, same), "aaaaaaaaab ".repeat(QUOTE / 11), runs);
    look("hostile: one word, the quote's last word is another", document(3, "aaaaaaaaab ".repeat(DOCUMENT / 11)), "aaaaaaaaab ".repeat(QUOTE / 11) + "aaaaaaaaac", runs);
    for (int length : new int[] {100_000, DOCUMENT}) {
      DocumentText cited = document(1, prose.substring(0, prose.indexOf(' ', length - 100)));
      check("200 citations, verbatim", cited, false, runs);
      check("200 citations, a word of each altered", cited, true, runs);
    }
  }

  private static void look(String what, DocumentText document, String quote, int runs) {
    String[] state = {""};
    Supplier<Object> whole =
        () -> {
          var found = new QuotedDocument(document).find(quote, NOWHERE);
          state[0] = found.map(place -> place.state().name()).orElse("FABRICATED");
          return found;
        };
    double made = median(whole, runs);
    QuotedDocument ready = new QuotedDocument(document);
    double again = median(() -> ready.find(quote, NOWHERE), runs);
    System.out.printf(Locale.ROOT, "%-52s %6.1f ms, the document ready %6.1f ms  %s%n", what, made, again, state[0]);
  }

  private static void check(String what, DocumentText document, boolean altered, int runs) {
    Random random = new Random(7);
    StringBuilder answer = new StringBuilder();
    String text = document.text();
    for (int i = 0; i < 200; i++) {
      int at = text.indexOf(' ', random.nextInt(text.length() - 1_000)) + 1;
      String quote = text.substring(at, text.indexOf(' ', at + 120)).replaceAll("[\"“”\\[\\]\\s]+", " ");
      answer.append("It says “").append(altered ? quote.replaceFirst(" [a-z]+ ", " zebra ") : quote).append("” [d1#0]. ");
    }
    List<Evidence> evidence = List.of(new Evidence(document.document(), document.passages()));
    String[] counted = {""};
    double millis =
        median(
            () -> {
              var citations = CitationCheck.check(answer.toString(), evidence, _ -> Optional.of(document));
              Map<Object, Integer> counts = new java.util.TreeMap<>();
              citations.forEach(citation -> counts.merge(citation.state(), 1, Integer::sum));
              counted[0] = counts.toString();
              return citations;
            },
            runs);
    System.out.printf(Locale.ROOT, "%-52s %6.1f ms, %,d characters  %s%n", what, millis, text.length(), counted[0]);
  }

  private static double median(Supplier<Object> work, int runs) {
    double[] millis = new double[runs];
    for (int i = -WARM_UP; i < runs; i++) {
      long start = System.nanoTime();
      work.get();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis[runs / 2];
  }

  private static String altered(String quote, int every) {
    StringBuilder text = new StringBuilder(quote);
    for (int i = every / 2; i < text.length(); i += every) {
      text.setCharAt(i, text.charAt(i) == 'q' ? 'x' : 'q');
    }
    return text.toString();
  }

  private static String slips(String quote) {
    String text = quote;
    for (String word : List.of("agreement", "provided", "following", "including", "information")) {
      text = text.replaceFirst("\\b" + word + "\\b", word.substring(0, 4) + word.charAt(3) + word.substring(4));
    }
    return text;
  }

  private static String invented(String prose) {
    String[] words = prose.substring(0, 100_000).split("\\s+");
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    while (text.length() < QUOTE) {
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    return text.toString();
  }

  private static String prose(Path folder) throws Exception {
    StringBuilder prose = new StringBuilder();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    for (Path file : files) {
      if (prose.length() < DOCUMENT) {
        prose.append(Files.readString(file)).append("\n\n");
      }
    }
    prose.setLength(DOCUMENT);
    return prose.toString();
  }

  private static DocumentText document(int number, String text) {
    DocumentId id = new DocumentId("document" + number + ".txt");
    Span whole = new Span(0, text.length());
    List<Passage> passages = new ArrayList<>();
    passages.add(new Passage(new Label(number, 0), id, List.of(), text, whole, List.of(), 0));
    IndexedDocument known =
        new IndexedDocument(
            number, id, id, "0", "Document", "text/plain", 1, 0, 0, text.length(), text.length(), "en", Map.of(), Map.of(), List.of());
    return new DocumentText(known, text, List.of(new Block.Paragraph(whole)), LocatorMap.EMPTY, passages);
  }
}
