package lectern.ingest.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import lectern.ingest.Block;
import lectern.ingest.Passage;
import lectern.ingest.Rendering;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import lectern.ingest.SplitDocument;
import lectern.ingest.TokenCounter;
import lectern.ingest.tokens.O200kCounter;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for the passages of every document.
class PassageTilingTest {
  private static final TokenCounter COUNTER = new O200kCounter();
  private static final SplitSettings SMALL = new SplitSettings(80, 120, 40);

  @Provide
  Arbitrary<SourceDocument> documents() {
    return Texts.documents();
  }

  @Property(tries = 150)
  void tilesTheText(@ForAll("documents") SourceDocument document) {
    tiles(document, new PassageSplitter(SplitSettings.DEFAULTS, COUNTER).split(document, 7));
    tiles(document, new PassageSplitter(SMALL, COUNTER).split(document, 7));
  }

  /// Bodies are the text without its furniture; of white space none is added.
  @Property(tries = 150)
  void bodiesLeaveOutTheFurnitureAndNothingElse(@ForAll("documents") SourceDocument document) {
    StringBuilder expected = new StringBuilder(document.text());
    for (Block block : document.blocks().reversed()) {
      if (block instanceof Block.Furniture(Span span)) {
        expected.delete(span.start(), span.end());
      }
    }
    String found =
        new PassageSplitter(SMALL, COUNTER)
            .split(document, 7).stream().map(Passage::body).collect(Collectors.joining());
    assertEquals(expected.toString().replaceAll("\\s", ""), found.replaceAll("\\s", ""));
  }

  @Property(tries = 150)
  void staysWithinTheLimits(@ForAll("documents") SourceDocument document) {
    for (SplitSettings settings : List.of(SplitSettings.DEFAULTS, SMALL)) {
      for (Passage passage : new PassageSplitter(settings, COUNTER).split(document, 7)) {
        assertTrue(passage.text().length() <= settings.maxChars(), () -> passage.toString());
        assertTrue(COUNTER.count(passage.text()) <= settings.maxTokens(), () -> passage.toString());
      }
    }
  }

  @Property(tries = 150)
  void tearsNoSurrogatePair(@ForAll("documents") SourceDocument document) {
    for (Passage passage : new PassageSplitter(SMALL, COUNTER).split(document, 7)) {
      int end = passage.span().end();
      assertTrue(
          end == document.text().length() || Characters.betweenCodePoints(document.text(), end));
    }
  }

  @Property(tries = 150)
  void tokensOfThePartsAddUpToTheTokensOfTheWhole(@ForAll("documents") SourceDocument document) {
    SplitDocument split =
        new PassageSplitter(SMALL, COUNTER)
            .document(
                document, 7, document.text().substring(0, Math.min(40, document.text().length())));
    String title = document.text().substring(0, Math.min(40, document.text().length()));
    String whole =
        Rendering.opening(7, title)
            + split.passages().stream()
                .map(passage -> Rendering.passage(passage.label(), passage.body()))
                .collect(Collectors.joining());
    assertEquals(COUNTER.count(whole), split.renderedTokens());
  }

  @Property(tries = 50)
  void cutsDoNotDependOnTheNumber(@ForAll("documents") SourceDocument document) {
    PassageSplitter splitter = new PassageSplitter(SMALL, COUNTER);
    assertEquals(
        splitter.split(document, 1).stream().map(Passage::span).toList(),
        splitter.split(document, 123_456_789).stream().map(Passage::span).toList());
  }

  static void tiles(SourceDocument document, List<Passage> passages) {
    assertEquals(
        document.text(), passages.stream().map(Passage::text).collect(Collectors.joining()));
    int next = 0;
    for (int i = 0; i < passages.size(); i++) {
      assertEquals(next, passages.get(i).span().start());
      assertEquals(i, passages.get(i).label().ordinal());
      assertTrue(passages.get(i).span().length() > 0);
      next = passages.get(i).span().end();
    }
    assertEquals(document.text().length(), next);
  }
}
