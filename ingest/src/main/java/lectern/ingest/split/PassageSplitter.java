package lectern.ingest.split;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Rendering;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import lectern.ingest.SplitDocument;
import lectern.ingest.TokenCounter;

/// Cuts a document into passages that tile it: at headings, else between blocks, table rows,
/// sentences, clauses, words, in this order of preference. Safe for use by many threads.
///
/// Where the cuts fall depends on text, blocks, settings and counter alone, never on the document's
/// number.
public final class PassageSplitter {
  /// Changes whenever the same document would be cut differently.
  private static final int VERSION = 3;

  private final SplitSettings settings;
  private final TokenCounter counter;

  public PassageSplitter(SplitSettings settings, TokenCounter counter) {
    this.settings = settings;
    this.counter = counter;
  }

  /// Names splitter, settings and counter; what another name made is stale.
  public String name() {
    return "passages-"
        + VERSION
        + "("
        + settings.aimChars()
        + ","
        + settings.maxChars()
        + ","
        + settings.maxTokens()
        + ") "
        + counter.name();
  }

  /// The document with its passages, ready for an index.
  ///
  /// @param title frozen when the document got its number
  public SplitDocument document(SourceDocument source, int number, String title) {
    return new SplitDocument(
        source, number, counter.count(Rendering.opening(number, title)), split(source, number));
  }

  /// Passages of a document in reading order. A document without text has none.
  public List<Passage> split(SourceDocument source, int number) {
    String text = source.text();
    Cutter cutter =
        new Cutter(text, new Structure(source.blocks(), text.length()), settings.aimChars());
    HeadingPaths headings = new HeadingPaths(text, source.blocks());
    Deque<Span> furniture = new ArrayDeque<>();
    for (Block block : source.blocks()) {
      if (block instanceof Block.Furniture(Span span)) {
        furniture.add(span);
      }
    }
    List<Passage> passages = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, cutter, start);
      Label label = new Label(number, passages.size());
      Passage uncounted =
          new Passage(
              label,
              source.id(),
              headings.at(start),
              text.substring(start, end),
              new Span(start, end),
              within(furniture, start, end),
              0);
      passages.add(uncounted.counted(counter.count(Rendering.passage(label, uncounted.body()))));
      start = end;
    }
    return passages;
  }

  /// The parts of the first spans that lie in a passage; what lies behind it stays.
  private static List<Span> within(Deque<Span> spans, int start, int end) {
    List<Span> found = new ArrayList<>();
    while (!spans.isEmpty() && spans.element().start() < end) {
      Span span = spans.remove();
      found.add(new Span(Math.max(start, span.start()), Math.min(end, span.end())));
      if (span.end() > end) {
        spans.addFirst(span);
        break;
      }
    }
    return found;
  }

  /// The end of the passage that starts there: as the text likes it, brought in until the tokens
  /// fit.
  private int end(String text, Cutter cutter, int start) {
    int limit = settings.maxChars();
    while (true) {
      int end = cutter.cut(start, limit);
      int tokens = tokens(text, start, end);
      int length = end - start;
      if (tokens <= settings.maxTokens() || length <= 2) {
        return end;
      }
      long fitting = (long) length * settings.maxTokens() / tokens * 9 / 10;
      limit = (int) Math.max(1, Math.min(fitting, length - 1));
    }
  }

  private int tokens(String text, int start, int end) {
    // A token is at least one byte, and a UTF-16 character at most three.
    if ((end - start) * 3 <= settings.maxTokens()) {
      return 0;
    }
    String passage = text.substring(start, end);
    return passage.getBytes(StandardCharsets.UTF_8).length <= settings.maxTokens()
        ? 0
        : counter.count(passage);
  }
}
