package lectern.ingest.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import lectern.ingest.Block;
import lectern.ingest.Passage;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import lectern.ingest.tokens.O200kCounter;
import org.junit.jupiter.api.Test;

class PassageSplitterTest {
  private static final String SENTENCE =
      "The tenant shall pay the rent in advance, on the first day of each month. ";
  private final PassageSplitter splitter =
      new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter());

  private List<Passage> split(SourceDocument document) {
    List<Passage> passages = splitter.split(document, 1);
    PassageTilingTest.tiles(document, passages);
    return passages;
  }

  private static String sentences(int count) {
    return SENTENCE.repeat(count).strip();
  }

  @Test
  void anEmptyDocumentHasNoPassages() {
    assertEquals(List.of(), split(Texts.of()));
  }

  @Test
  void aShortDocumentIsOnePassage() {
    assertEquals(1, split(Texts.of("# Lease", sentences(8))).size());
  }

  @Test
  void aHeadingStartsAPassage() {
    List<Passage> passages =
        split(Texts.of("# Lease", sentences(9), "## Rent", sentences(9), "## Term", sentences(9)));
    assertEquals(3, passages.size());
    assertTrue(passages.get(1).text().startsWith("Rent\n\nThe tenant"), passages.get(1).text());
    assertTrue(passages.get(2).text().startsWith("Term\n\nThe tenant"), passages.get(2).text());
  }

  @Test
  void headingPathsFollowTheLevels() {
    List<Passage> passages =
        split(
            Texts.of(
                "# Lease",
                "## Rent",
                sentences(10),
                "### Late payment",
                sentences(10),
                "## Term",
                sentences(10)));
    assertEquals(List.of("Lease"), passages.getFirst().headingPath());
    assertTrue(
        passages.stream()
            .anyMatch(p -> p.headingPath().equals(List.of("Lease", "Rent", "Late payment"))));
    assertEquals(List.of("Lease", "Term"), passages.getLast().headingPath());
  }

  @Test
  void aHeadingStaysWithWhatFollows() {
    for (int before = 1; before < 30; before++) {
      SourceDocument document =
          Texts.of(sentences(before), "# Rent", "## Amount", sentences(20), "# Term", sentences(3));
      for (Passage passage : split(document)) {
        assertFalse(passage.text().strip().endsWith("Amount"), passage.text());
        assertFalse(passage.text().strip().endsWith("Rent"), passage.text());
      }
    }
  }

  @Test
  void cutsRunningTextAfterSentences() {
    List<Passage> passages = split(Texts.of(sentences(200)));
    for (Passage passage : passages) {
      assertTrue(passage.text().stripTrailing().endsWith("."), passage.text());
      assertTrue(passage.text().startsWith("The"), passage.text());
    }
    double mean = passages.stream().mapToInt(p -> p.text().length()).average().orElseThrow();
    assertTrue(mean > 700 && mean < 900, "mean length " + mean);
  }

  @Test
  void abbreviationsEndNoSentence() {
    String text = "See Sec. 5 and No. 7 of Acme Inc. Rules, cf. Fig. 3 by J. Smith. Next one. ";
    assertFalse(Characters.startsSentence(text, text.indexOf("5 and"), 0));
    assertFalse(Characters.startsSentence(text, text.indexOf("7 of"), 0));
    assertFalse(Characters.startsSentence(text, text.indexOf("Rules"), 0));
    assertFalse(Characters.startsSentence(text, text.indexOf("Smith"), 0));
    assertTrue(Characters.startsSentence(text, text.indexOf("Next"), 0));
  }

  @Test
  void cutsBeforeSignsButNotWithinEmoji() {
    for (String sign : List.of("`", "^", "¨", "👋")) {
      assertTrue(Characters.whole("see " + sign + "x", 4), sign);
    }
    String wave = "👋🏽";
    assertFalse(Characters.whole(wave, 2), "before a skin tone");
    assertFalse(Characters.whole("👩‍👧", 2), "before a joiner");
    assertFalse(Characters.whole("👩‍👧", 3), "behind a joiner");
    String code = "`go` now! ".repeat(200);
    assertTrue(split(Texts.of(code)).stream().skip(1).allMatch(p -> p.text().startsWith("`")));
  }

  @Test
  void aLongHeadingIsCutInThePath() {
    List<Passage> passages = split(Texts.of("# " + "Rent and term ".repeat(20), sentences(3)));
    String title = passages.getFirst().headingPath().getFirst();
    assertTrue(title.length() <= 200 && title.endsWith("…"), title);
  }

  @Test
  void neverCutsATableRow() {
    String row = "| " + "cell ".repeat(30) + "| " + "other. Cell ".repeat(12);
    SourceDocument document =
        Texts.of(
            sentences(5), String.join("\n", IntStream.range(0, 40).mapToObj(_ -> row).toList()));
    List<Passage> passages = split(document);
    List<Span> rows =
        document.blocks().stream()
            .flatMap(
                b ->
                    b instanceof Block.Table(Span _, List<Block.Row> r, int _)
                        ? r.stream().map(Block.Row::span)
                        : java.util.stream.Stream.<Span>of())
            .toList();
    for (Passage passage : passages) {
      int end = passage.span().end();
      assertTrue(rows.stream().noneMatch(r -> r.start() < end && end < r.end()), passage.text());
    }
  }

  @Test
  void cutsARowThatIsLongerThanAPassage() {
    SourceDocument document =
        Texts.of("| short | row\n| " + "very long cell ".repeat(300) + "\n| short | row");
    assertTrue(split(document).size() >= 4);
  }

  @Test
  void mergesAScrapAtTheEndWithItsNeighbour() {
    for (int count = 11; count < 60; count++) {
      List<Passage> passages = split(Texts.of(sentences(count)));
      assertTrue(
          passages.getLast().text().length() >= 200, count + ": " + passages.getLast().text());
    }
  }

  @Test
  void cutsChineseByTokensAndAtItsOwnStops() {
    List<Passage> passages = split(Texts.of("承租人应当于每月第一日预付租金，并且承担水电费用。".repeat(200)));
    for (Passage passage : passages) {
      assertTrue(passage.text().endsWith("。"), passage.text());
      assertTrue(new O200kCounter().count(passage.text()) <= 480);
    }
  }

  @Test
  void startsAPassageWithText() {
    for (Passage passage :
        split(Texts.of(sentences(30), "# A", sentences(17), sentences(9), "| a | b\n| c | d"))) {
      assertFalse(Character.isWhitespace(passage.text().charAt(0)));
    }
  }

  @Test
  void cutsAMillionCharactersOfOneParagraphInLinearTime() {
    for (String text :
        List.of(
            SENTENCE.repeat(14_000),
            "x".repeat(1_000_000),
            "字".repeat(1_000_000),
            "e\u0301".repeat(500_000),
            "a".repeat(1) + "\u0301".repeat(300_000),
            " ".repeat(1_000_000),
            "\uD83D\uDE00".repeat(500_000))) {
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> split(Texts.of(text)));
    }
  }

  @Test
  void labelsCostLittle() {
    O200kCounter counter = new O200kCounter();
    SourceDocument document = Texts.of(sentences(400));
    int rendered = split(document).stream().mapToInt(Passage::renderedTokens).sum();
    assertTrue(rendered < counter.count(document.text()) * 1.045, "rendered " + rendered);
  }
}
