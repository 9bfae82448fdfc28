package lectern.eval.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.ingest.Locator;
import lectern.ingest.tika.TikaParser;
import lectern.ingest.tika.TikaSettings;
import lectern.retrieve.DocumentText;
import lectern.synthesize.cite.AlphanumericProjection;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Looks for the clauses that lawyers marked in 95 contracts in what the parser makes of their
/// PDFs. Needs the environment variable LECTERN_DATA; prints its figures.
@EnabledIfEnvironmentVariable(named = "LECTERN_DATA", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldSpansTest {
  /// The share that must be found.
  private static final double FOUND = 0.999;

  /// Letters and digits that tell a place in a contract from most others.
  private static final int BEGINNING = 60;

  /// Letters and digits before a span that tell which of several places is meant.
  private static final int CONTEXT = 30;

  /// A contract's text, with its furniture and without.
  private record Parsed(
      DocumentText text, AlphanumericProjection whole, AlphanumericProjection body) {
    static Parsed of(DocumentText text) {
      return new Parsed(
          text, AlphanumericProjection.of(text.text()), AlphanumericProjection.of(text.body()));
    }

    /// Where a marked clause is found: what lawyers marked over a page break holds the page's
    /// number in some contracts, and in others not.
    AlphanumericProjection holding(Contracts.Gold gold) {
      return holds(body, gold) ? body : whole;
    }

    static boolean holds(AlphanumericProjection projection, Contracts.Gold gold) {
      return gold.parts().stream().allMatch(part -> projection.text().contains(part));
    }
  }

  /// A marked clause at its first place.
  ///
  /// @param start of it in the projection
  private record Place(Contracts.Gold gold, Parsed document, int start) {
    int page() {
      return page(offset());
    }

    private int offset() {
      return document.holding(gold).original(start, start + 1).start();
    }

    private int page(int offset) {
      return document.text().locators().at(offset).orElseThrow() instanceof Locator.Page(int number)
          ? number
          : 0;
    }

    /// The letters and digits before the clause on its page, furniture among them.
    String context() {
      int from = offset();
      while (from > 0 && page(from - 1) == page()) {
        from--;
      }
      String before = document.text().text().substring(from, offset());
      String letters = AlphanumericProjection.project(before);
      return letters.substring(Math.max(0, letters.length() - CONTEXT));
    }
  }

  private final Contracts contracts =
      new Contracts(Path.of(System.getenv("LECTERN_DATA")).resolve("contracts"));
  private final Map<String, Parsed> parsed = new HashMap<>();
  private final TikaParser parser = new TikaParser(TikaSettings.DEFAULTS);

  @BeforeAll
  void parse() {
    for (Contracts.Contract contract : contracts.contracts()) {
      DocumentText text = Contracts.parsed(parser, contract.pdf());
      parsed.put(contract.name(), Parsed.of(text));
    }
  }

  @AfterAll
  void close() {
    parser.close();
  }

  @Test
  void whatLawyersMarkedIsFoundInTheParsedPdfs() {
    int found = 0;
    int whole = 0;
    int verbatim = 0;
    List<Contracts.Gold> gold = contracts.gold();
    for (Contracts.Gold span : gold) {
      Parsed document = document(span);
      boolean held = Parsed.holds(document.holding(span), span);
      found += held ? 1 : 0;
      whole += Parsed.holds(document.body(), span) ? 1 : 0;
      verbatim += document.text().text().contains(span.text()) ? 1 : 0;
      if (!held) {
        System.out.println("not found in " + span.contract() + ": " + span.text());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "gold spans: %d of %d found by their letters and digits (%.2f %%), %d of them without"
            + " furniture, %d verbatim (%.1f %%)%n",
        found,
        gold.size(),
        100.0 * found / gold.size(),
        whole,
        verbatim,
        100.0 * verbatim / gold.size());
    assertTrue(found >= FOUND * gold.size());
  }

  /// The page is checked against the text that PDFBox gives page by page, of which the parser sees
  /// nothing. A clause that runs over the page's end counts where it begins.
  @Test
  void theyAreCitedByTheirPages() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (Contracts.Contract contract : contracts.contracts()) {
      List<Place> places = places(contract.name());
      if (places.isEmpty()) {
        continue;
      }
      List<String> pages = pages(contract.pdf());
      for (Place place : places) {
        count++;
        if (!stands(place, pages)) {
          wrong.add(place.page() + " in " + contract.name() + ": " + place.gold().text());
        }
      }
    }
    System.out.printf(Locale.ROOT, "pages: %d of %d right%n", count - wrong.size(), count);
    assertEquals(List.of(), wrong);
  }

  private List<Place> places(String contract) {
    List<Place> places = new ArrayList<>();
    for (Contracts.Gold span : contracts.gold()) {
      if (span.contract().equals(contract)) {
        Parsed document = document(span);
        int start = document.holding(span).text().indexOf(span.parts().getFirst());
        if (start >= 0) {
          places.add(new Place(span, document, start));
        }
      }
    }
    return places;
  }

  private Parsed document(Contracts.Gold span) {
    Parsed document = parsed.get(span.contract());
    if (document == null) {
      throw new IllegalStateException("no contract " + span.contract());
    }
    return document;
  }

  /// Whether no page has more of the clause's beginning than the one that is cited, and that page
  /// has it behind the same words.
  private static boolean stands(Place place, List<String> pages) {
    String clause = place.gold().parts().getFirst();
    String beginning = clause.substring(0, Math.min(BEGINNING, clause.length()));
    int most = pages.stream().mapToInt(page -> held(page, beginning)).max().orElse(0);
    if (most == 0 || place.page() < 1 || place.page() > pages.size()) {
      return false;
    }
    String page = pages.get(place.page() - 1);
    return held(page, beginning) == most
        && page.contains(place.context() + beginning.substring(0, most));
  }

  /// How much of a clause's beginning a page holds.
  private static int held(String page, String beginning) {
    int length = beginning.length();
    while (!page.contains(beginning.substring(0, length))) {
      length--;
    }
    return length;
  }

  private static List<String> pages(Path pdf) throws IOException {
    List<String> pages = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        pages.add(AlphanumericProjection.project(stripper.getText(document)));
      }
    }
    return pages;
  }
}
