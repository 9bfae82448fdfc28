package lectern.eval.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lectern.ingest.Block;
import lectern.ingest.ClauseMap;
import lectern.ingest.Locator;
import lectern.ingest.tika.TikaParser;
import lectern.ingest.tika.TikaSettings;
import lectern.retrieve.DocumentText;
import lectern.synthesize.cite.AlphanumericProjection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Compares the headings and clause numbers that the parser finds in ten contracts with those that
/// a reader found. Needs the environment variable LECTERN_DATA; prints its figures.
@EnabledIfEnvironmentVariable(named = "LECTERN_DATA", matches = ".+")
class ContractStructureTest {
  /// What was right, of what was found and of what is there.
  ///
  /// @param found headings that the reader has too
  /// @param wrong headings that the reader has not
  /// @param headings of the reader's
  /// @param ordered neighbours among the headings found whose levels stand to each other as the
  ///   reader's do
  /// @param pairs of such neighbours
  /// @param right clauses with the reader's number at their first words
  /// @param clauses of the reader's
  private record Tally(
      int found, int wrong, int headings, int ordered, int pairs, int right, int clauses) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          found + other.found,
          wrong + other.wrong,
          headings + other.headings,
          ordered + other.ordered,
          pairs + other.pairs,
          right + other.right,
          clauses + other.clauses);
    }

    double precision() {
      return share(found, found + wrong);
    }

    double recall() {
      return share(found, headings);
    }

    double clauseShare() {
      return share(right, clauses);
    }

    void assertAtLeast(double precision, double recall, double clauses) {
      assertTrue(precision() >= precision, "precision of headings " + precision());
      assertTrue(recall() >= recall, "recall of headings " + recall());
      assertTrue(clauseShare() >= clauses, "share of clauses " + clauseShare());
    }

    private static double share(int part, int whole) {
      return whole == 0 ? 1 : (double) part / whole;
    }

    void print(String name) {
      System.out.printf(
          Locale.ROOT,
          "%-24.24s headings precision %.3f (%d of %d) recall %.3f (%d of %d) levels %d of %d,"
              + " clauses %.3f (%d of %d)%n",
          name,
          precision(),
          found,
          found + wrong,
          recall(),
          found,
          headings,
          ordered,
          pairs,
          clauseShare(),
          right,
          clauses);
    }
  }

  @Test
  void headingsAndClauseNumbersAreAReadersOwn() {
    Path pdfs = Path.of(System.getenv("LECTERN_DATA")).resolve("contracts/pdf");
    Tally seen = Tally.NONE;
    Tally heldOut = Tally.NONE;
    try (TikaParser parser = new TikaParser(TikaSettings.DEFAULTS.withWorkers(1))) {
      for (ContractStructure reader : ContractStructure.read()) {
        DocumentText text = Contracts.parsed(parser, pdfs.resolve(reader.file()));
        Tally tally = headings(text, reader).plus(clauses(text, reader));
        tally.print((reader.heldOut() ? "* " : "  ") + reader.file());
        seen = seen.plus(reader.heldOut() ? Tally.NONE : tally);
        heldOut = heldOut.plus(reader.heldOut() ? tally : Tally.NONE);
      }
    }
    seen.print("seven");
    heldOut.print("three held out (*)");
    // A little under what was measured.
    seen.assertAtLeast(0.92, 0.96, 0.88);
    heldOut.assertAtLeast(0.95, 0.95, 0.98);
  }

  private static Tally headings(DocumentText text, ContractStructure reader) {
    List<ContractStructure.Heading> open = new ArrayList<>(reader.headings());
    List<ContractStructure.Heading> theirs = new ArrayList<>();
    List<Integer> ours = new ArrayList<>();
    int wrong = 0;
    for (Block block : text.blocks()) {
      if (!(block instanceof Block.Heading heading)
          || page(text, block.span().start()) > reader.pages()) {
        continue;
      }
      String words = text.text().substring(block.span().start(), block.span().end());
      int page = page(text, block.span().start());
      var match =
          open.stream()
              .filter(h -> h.page() == page && h.isCalled(words))
              .min(Comparator.comparing(h -> !h.certain()));
      if (match.isEmpty()) {
        wrong++;
        System.out.println("    wrong p. " + page + ": " + words);
      } else {
        open.remove(match.get());
        if (match.get().certain()) {
          theirs.add(match.get());
          ours.add(heading.level());
        }
      }
    }
    open.stream()
        .filter(ContractStructure.Heading::certain)
        .forEach(h -> System.out.println("    missed p. " + h.page() + ": " + h.words()));
    int ordered = 0;
    for (int i = 1; i < ours.size(); i++) {
      int reading = Integer.compare(theirs.get(i - 1).level(), theirs.get(i).level());
      ordered += Integer.compare(ours.get(i - 1), ours.get(i)) == reading ? 1 : 0;
    }
    int headings =
        (int) reader.headings().stream().filter(ContractStructure.Heading::certain).count();
    int pairs = Math.max(0, ours.size() - 1);
    return new Tally(ours.size(), wrong, headings, ordered, pairs, 0, 0);
  }

  private static Tally clauses(DocumentText text, ContractStructure reader) {
    ClauseMap clauses = text.clauses();
    AlphanumericProjection letters = AlphanumericProjection.of(text.text());
    int from = 0;
    int right = 0;
    for (ContractStructure.Clause clause : reader.clauses()) {
      int start = start(clause, text, letters, from);
      String number = start < 0 ? "not found" : clauses.at(start);
      if (number.equals(clause.number())) {
        right++;
      } else {
        System.out.println("    clause " + clause.number() + " is " + number + ": " + clause);
      }
      from = start < 0 ? from : letters.from(start);
    }
    return new Tally(0, 0, 0, 0, 0, right, reader.clauses().size());
  }

  /// Where a clause starts in the text; -1 where its first words are not on its page.
  private static int start(
      ContractStructure.Clause clause,
      DocumentText text,
      AlphanumericProjection letters,
      int from) {
    String words = AlphanumericProjection.project(clause.words());
    int at = letters.text().indexOf(words, from);
    while (at >= 0) {
      int start = letters.original(at, at + words.length()).start();
      if (page(text, start) == clause.page()) {
        return start;
      }
      at = letters.text().indexOf(words, at + 1);
    }
    return -1;
  }

  private static int page(DocumentText text, int offset) {
    return text.locators().at(offset).orElseThrow() instanceof Locator.Page(int number)
        ? number
        : 0;
  }
}
