package lectern.ingest.split;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.Span;

/// Headings above a place in a document, asked for from front to back.
///
/// A passage that begins with a heading stands below that heading.
final class HeadingPaths {
  /// A heading in a path is a signpost; past this many characters it is cut, and ends in `…`.
  private static final int MAX_CHARS = 200;

  private record Level(int level, String text) {}

  private final String text;
  private final List<Block.Heading> headings;
  private final List<Level> open = new ArrayList<>();
  private int next;

  HeadingPaths(String text, List<Block> blocks) {
    this.text = text;
    this.headings =
        blocks.stream()
            .filter(Block.Heading.class::isInstance)
            .map(Block.Heading.class::cast)
            .toList();
  }

  List<String> at(int offset) {
    while (next < headings.size() && headings.get(next).span().start() <= offset) {
      Block.Heading heading = headings.get(next++);
      while (!open.isEmpty() && open.getLast().level() >= heading.level()) {
        open.removeLast();
      }
      String title = title(heading.span());
      if (!title.isEmpty()) {
        open.add(new Level(heading.level(), title));
      }
    }
    return open.stream().map(Level::text).toList();
  }

  private String title(Span span) {
    if (span.length() <= MAX_CHARS) {
      return line(span.start(), span.end());
    }
    int end = span.start() + MAX_CHARS - 1;
    while (end > span.start() && !Characters.whole(text, end)) {
      end--;
    }
    return line(span.start(), end) + "…";
  }

  private String line(int start, int end) {
    return text.substring(start, end).strip().replaceAll("\\s+", " ");
  }
}
